"""A template compiled once: a record then costs one run of its tags, and no XML.

1. Compiling takes the Word file apart (``package``), and cuts the static XML out of the tags (``tags``, ``cutting``),
   and at the borders of paragraphs and rows (``units``).
2. A record's values are put between the pieces: by walking the tags of a part, where all are plain (``planning``,
   ``expressions``, ``walking``); else Jinja runs them, and they print values and tokens.
3. What comes of it is a tree (``assembling``, ``tree``), in which a paragraph or row that was met before is a shape
   with its values (``shapes``).
4. The tree is read by the same code as any Word file (``generator.word``), which keeps what it has read of the
   pieces that never change (``generator.word.kept``), and fills what it has read of shapes (``generator.word.plans``).
5. Whatever is not known here, and whatever is to be refused, goes the slow way: it is filled and read (``slow``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from jinja2 import Template as Runnable
from jinja2 import TemplateError, nodes
from markupsafe import escape

from disclosure.view import View
from generator import provenance
from generator.bounds import bounded
from generator.compiled.assembling import Assembling, Pieces, assembled
from generator.compiled.expressions import Unsure
from generator.compiled.node import Node
from generator.compiled.package import FilledPackage, NoRefusals, Still, still_parts
from generator.compiled.pictures import SHOWN, Shown, picture
from generator.compiled.planning import planned
from generator.compiled.shapes import Shapes
from generator.compiled.slow import InEveryPaper, Rule, Slow
from generator.compiled.tags import Tags
from generator.compiled.walking import Plan
from generator.fill import NO_PICTURES, Unfilled, chosen, fill, knowing, unfilled
from generator.filters import CROSSED, EMPTY, PaperEnvironment, paper_environment
from generator.spoken import filters_in, printed_in
from generator.template import Template
from generator.word.package import RATIO_FREE
from generator.word.reading import problems_of, read, read_body, read_book, refused
from generator.word.source import Book
from inconfidence.core.blocks import Paper, Picture
from inconfidence.core.errors import InConfidenceError
from inconfidence.core.memory import SearchPutOff

TEMPLATES_MAX = 64
"""Templates kept compiled; each takes a few megabytes."""
FAILS = (InConfidenceError, TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What a tag fails with."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part with tags: what runs them, and what its tokens stand for."""

    name: str
    tags: Runnable = field(repr=False)
    pieces: Pieces = field(repr=False)
    shapes: Shapes = field(repr=False)
    plan: Plan | None = field(repr=False)
    """How to walk them without Jinja, None when that cannot be."""


