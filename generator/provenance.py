"""Where printed words come from: values of a View that keep their path, and the marks it is carried by into a file.

1. ``traced`` (``generator.paths``) copies the values of a view; each knows its path, with positions in lists
   (``referral.people.1.name``).
2. ``PaperEnvironment`` (``generator.filters``) and every filter hand a value's path on to what is made of it
   (``derived``): a date said in words, a list joined, a part of a text, a number of rows.
3. ``Printer`` (``generator.printing``) prints each value between marks. No value can hold a mark: ``forms`` refuses
   private-use characters, and ``printable`` shows these three as U+FFFD.
4. Reading takes the marks out again (``Unmarking``); what they said becomes ``Text.source``, or a ``Told``.

Words whose origin got lost are never taken for the template's own: printing them is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from generator import bounds
from generator.excess import TooMuch
from generator.printing import CLOSE, MARK, MIDDLE, OPEN, Printer, carried
from generator.sourced import Told
from inconfidence.core.errors import Failed

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


def parts_of(words: str) -> tuple[tuple[str, str], ...]:
    """Return what words are made of, as (path, words)."""
    return words.parts if isinstance(words, Told) else (("", words),)


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
    except TooMuch as error:
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
        return carried(function, values, named)

    return filtered


def _unmarked_in_tag(found: re.Match[str]) -> str:
    """Take the marks out of a tag, but for the words that are told to who cannot see a picture or a chart."""
    xml = found.string
    return found[0] if _TOLD_TAG.match(xml, xml.rfind("<", 0, found.start())) else found[1]
