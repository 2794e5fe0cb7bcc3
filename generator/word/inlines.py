"""The inside of a paragraph: runs of text, tabs, breaks, tick boxes, fields, links, pictures, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.provenance import Unmarking, without_marks
from generator.word.characters import printable
from generator.word.fields import OpenField, meaning_of, name_of_code
from generator.word.kept import kept
from generator.word.markup import OFF, W14, XML_SPACE, Element, R, W, local
from generator.word.pictures import read_picture
from generator.word.refusals import is_refused, name_of
from generator.word.source import RUN, Source
from generator.word.styles import TextLook
from inconfidence.core.blocks import Contents, Inline, LineBreak, PageBreak, Reference, Tab, Text, TextStyle, TickBox

BOXES = {"\u2610": False, "\u2612": True}
_BOX = re.compile("([\u2610\u2612])")
# Characters of the fonts of pictures that Word's own tick boxes and bullets use.
SYMBOLS = {"f0a8": "\u2610", "f06f": "\u2610", "f0fe": "\u2612", "f078": "\u2612", "f0b7": "\u2022", "f0a7": "\u2022"}
LINKABLE = ("https://", "http://", "mailto:", "tel:", "#")
FIELDS_DEEP = 8
"""Fields within one another that are read: a link in an entry of a table of contents is three deep."""
INNER_BOOKMARK = "_GoBack"

READ_THROUGH = frozenset({"smartTag", "customXml", "sdtContent"})
SILENT = frozenset(
    {
        *("pPr", "rPr", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "permStart", "permEnd"),
        *("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "commentRangeEnd", "annotationRef", "softHyphen"),
        *("customXmlInsRangeEnd", "customXmlDelRangeEnd", "moveFromRangeEnd", "moveToRangeEnd"),
    }
)
"""Left out because they change no word on the page; a soft hyphen is leave to divide, which is never used."""


class InlineReader:
    """Reads the children of one paragraph, in order, into ``found`` and ``bookmarks``.

    ``fields`` are those an earlier paragraph left open. ``contents`` is what a table of contents that begins here asks
    for; ``hides`` says whether anything stands here that a field's result replaces.
    """

    def __init__(self, source: Source, style_id: str, plain: TextLook, fields: Sequence[OpenField] = ()) -> None:
        self.found: list[Inline | PageBreak] = []
        self.bookmarks: list[str] = []
        self.contents: Contents | None = None
        self.hides = False
        self._source = source
        self._style_id = style_id
        self._link = ""
        self._marks = Unmarking(trusted=source.book.marked)
        self._from = ""
        self._fields: list[OpenField] = list(fields)
        # How text looks whose run says nothing.
        self._plain = plain
        self._look = plain.style

    @property
    def has_open_field(self) -> bool:
        """Say whether a field began that has not ended, other than a table of contents."""
        return bool(self._fields) and not self._fields[0].is_contents

    @property
    def open_contents(self) -> tuple[OpenField, ...]:
        """Return the table of contents that has not ended, with the fields open in it; nothing when there is none."""
        return () if self.has_open_field else tuple(self._fields)

    @property
    def has_open_value(self) -> bool:
        """Say whether a value began that has not ended."""
        return self._marks.is_open

    def read(self, parent: Element) -> None:
        """Read the children of a paragraph, or of anything in one that holds runs."""
        for element in parent:
            name = local(element) if isinstance(element.tag, str) else ""
            reader = _HOLDERS.get(name)
            if reader is not None:
                reader(self, element)
            elif name in READ_THROUGH:
                self.read(element)
            elif name not in SILENT and not is_refused(element):
                self._source.refuse("unknown", element, name_of(element))

    def _control(self, element: Element) -> None:
        box = element.find(f"{W}sdtPr/{W14}checkbox")
        if box is None:
            self.read(element)
            return
        words = "".join(element.itertext(W + "t")).strip()
        if words in BOXES or (not words and next(element.iter(W + "sym"), None) is None):
            self.read(element)
        elif len(words) > 1:
            self._source.refuse("check-box", element)
        else:
            self._tick(element, box)

    def _tick(self, element: Element, box: Element) -> None:
        """Put a box whose sign is the author's own: whether it is ticked is what the control says, not the sign."""
        first = next(element.iter(W + "r"), None)
        own = None if first is None else first.find(W + "rPr")
        look = self._source.book.styles.text(self._style_id, own, self._source.table)
        state = box.find(W14 + "checked")
        ticked = state is not None and state.get(W14 + "val", "1") not in OFF
        for code in look.refused:
            self._source.refuse(code, element)
        self._put(TickBox(ticked, look.style))

    def _bookmark(self, element: Element) -> None:
        name = element.get(W + "name", "")
        if name and name != INNER_BOOKMARK:
            self.bookmarks.append(name)

    def _hyperlink(self, element: Element) -> None:
        outer, self._link = self._link, self._address(element)
        self.read(element)
        self._link = outer

    def _simple_field(self, element: Element) -> None:
        first = self._look_of(element.find(f"{W}r/{W}rPr"))
        field = OpenField(first.style, element.get(W + "instr", ""))
        self._fields.append(field)
        self._understand(field, element)
        self.read(element)
        self._fields.pop()

    def _look_of(self, properties: Element | None) -> TextLook:
        if properties is None:
            return self._plain
        style_id, table = self._style_id, self._source.table
        return kept(
            properties,
            ("look", style_id, table),
            lambda: self._source.book.styles.text(style_id, properties, table),
        )

    def _run(self, run: Element) -> None:
        self._source.book.allowance.take(RUN * max(1, len(run)))
        look = self._look_of(run.find(W + "rPr"))
        self._look = look.style
        for element in run:
            name = local(element) if isinstance(element.tag, str) else ""
            reader = _CONTENTS.get(name)
            if reader is not None:
                reader(self, element)
            elif name not in SILENT and not is_refused(element):
                self._source.refuse("unknown", element, name_of(element))
        if look.refused and len(run) > 1:
            for code in look.refused:
                self._source.refuse(code, run)

    def _text(self, element: Element) -> None:
        words = element.text or ""
        if element.get(XML_SPACE) != "preserve":
            words = words.strip()
        try:
            for path, piece in self._marks.parts(words):
                self._from = path
                self._words(printable(piece).replace("\n", " ").replace("\t", " "))
        except ValueError:
            self._source.refuse("damaged", element)

    def _words(self, words: str) -> None:
        if not _BOX.search(words):
            self._put_text(words)
            return
        for piece in _BOX.split(words):
            if piece in BOXES:
                self._put(TickBox(BOXES[piece], self._look))
            elif piece:
                self._put_text(piece)

    def _symbol(self, element: Element) -> None:
        character = SYMBOLS.get(element.get(W + "char", "").lower())
        if character is None:
            self._source.refuse("symbol", element)
        else:
            self._words(character)

    def _break(self, element: Element) -> None:
        kind = element.get(W + "type", "textWrapping")
        if kind == "textWrapping":
            self._put(LineBreak(self._look))
        elif kind == "column":
            self._source.refuse("column-break", element)
        elif self._source.in_body:
            self._put(PageBreak())
        else:
            self._source.refuse("page-break", element)

    def _drawing(self, element: Element) -> None:
        picture = read_picture(self._source, element)
        if picture is not None:
            self._put(picture)

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += without_marks(element.text or "")

    def _field_mark(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin" and len(self._fields) == FIELDS_DEEP:
            self._source.refuse("field-open", element)
        elif kind == "begin":
            self._fields.append(OpenField(self._look))
        elif self._fields and kind == "separate":
            self._understand(self._fields[-1], element)
        elif self._fields and kind == "end":
            if not self._fields[-1].in_result:
                self._understand(self._fields[-1], element)
            self._fields.pop()

    def _understand(self, field: OpenField, element: Element) -> None:
        """Take a field's code as complete: put the number it stands for, or refuse it."""
        field.in_result = True
        field.meaning = meaning_of(field.code)
        if field.meaning is None:
            self._source.refuse("field", element, name_of_code(field.code))
        elif field.meaning.kind == "link":
            field.meaning = replace(field.meaning, target=self._checked(field.meaning.target, element))
        elif field.meaning.kind == "contents":
            self._contents(field.meaning.contents, element)
        elif self._shown(self._fields[:-1]):
            self.found.append(Reference(field.meaning.kind, field.style, field.meaning.target))

    def _contents(self, contents: Contents | None, element: Element) -> None:
        if self.contents is not None or len(self._fields) > 1 or not self._source.in_body:
            self._source.refuse("contents-place", element)
        self.contents = contents

    def _put(self, inline: Inline | PageBreak) -> None:
        if self._shown(self._fields):
            self.found.append(inline)
        self.hides = self.hides or not self._shown(self._fields)

    def _put_text(self, words: str) -> None:
        if not words:
            return
        if not self._shown(self._fields):
            self.hides = True
            return
        links = [field.meaning.target for field in self._fields if field.meaning is not None]
        link = links[-1] if links else self._link
        last = self.found[-1] if self.found else None
        if isinstance(last, Text) and (last.source, last.link, last.style) == (self._from, link, self._look):
            self.found[-1] = Text(last.words + words, self._look, link, self._from)
        else:
            self.found.append(Text(words, self._look, link, self._from))

    def _shown(self, fields: list[OpenField]) -> bool:
        return not fields or all(field.shows_result for field in fields)

    def _address(self, element: Element) -> str:
        identifier, anchor = element.get(R + "id"), element.get(W + "anchor")
        if identifier is None:
            return f"#{anchor}" if anchor else ""
        found = self._source.relationships.get(identifier)
        address = found.target if found is not None and found.outside else ""
        return self._checked(f"{address}#{anchor}" if anchor else address, element)

    def _checked(self, address: str, element: Element) -> str:
        if not address.lower().startswith(LINKABLE):
            self._source.refuse("link", element)
        return printable(address)


def _put(make: Callable[[TextStyle], Inline]) -> Callable[[InlineReader, Element], None]:
    """Return a reader for an element that stands for one inline in the look of its run."""
    return lambda reader, _element: reader._put(make(reader._look))


_HOLDERS: dict[str, Callable[[InlineReader, Element], None]] = {
    "r": InlineReader._run,
    "hyperlink": InlineReader._hyperlink,
    "fldSimple": InlineReader._simple_field,
    "bookmarkStart": InlineReader._bookmark,
    "sdt": InlineReader._control,
}
_CONTENTS: dict[str, Callable[[InlineReader, Element], None]] = {
    "t": InlineReader._text,
    "br": InlineReader._break,
    "sym": InlineReader._symbol,
    "drawing": InlineReader._drawing,
    "fldChar": InlineReader._field_mark,
    "instrText": InlineReader._instruction,
    "noBreakHyphen": lambda reader, _element: reader._words("\u2011"),
    "tab": _put(Tab),
    "cr": _put(LineBreak),
    "pgNum": _put(lambda look: Reference("page", look)),
}
