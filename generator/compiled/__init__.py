"""Templates compiled once, so that a record costs no XML (``generator.compiled.template``)."""

from generator.compiled.slow import Rule, Slow
from generator.compiled.template import CompiledTemplate, compile_template

__all__ = ["CompiledTemplate", "Rule", "Slow", "compile_template"]
