"""Where printed words come from: values of a View that keep their path, and the marks it is carried by into a file.

1. ``traced`` copies the values of a view; each knows its path, with positions in lists (``referral.people.1.name``).
2. ``PaperEnvironment`` (``generator.filters``) and every filter hand a value's path on to what is made of it
   (``derived``): a date said in words, a list joined, a part of a text, a number of rows.
3. ``Printer`` prints each value between marks. No value can hold a mark: ``forms`` refuses private-use characters, and
   ``printable`` shows these three as U+FFFD.
4. Reading takes the marks out again (``Unmarking``); what they said becomes ``Text.source``, or a ``Told``.

Words whose origin got lost are never taken for the template's own: printing them is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from jinja2 import Environment, Undefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator import bounds
from generator.sourced import Day, Hour, Moment, Number, Option, Part, Rows, Share, Told, Words
from inconfidence.core.errors import Failed
from inconfidence.core.values import Choice

OPEN, MIDDLE, CLOSE = "\ue0f1", "\ue0f2", "\ue0f3"
"""OPEN path MIDDLE words CLOSE: private-use characters that no bullet or symbol of Word uses."""
MARK = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")
_MARKING = re.compile(f"{OPEN}[^{MIDDLE}]*{MIDDLE}|{CLOSE}")
_PART = re.compile(f"([{OPEN}{MIDDLE}{CLOSE}])")
# What is escaped holds no angle bracket: marks before which one closes stand in a tag.
_MARKED_IN_TAG = re.compile(f"{OPEN}[^{MIDDLE}]*{MIDDLE}([^{CLOSE}]*){CLOSE}(?=[^<>]*>)")
_TOLD_TAG = re.compile(r"<(?:wp:docPr|pic:cNvPr|w:tblDescription|w:tblCaption)\s")
_MARK_BYTES = re.compile(
    b"|".join(f"{mark}|&#{ord(mark)};|&#[xX]0*{ord(mark):x};".encode() for mark in "\ue0f1\ue0f2\ue0f3"), re.IGNORECASE
)

MARKUP_FILTERS = frozenset({"safe", "urlize", "xmlattr", "tojson"})
"""Filters of Jinja that would let a value act as markup."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A Word file whose words stand between marks. It is for reading only, never to be issued."""

    content: bytes = field(repr=False)


_TRACED = (Words, Option, Number, Share, Day, Moment, Hour, Rows)
_KNOWING = frozenset(_TRACED)


def source_of(value: Any) -> str:
    """Return the path a value came from, "" when it came from no view."""
    if type(value) in _KNOWING or isinstance(value, _TRACED):
        source: str = value._source
        return source
    return value.path if isinstance(value, Part) else ""


def parts_of(words: str) -> tuple[tuple[str, str], ...]:
    """Return what words are made of, as (path, words)."""
    return words.parts if isinstance(words, Told) else (("", words),)


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


def trace(environment: Environment, printed: Callable[[Any], Any], own: Iterable[str], *, marked: bool) -> None:
    """Let an environment carry paths through its filters and print values by a ``Printer``.

    ``printed`` puts a value in words; ``own`` are words that may be printed though they come from no view; without
    ``marked`` everything is the same but that no mark is printed.
    """
    for name, function in list(environment.filters.items()):
        environment.filters[name] = _carrying(function)
    for name in MARKUP_FILTERS:
        del environment.filters[name]
    bounds.count_in(environment)
    environment.filters[JOINED] = _carrying(lambda parts: "".join(str(printed(part)) for part in parts))
    environment.finalize = Printer(printed, frozenset(own), marked=marked)


def rendered(environment: Environment, xml: str, values: Mapping[str, Any]) -> str:
    """Fill one part of a file in an environment that was made to ``trace``.

    Raises:
        Failed: when the part holds a mark before it is filled, turns escaping off, prints words whose origin is not
            known, or comes to more than any paper holds.
    """

    def run(source: str) -> str:
        tree = parsed(environment, source)
        allow(environment, tree)
        return environment.from_string(parted(environment, tree)).render(values)

    try:
        with bounds.bounded():
            printed = run(xml)
    except bounds.TooMuch as error:
        tag = bounds.tag_that_fails(xml, run)
        raise Failed(f"{f'at the tag {tag} ' if tag else ''}{error.message}.") from None
    return _MARKED_IN_TAG.sub(_unmarked_in_tag, printed)


def parsed(environment: Environment, xml: str) -> nodes.Template:
    """Return the tags of one part of a file.

    Raises:
        Failed: when the part holds a mark, or turns escaping off.
    """
    if MARK.search(xml):
        raise Failed("it holds characters that are kept for the engine's own use (U+E0F1 to U+E0F3).")
    tree = environment.parse(xml)
    if "autoescape" in xml and tree.find(nodes.EvalContextModifier):
        raise Failed("it lets values act as markup.")
    return tree


def allow(environment: Environment, tree: nodes.Template) -> None:
    """Let an environment that was made to ``trace`` print what these tags say themselves."""
    if isinstance(environment.finalize, Printer):
        environment.finalize.trees.append(tree)


def parted(environment: Environment, tree: nodes.Template) -> nodes.Template:
    """Return tags that print each part of a joint by itself, and count what they do."""
    if tree.find(nodes.Concat):
        tree = _Parting().visit(tree)
    return bounds.counting(environment, tree)


