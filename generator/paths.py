"""Values of a View that know the path they came from, and what is made of them: it keeps the path of the whole.

The kinds of values stand in ``generator.sourced``; how paths get through a template and into a file in
``generator.provenance``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from markupsafe import Markup

from generator.sourced import Day, Hour, Moment, Number, Option, Part, Rows, Share, Words
from inconfidence.core.values import Choice

_TRACED = (Words, Option, Number, Share, Day, Moment, Hour, Rows)
_KNOWING = frozenset(_TRACED)


def source_of(value: Any) -> str:
    """Return the path a value came from, "" when it came from no view."""
    if type(value) in _KNOWING or isinstance(value, _TRACED):
        source: str = value._source
        return source
    return value.path if isinstance(value, Part) else ""


def with_source(value: Any, source: str) -> Any:
    """Return a value as one that came from ``source``; what knows its own path already keeps it.

    What is made while it is asked for (a generator) is made at once; a truth has no place for a path.
    """
    if type(value) is str:
        return Words(value, source)
    if source_of(value) or isinstance(value, bool):
        return value
    for kind, make in _MAKERS:
        if isinstance(value, kind):
            return make(value, source)
    return value


def derived(made: Any, *used: Any) -> Any:
    """Return what was made from other values as one that keeps their path: the whole that all of them are part of."""
    if len(used) == 1 and (source := source_of(used[0])):
        return with_source(made, source)
    sources = list(dict.fromkeys(source for one in used for source in _sources(one)))
    return with_source(made, _common(sources)) if sources else made


def traced(value: Any, path: str, printable: Callable[[str], str]) -> Any:
    """Return a copy of a value of a view as a template may have it: printable, and knowing its path."""
    if type(value) is str:
        words = str.__new__(Words, printable(value))
        words._source = path
        return words
    if isinstance(value, Choice):
        # Of a choice, which is text as well, ``str`` gives the code alone, which is quicker to look at.
        option = str.__new__(Option, printable(str(value)))
        option._said, option._source = printable(value.label), path
        return option
    if isinstance(value, Mapping):
        inside = {str(key): traced(one, f"{path}.{printable(str(key))}", printable) for key, one in value.items()}
        return Part(path, inside)
    if isinstance(value, str):
        return Words(printable(value), path)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return _rows([traced(one, f"{path}.{index}", printable) for index, one in enumerate(value)], path)
    return with_source(value, path)


def _sources(value: Any) -> Iterator[str]:
    source = source_of(value)
    if source:
        yield source
    elif isinstance(value, list | tuple):
        yield from filter(None, map(source_of, value))


def _common(sources: list[str]) -> str:
    """Return the path that all paths begin with, the first of them when they share nothing."""
    if len(sources) == 1:
        return sources[0]
    shared = []
    for names in zip(*(source.split(".") for source in sources), strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return ".".join(shared) or sources[0]


def _number(value: int, source: str) -> Number:
    made = Number(value)
    made._source = source
    return made


def _share(value: float, source: str) -> Share:
    made = Share(value)
    made._source = source
    return made


def _day(value: date, source: str) -> Day:
    made = Day(value.year, value.month, value.day)
    made._source = source
    return made


def _moment(value: datetime, source: str) -> Moment:
    made = Moment.combine(value.date(), value.timetz())
    made._source = source
    return made


def _hour(value: time, source: str) -> Hour:
    made = Hour(value.hour, value.minute, value.second, value.microsecond, value.tzinfo, fold=value.fold)
    made._source = source
    return made


def _rows(values: Iterable[Any], source: str) -> Rows:
    made = Rows(with_source(one, source) for one in values)
    made._source = source
    return made


def _pair(values: tuple[Any, ...], source: str) -> tuple[Any, ...]:
    return values if hasattr(values, "_fields") else tuple(with_source(one, source) for one in values)


# A choice is text, a moment a day: each has to be asked for first.
_MAKERS: tuple[tuple[type, Callable[[Any, str], Any]], ...] = (
    (Markup, lambda value, source: Words(value.unescape(), source)),
    (Choice, Option.of),
    (str, Words),
    (int, _number),
    (float, _share),
    (datetime, _moment),
    (date, _day),
    (time, _hour),
    (list, _rows),
    (tuple, _pair),
    (Iterator, _rows),
)