@dataclass(frozen=True, slots=True)
class _Quick:
    """What the quick way needs."""

    parts: tuple[_Part, ...]
    still: Still = field(repr=False)
    book: Book = field(repr=False)


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template that papers can be made from, by any number of threads at once.

    ``slow`` is the rule by which all its papers go the slow way, None when they need not.
    """

    template: Template
    slow: Rule | None
    _quick: _Quick | None = field(repr=False, default=None)

    def paper(self, view: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> Paper:
        """Return the paper of a view: what ``read(fill(template, view, pictures))`` returns, or the same refusal.

        Raises:
            Failed, InputInvalid: as ``fill`` and ``read`` do.
        """
        try:
            with SearchPutOff():
                return self.quick_paper(view, pictures)
        except Slow:
            return read(fill(self.template, view, pictures))

    def quick_paper(self, view: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> Paper:
        """Return the paper of a view without going the slow way.

        Raises:
            Slow: when that cannot be known to be the same; its ``rule`` says why.
        """
        if self._quick is None:
            raise Slow(self.slow or "failed")
        try:
            return _assembled(self._quick, self.template, view, pictures)
        except FAILS:
            # The slow way says what is wrong, in its own words.
            raise Slow("failed") from None


def compile_template(template: Template) -> CompiledTemplate:
    """Return a template compiled, once for each content: the ``TEMPLATES_MAX`` used last are kept.

    Raises:
        InputInvalid: when something that cannot be drawn would stand in each of its papers; ``problems`` lists all
            such things, by their place in the template.
    """
    with _ONE_AT_A_TIME:
        return _compiled(template)


_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=TEMPLATES_MAX)
def _compiled(template: Template) -> CompiledTemplate:
    try:
        return CompiledTemplate(template, None, _quick(template))
    except InEveryPaper as slow:
        problems = problems_of(template.docx)
        if problems:
            raise refused(problems) from None
        return CompiledTemplate(template, slow.rule)
    except Slow as slow:
        return CompiledTemplate(template, slow.rule)


def _quick(template: Template) -> _Quick:
    taken = unfilled(template)
    if taken.has_notes:
        raise Slow("notes")
    try:
        parts = _parts(taken, template.language)
        still = still_parts(taken.content)
        book = read_book(FilledPackage(still, {}, {}), NoRefusals(), marked=True)
    except (InConfidenceError, TemplateError, ValueError):
        raise Slow("failed") from None
    return _Quick(parts, still, book)


def _parts(taken: Unfilled, language: str) -> tuple[_Part, ...]:
    made: list[_Part] = []
    said: list[nodes.Template] = []
    for index, (name, xml) in enumerate(taken.parts):
        environment = _environment(said, language)
        tree = provenance.parsed(environment, xml)
        tags = Tags(tree, fits_grids=index == 0)
        provenance.allow(environment, tree)
        plan = planned(tree, tags.pieces, language, environment.globals)
        runs = environment.from_string(provenance.parted(environment, tree))
        said.append(tree)
        made.append(_Part(name, runs, tags.pieces, Shapes(_own_words(said), fits_grids=index == 0), plan))
    return tuple(made)


def _own_words(said: list[nodes.Template]) -> frozenset[str]:
    """Return what tags say themselves, as Jinja prints it: nothing, boxes, and words in one line."""
    words = {one.value for tree in said for one in tree.find_all(nodes.Const) if isinstance(one.value, str)}
    return frozenset({"", CROSSED, EMPTY, *(str(escape(one)) for one in words if one.isprintable())})


def _environment(said: list[nodes.Template], language: str) -> PaperEnvironment:
    """Return an environment for a part: the parts before it may have said its words, as when one fills them all."""
    environment = paper_environment()
    environment.filters.update(filters_in(language))
    provenance.trace(environment, printed_in(language), (CROSSED, EMPTY), marked=True)
    environment.filters["picture"] = picture
    for tree in said:
        provenance.allow(environment, tree)
    return environment


def _assembled(quick: _Quick, template: Template, view: View, pictures: Mapping[str, Picture]) -> Paper:
    values = chosen(template, view)
    filled: dict[str, Node] = {}
    pictured: dict[str, Shown] = {}
    size = quick.still.size
    for part in quick.parts:
        shown = pictured[part.name] = Shown(pictures, part.name)
        filled[part.name], grown = _walked(part, values) or _run(part, values, shown)
        size += grown + shown.size
    if size > RATIO_FREE:
        raise Slow("size")
    return _read(quick, filled, pictured)


def _walked(part: _Part, values: Mapping[str, Any]) -> tuple[Node, int] | None:
    """Return what walking the tags comes to, as ``assembled`` does; None when Jinja has to run them."""
    if part.plan is None:
        return None
    work = Assembling((), part.shapes)
    try:
        part.plan.walk(values, work)
    except (Unsure, *FAILS):
        return None
    return work.root, work.size


def _run(part: _Part, values: Mapping[str, Any], shown: Shown) -> tuple[Node, int]:
    with bounded():
        words = part.tags.root_render_func(part.tags.new_context({**knowing(values), SHOWN: shown}))
        return assembled(words, part.pieces, shown.asked, part.shapes)


def _read(quick: _Quick, filled: dict[str, Node], pictured: Mapping[str, Shown]) -> Paper:
    main = quick.still.main
    body = filled.pop(main)
    return read_body(quick.book.anew(FilledPackage(quick.still, filled, pictured), NoRefusals()), main, body)