class Printer:
    """Jinja's ``finalize``: prints a value in words, between marks when its path is to be read again.

    ``trees`` are the templates it prints for: what they say themselves may be printed without a path.
    """

    def __init__(self, printed: Callable[[Any], Any], own: frozenset[str], *, marked: bool) -> None:
        self.trees: list[nodes.Template] = []
        self._own = set(own)
        self._printed = printed
        self._marked = marked

    def __call__(self, value: Any) -> Any:
        """Print one value; what was printed before (by a macro) and pictures pass."""
        if type(value) is not Words and (isinstance(value, Undefined) or hasattr(type(value), "__html__")):
            if isinstance(value, Markup):
                bounds.printed(value)
            return value
        source, words = source_of(value), self._printed(value)
        if isinstance(words, str):
            bounds.printed(words)
        if source:
            return marked(str(words), source) if self._marked else words
        # Truths and numbers without a path were counted or compared by the template itself (loop.index).
        if not isinstance(value, int) and not self._is_own(words):
            raise Failed("a tag prints words made in a way that loses where they came from.")
        return words

    def _is_own(self, words: Any) -> bool:
        if not words or words in self._own:
            return True
        said = (one.value for tree in self.trees for one in tree.find_all(nodes.Const))
        if words not in said:
            return False
        # What a template says it says for every record: it is looked for once.
        self._own.add(words)
        return True


def marked(words: str, source: str) -> str:
    """Return words between marks that tell their path."""
    return f"{OPEN}{source}{MIDDLE}{words}{CLOSE}"


class Unmarking:
    """Takes the marks out of the texts of one paragraph, in order; a value may run over several of them.

    Marks are ``trusted`` in what was just filled only: in any other file they are a fault.
    """

    def __init__(self, *, trusted: bool) -> None:
        self._trusted = trusted
        self._path: str | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a value began that has not ended."""
        return self._path is not None

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """Give the words of a text, each with its path ("" for the template's own).

        Raises:
            ValueError: when the marks do not stand as they were printed.
        """
        if not MARK.search(text):
            yield self._path or "", text
            return
        if not self._trusted:
            raise ValueError("marks in a file that was not filled here")
        pieces = iter(_PART.split(text))
        for piece in pieces:
            if piece == OPEN:
                self._begin(next(pieces, ""), next(pieces, ""))
            elif piece == CLOSE:
                self._end()
            elif piece == MIDDLE:
                raise ValueError("a mark inside a value")
            elif piece:
                yield self._path or "", piece

    def _begin(self, path: str, middle: str) -> None:
        if self._path is not None or not path or middle != MIDDLE:
            raise ValueError("a value inside a value")
        self._path = path

    def _end(self) -> None:
        if self._path is None:
            raise ValueError("the end of no value")
        self._path = None


def told(text: str, *, trusted: bool) -> Told:
    """Return words that stood in an attribute, without their marks; ``trusted`` as for ``Unmarking``.

    Raises:
        ValueError: when the marks do not stand as they were printed.
    """
    return Told.of(Unmarking(trusted=trusted).parts(text))


def without_marks(text: str) -> str:
    """Return text without marks and paths."""
    return _MARKING.sub("", text)


def holds_mark(part: bytes) -> bool:
    """Say whether a part of a file, as UTF-8, holds a mark, written out or as a character reference."""
    return _MARK_BYTES.search(part) is not None


def traced(value: Any, path: str, printable: Callable[[str], str]) -> Any:
    """Return a copy of a value of a view as a template may have it: printable, and knowing its path."""
    if type(value) is str:
        words = str.__new__(Words, printable(value))
        words._source = path
        return words
    if isinstance(value, Choice):
        # Of a choice, which is text as well, ``str`` gives the code alone, which is quicker to look at.
        return Option.said(printable(str(value)), printable(value.label), path)
    if isinstance(value, Mapping):
        inside = {str(key): traced(one, f"{path}.{printable(str(key))}", printable) for key, one in value.items()}
        return Part(path, inside)
    if isinstance(value, str):
        return Words(printable(value), path)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return _rows([traced(one, f"{path}.{index}", printable) for index, one in enumerate(value)], path)
    return with_source(value, path)


class _Parting(NodeTransformer):
    """Parts ``{{ a ~ b }}`` so that each keeps its own path; a joint elsewhere is made by a filter that keeps one."""

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Print the parts of a joint one after another."""
        node.nodes = [part for one in node.nodes for part in (one.nodes if isinstance(one, nodes.Concat) else [one])]
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Join by our own filter."""
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, JOINED, [], [], None, None, lineno=node.lineno)


JOINED = "joined in one"
"""The name of a filter that no template can write."""


def _carrying(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that hands on the paths of its arguments. Of markup it makes words: all is escaped once."""

    @wraps(function)
    def filtered(*values: Any, **named: Any) -> Any:
        used = (*values, *named.values()) if named else values
        if any([isinstance(one, Markup) and MARK.search(one) for one in used]):
            raise Failed("a filter works on what a macro or a block has printed.")
        return derived(bounds.made(function(*values, **named)), *used)

    return filtered


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


def _unmarked_in_tag(found: re.Match[str]) -> str:
    """Take the marks out of a tag, but for the words that are told to who cannot see a picture or a chart."""
    xml = found.string
    return found[0] if _TOLD_TAG.match(xml, xml.rfind("<", 0, found.start())) else found[1]


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
