"""Looking at a template before it is used: what the engine cannot draw, and tags that cannot be understood.

1. Everything ``generator.word`` refuses, by place; tags are words to it.
2. Each tag by itself: it ends in the paragraph it begins in, Jinja can read it, and knows its filters.
3. Tags together: every loop and condition of a part ends in that part.
4. With a manifest: only names it gives are used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError

from generator.fill import HEAD_AND_FOOT, tagged_parts, top_names_in
from generator.filters import paper_environment
from generator.growth import Growth
from generator.provenance import MARKUP_FILTERS
from generator.word import problems_of
from generator.word.markup import Element, W
from generator.word.package import open_package
from generator.word.refusals import Refusals
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

TAG = re.compile(r"\{([{%#])(.*?)([}%#])\}", re.DOTALL)
BRACES = re.compile(r"\{[{%#]|[}%#]\}")
OF_WORD = re.compile(r"^(?:p|tr|tc|r)\s")
"""What docxtpl lets a tag begin with: it then takes the place of its paragraph, row, cell or run."""
BLOCKS = frozenset({"for", "if", "macro", "call", "filter", "with", "block", "set"})
MIDDLES = {"elif": "{{% if x %}}{{%{}%}}{{% endif %}}", "else": "{{% if x %}}{{%{}%}}{{% endif %}}"}
FIELD_ENDS = {"{": "}", "%": "%", "#": "#"}


def problems_of_template(docx: bytes, names: Collection[str] | None = None) -> list[Problem]:
    """Return everything that is wrong with a template, with places and remedies; empty when nothing is.

    ``names`` are the top-level names its tags may use; None when that is not known.
    """
    found = problems_of(docx)
    try:
        parts = list(_parts(docx))
    except InputInvalid:
        return found
    refusals, environment = Refusals(), _environment()
    for label, root in parts:
        _Tags(refusals, environment, label).check(root)
    found += refusals.problems
    return found if refusals.problems else [*found, *_together(docx, environment, names)]


def tags_left(docx: bytes) -> list[Problem]:
    """Return the places where a file that should be filled still holds tags.

    Raises:
        InputInvalid: when it is no Word file.
    """
    refusals = Refusals()
    for label, root in _parts(docx):
        for paragraph in root.iter(W + "p"):
            if BRACES.search(_words(paragraph)):
                refusals.refuse("tag-left", paragraph, label)
    return refusals.problems


class _Tags:
    """The tags of one part, in order; ``open`` are those that have not ended yet."""

    def __init__(self, refusals: Refusals, environment: Environment, label: str) -> None:
        self._refusals, self._environment, self._label = refusals, environment, label
        self._open: list[tuple[str, Element, Element]] = []
        self._growth = Growth()

    def check(self, root: Element) -> None:
        """Note everything that is wrong."""
        for paragraph in root.iter(W + "p"):
            words = _words(paragraph)
            for tag in TAG.finditer(words):
                self._tag(tag, paragraph)
            if BRACES.search(TAG.sub("", words)):
                self._refuse(paragraph, "it does not begin and end in one paragraph")
        for keyword, paragraph, _ in self._open:
            self._refuse(paragraph, f"{keyword!r} never ends")

    def _tag(self, tag: re.Match[str], paragraph: Element) -> None:
        kind, inside, end = tag.groups()
        if end != FIELD_ENDS[kind]:
            self._refuse(paragraph, "it begins in one way and ends in another")
            return
        inside = inside.strip("+-")
        of_word = OF_WORD.match(inside)
        inside = OF_WORD.sub("", inside).strip()
        if kind == "{":
            self._parse(f"{{{{ {inside} }}}}", paragraph)
        elif kind == "%":
            self._statement(inside, paragraph, _repeated(paragraph, of_word[0].strip() if of_word else ""))

    def _statement(self, inside: str, paragraph: Element, repeated: Element) -> None:
        keyword = inside.split()[0] if inside else ""
        if keyword.startswith("end"):
            self._end(keyword, paragraph, repeated)
            return
        if keyword in MIDDLES:
            if not self._open or self._open[-1][0] not in ("if", "for"):
                self._refuse(paragraph, f"{keyword!r} stands in no condition")
            self._parse(MIDDLES[keyword].format(f" {inside} "), paragraph)
            return
        is_block = keyword in BLOCKS and not (keyword == "set" and "=" in inside)
        self._parse(f"{{% {inside} %}}" + (f"{{% end{keyword} %}}" if is_block else ""), paragraph)
        if is_block:
            self._open.append((keyword, paragraph, repeated))

    def _end(self, keyword: str, paragraph: Element, repeated: Element) -> None:
        begun, _, whole = self._open.pop() if self._open else ("", None, None)
        if begun != keyword.removeprefix("end"):
            self._refuse(paragraph, f"{keyword!r} ends nothing that was begun")
        elif whole is not repeated:
            self._refuse(paragraph, f"{keyword!r} does not stand in the cell, row or table its beginning stands in")

    def _parse(self, source: str, paragraph: Element) -> None:
        try:
            self._environment.from_string(source)
            tag = self._environment.parse(source)
        except TemplateSyntaxError as error:
            self._refuse(paragraph, _plain(error))
            return
        if self._growth.outgrows(tag, in_loop=any(keyword == "for" for keyword, _, _ in self._open)):
            self._refuse(paragraph, "it makes a text out of itself, and so more than any paper holds")

    def _refuse(self, paragraph: Element, detail: str) -> None:
        self._refusals.refuse("tag", paragraph, self._label, detail)


def _repeated(paragraph: Element, of_word: str) -> Element:
    """Return what holds the paragraphs, rows or cells a tag repeats, by what docxtpl lets it begin with."""
    name = {"tr": "tbl", "tc": "tr"}.get(of_word)
    holder = paragraph.getparent() if name is None else next(paragraph.iterancestors(W + name), None)
    return paragraph.getparent() if holder is None else holder


def _environment() -> Environment:
    """Return what templates are filled by: with pictures, without what would let a value act as mark-up."""
    environment = paper_environment()
    environment.filters["picture"] = str
    for name in MARKUP_FILTERS:
        del environment.filters[name]
    return environment


def _together(docx: bytes, environment: Environment, names: Collection[str] | None) -> Iterator[Problem]:
    """Give what only shows when a part is read whole, and the names that are not given."""
    try:
        used = top_names_in(docx)
        for _, xml in tagged_parts(DocxTemplate(BytesIO(docx))):
            environment.from_string(xml)
    except TemplateError as error:
        yield Problem("file", "tag", f"A tag that cannot be understood: {_plain(error)}.", "Type the tag anew.")
        return
    for name in sorted(used - set(used if names is None else names)):
        message = f"Tags use {name!r}, which the manifest does not name."
        yield Problem("file", "tag-name", message, "Add it under names in the manifest, or take the tags out.")


def _plain(error: TemplateError) -> str:
    return (error.message or type(error).__name__).rstrip(".")


def _words(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def _parts(docx: bytes) -> Iterator[tuple[str, Element]]:
    """Give the parts that may hold tags, with what they are called."""
    package = open_package(docx)
    main = package.main_part()
    body = package.xml(main).find(W + "body")
    if body is not None:
        yield "body", body
    for relationship in package.relationships(main).values():
        if relationship.kind in HEAD_AND_FOOT and not relationship.outside:
            yield relationship.kind.rpartition("/")[2], package.xml(relationship.target)
