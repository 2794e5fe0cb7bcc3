"""What a template may not do, so that looking at it or filling it takes no more than its own size allows.

A template is a council's own, but it comes as a file. Jinja works out what is constant while it reads a tag, and much
of what it offers makes a text of any length out of a number. None of that is needed to write a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError

from generator.bounds import keeping_bounds
from generator.counting import TEXT_MOST, check_length, check_list, check_product

NO_GLOBALS: Final = ("range", "lipsum", "dict", "cycler", "joiner")
NO_FILTERS: Final = ("center", "format", "indent", "pprint", "slice", "wordwrap")
"""Each makes as much as a number says, or shows a list as Python does."""
NO_METHODS: Final = frozenset({"center", "expandtabs", "join", "ljust", "replace", "rjust", "translate", "zfill"})
"""The same; for those that put texts into texts there are filters, which are looked at first."""
LISTING: Final = ("batch", "groupby", "list", "map", "max", "min", "random", "reject", "select", "sort", "unique")
FORMATS: Final = frozenset({"format", "format_map"})
WIDE: Final = re.compile(r"\d{4}|\*|\{[^{}]*\{")
"""In a format string: a width of four figures, or one that is taken from a value."""
NUMBER_SHOWN: Final = 5_000
"""Letters that Python shows a number in at most, and anything else that is no text and no list."""
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
    for name in LISTING:
        environment.filters[name] = keeping_bounds(environment.filters[name], _check_listing)
    environment.filters["join"] = keeping_bounds(environment.filters["join"], _check_join)
    environment.filters["replace"] = keeping_bounds(environment.filters["replace"], _check_replacing)
    environment.filters["sum"] = keeping_bounds(environment.filters["sum"], _check_sum)
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
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        check_length(len(left) + len(right))
    if operator == "%" and isinstance(left, str):
        check_length(_formatted(left, right if isinstance(right, tuple) else (right,), {}))
    if operator == "*" and isinstance(left, int | float) and isinstance(right, int | float):
        check_product(left, right)
    repeats = operator == "*" and not (isinstance(left, int | float) and isinstance(right, int | float))
    widens = operator == "%" and isinstance(left, str) and WIDE.search(left)
    if operator == "**" or repeats or widens:
        raise SecurityError(f"the operator {operator} could make more than any paper holds")


def check_call(function: Any, values: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Refuse to fill a format string in to more than any value may be.

    Raises:
        TooMuch: when that could be.
    """
    owner = getattr(function, "__self__", None)
    if isinstance(owner, str) and getattr(function, "__name__", "") in FORMATS:
        check_length(_formatted(owner, values, named))


def _formatted(pattern: str, values: Iterable[Any], named: Mapping[str, Any]) -> int:
    """Return how many letters a format string could come to at most: each of its signs may stand for any value."""
    given = [*values, *named.values()]
    longest = max((len(each) if isinstance(each, str) else _shown(each) for each in given), default=0)
    return len(pattern) + (pattern.count("{") + pattern.count("%")) * longest


def _shown(value: Any) -> int:
    """Return how many letters Python may show a value in: of lists and mappings more than any text may be."""
    return TEXT_MOST if isinstance(value, list | tuple | Mapping) else NUMBER_SHOWN


def _check_listing(*values: Any, **_: Any) -> None:
    for each in values:
        check_list(each)


def _check_join(_context: Any, value: Any, d: Any = "", attribute: Any = None) -> None:
    count = len(value) if isinstance(value, Sized) else 0
    check_length(len(str(d)) * count)
    if not attribute and isinstance(value, Iterable) and not isinstance(value, str | Iterator):
        check_length(sum(len(each) for each in value if isinstance(each, str)))


def _check_replacing(_context: Any, s: Any, old: Any, new: Any, count: Any = None) -> None:
    text, sought = str(s), str(old)
    check_length(len(text) + text.count(sought) * len(str(new)))


def _check_sum(_environment: Any, _values: Any, attribute: Any = None, start: Any = 0) -> None:
    if not isinstance(start, int | float):
        raise SecurityError("lists are not summed up")


def _within(most: int, count: Any) -> int:
    if not isinstance(count, int) or not 0 <= count <= most:
        raise SecurityError(f"a filter is given another number than 0 to {most}")
    return count
