"""Papers: a Word template filled from a View, read as blocks, drawn as tagged PDF or as a web page, and checked."""

from generator.checking import problems_of_template, tags_left
from generator.compiled import compile_template
from generator.draw import draw
from generator.fill import fill
from generator.html import draw_html, preflight_html
from generator.issue import word_file
from generator.preflight import preflight
from generator.stamp import make_stamp
from generator.template import Template, list_templates, load_template
from generator.word import read

__all__ = [
    "Template",
    "compile_template",
    "draw",
    "draw_html",
    "fill",
    "list_templates",
    "load_template",
    "make_stamp",
    "preflight",
    "preflight_html",
    "problems_of_template",
    "read",
    "tags_left",
    "word_file",
]
