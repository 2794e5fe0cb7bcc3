"""Papers: a Word template filled from a View, read as blocks, drawn as tagged PDF, and checked before sealing."""

from generator.compiled import compile_template
from generator.draw import draw
from generator.fill import fill
from generator.issue import word_file
from generator.preflight import preflight
from generator.stamp import make_stamp
from generator.template import Template, list_templates, load_template
from generator.word import read

__all__ = [
    "Template",
    "compile_template",
    "draw",
    "fill",
    "list_templates",
    "load_template",
    "make_stamp",
    "preflight",
    "read",
    "word_file",
]
