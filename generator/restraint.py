"""What a template may not do, so that looking at it or filling it takes no more than its own size allows.

A template is a council's own, but it comes as a file. Jinja works out what is constant while it reads a tag, and much
of what it offers makes a text of any length out of a number. None of that is needed to write a paper.
"""

from __future__ import annotations

import re
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError

NO_GLOBALS: Final = ("range", "lipsum", "dict", "cycler", "joiner")
NO_FILTERS: Final = ("center", "format", "indent", "slice", "wordwrap")
"""Each makes as much as a number says."""
NO_METHODS: Final = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})
FORMATS: Final = frozenset({"format", "format_map"})
WIDE: Final = re.compile(r"\d{4}|\*|\{[^{}]*\{")
"""In a format string: a width of four figures, or one that is taken from a value."""
BATCH_MOST, PLACES_MOST = 100, 6
"""Columns a list may be divided into, and places a number may be rounded to: more than any page has."""


class ReadOnly(CodeGenerator):
    """Makes a template's code without working out any of it: reading a tag runs nothing."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


def restrain(environment: Environment) -> None:
    """Take out of an environment what makes texts and numbers without end."""
    for name in NO_GLOBALS:
        del environment.globals[name]
    for name in NO_FILTERS:
        del environment.filters[name]
    batch, rounded = environment.filters["batch"], environment.filters["round"]
    environment.filters["batch"] = lambda value, count, fill=None: batch(value, _within(BATCH_MOST, count), fill)
    environment.filters["round"] = lambda value, places=0, method="common": rounded(
        value, _within(PLACES_MOST, places), method
    )


def may_call(value: Any, method: str) -> bool:
    """Say whether a method of a value makes no more than the value and what it is given are long."""
    if not isinstance(value, str):
        return True
    return method not in NO_METHODS and not (method in FORMATS and WIDE.search(value))


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Refuse powers, texts or lists that are repeated, and texts filled in to a width of any length.

    Raises:
        SecurityError: for one of those; it repeats neither value.
    """
    repeats = operator == "*" and not (isinstance(left, int | float) and isinstance(right, int | float))
    widens = operator == "%" and isinstance(left, str) and WIDE.search(left)
    if operator == "**" or repeats or widens:
        raise SecurityError(f"the operator {operator} could make more than any paper holds")


def _within(most: int, count: Any) -> int:
    if not isinstance(count, int) or not 0 <= count <= most:
        raise SecurityError(f"a filter is given another number than 0 to {most}")
    return count
