"""``read_strictly``: a drawn file read back by one who knows only how ours are written.

1. One revision; every object stands where the table says, is reached from the catalog, and holds only our entries.
2. As many pages as were drawn, in order; every font in the file; only our operators; only links and planned fields.
3. Each page says word for word what was drawn on it, and shows what has to stand on every page.
4. Read by its tags, the paper says what its blocks say, in their order, its headings and tables where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.strict import forms
from generator.strict.branches import branches_of
from generator.strict.content import pieces_of
from generator.strict.fonts import Meanings, meanings_of
from generator.strict.kinds import Fault, Ref
from generator.strict.objects import Objects
from generator.strict.pieces import Piece, said_by
from generator.strict.syntax import text_of
from generator.strict.told import check_told
from generator.strict.tree import Held, Number, root_of, tree_of
from inconfidence.core.documents import MarkedPdf

TRAILER = frozenset({"ID", "Info", "Root", "Size"})
CATALOG = frozenset(
    {
        *("Type", "Pages", "Lang", "Outlines", "PageMode", "StructTreeRoot", "MarkInfo", "ViewerPreferences"),
        *("Metadata", "OutputIntents", "AcroForm"),
    }
)
PAGE = frozenset(
    {
        *("Type", "Parent", "MediaBox", "Resources", "Contents", "Rotate", "Trans", "Annots", "StructParents"),
        "Tabs",
    }
)
RESOURCES = frozenset({"Font", "ProcSet", "XObject"})
FORM = frozenset({"Fields", "SigFlags"})
OUTLINE = frozenset({"Type", "Title", "Dest", "Parent", "Prev", "Next", "First", "Last", "Count"})
LINK = frozenset({"Type", "Subtype", "Rect", "P", "F", "Border", "Contents", "StructParent", "Dest", "A"})
WIDGET = frozenset({"Type", "Subtype", "FT", "T", "TU", "Rect", "P", "F", "StructParent", "AP"})
IMAGE = frozenset(
    {"Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter", "Length", "Interpolate", "Name"}
)
INFO = frozenset(
    {"Author", "CreationDate", "Creator", "Keywords", "ModDate", "Producer", "Subject", "Title", "Trapped"}
)
APPEARANCE = frozenset({"Type", "Subtype", "BBox", "Length"})
SAFE_ADDRESSES = (b"https://", b"http://", b"mailto:", b"tel:")


def read_strictly(marked: MarkedPdf) -> None:
    """Read a drawn paper back.

    Raises:
        Fault: at the first thing that is not as it was drawn, or not as we write it.
    """
    try:
        _Reader(marked).read()
    except (LookupError, TypeError, ValueError, AttributeError):
        # Their words may hold a value; where something of ours is missing, nothing else has to be said.
        raise Fault("only our entries", "something that every paper has is missing or of another kind") from None


class _Reader:
    """One reading of one file."""

    def __init__(self, marked: MarkedPdf) -> None:
        self._marked = marked
        self._objects = Objects(marked.content)
        self._fonts: dict[Ref, Mapping[str, Meanings]] = {}

    def read(self) -> None:
        """Read the whole file."""
        objects, marked = self._objects, self._marked
        _only(objects.trailer, TRAILER, "the end of the file")
        catalog = _only(objects.value(objects.trailer.get("Root"), forms.CATALOG), CATALOG, "the catalog")
        pages = objects.value(catalog.get("Pages"), forms.PAGES)["Kids"]
        if len(set(pages)) != len(pages):
            raise Fault("page count", "a page stands in the paper twice")
        if len(pages) != len(marked.pages):
            raise Fault("page count", f"{len(pages)} pages were read, {len(marked.pages)} drawn")
        read = [self._page(page, number) for number, page in enumerate(pages, start=1)]
        self._tree(catalog, pages, read)
        self._fields(catalog, pages)
        self._rest(catalog)
        objects.check_all_reached()

    def _page(self, reference: Ref, number: int) -> list[Piece]:
        objects, where = self._objects, f"page {number}"
        page = _only(objects.value(reference, forms.PAGE), PAGE, where)
        resources = _only(page["Resources"], RESOURCES, f"the resources of {where}")
        for image in resources.get("XObject", {}).values():
            entries, _ = objects.stream(image)
            _only(entries, IMAGE, f"a picture on {where}")
            if entries.get("Subtype") != "Image":
                raise Fault("only our objects", f"{where} draws something that is not a picture")
        fonts = self._fonts_of(resources.get("Font", {}))
        pieces = pieces_of(_drawn(objects, page["Contents"]), fonts)
        said = said_by(pieces)
        # The font draws a space that may not part as a space.
        if said != self._marked.pages[number - 1].replace("\N{NO-BREAK SPACE}", " "):
            raise Fault("words", f"{where} does not read as it was drawn")
        _check_shown(said, self._marked.must_show, where)
        return pieces

    def _fonts_of(self, reference: Any) -> Mapping[str, Meanings]:
        """Return the fonts of a page by name; all pages share one list of them."""
        if not isinstance(reference, Ref):
            return {name: meanings_of(self._objects, font) for name, font in reference.items()}
        if reference not in self._fonts:
            listed = self._objects.value(reference)
            self._fonts[reference] = {name: meanings_of(self._objects, font) for name, font in listed.items()}
        return self._fonts[reference]

    def _tree(self, catalog: Mapping[str, Any], pages: Sequence[Ref], read: Sequence[Sequence[Piece]]) -> None:
        objects = self._objects
        top = catalog.get("StructTreeRoot")
        if top is None or catalog.get("MarkInfo") != {"Marked": True}:
            raise Fault("tagged", "the file has no structure tree")
        root = root_of(objects, top, len(pages))
        tree = branches_of(objects, root.first, top) or tree_of(objects, root.first, top)
        on_pages = {
            b"%d" % page.number: _content(pieces, holders, at)
            for at, (page, pieces, holders) in enumerate(zip(pages, read, root.holders, strict=True), start=1)
        }
        check_told(self._marked.told, tree.tags, _read_out(tree.held, on_pages))

    def _fields(self, catalog: Mapping[str, Any], pages: Sequence[Ref]) -> None:
        objects = self._objects
        widgets: list[str] = []
        for number, page in enumerate(pages, start=1):
            for annotation in objects.value(page, forms.PAGE).get("Annots", []):
                widgets += self._annotation(objects.value(annotation, forms.WIDGET), number)
        form = _only(catalog.get("AcroForm", {}), FORM, "the form")
        planned = sorted(each.name for each in self._marked.fields)
        listed = sorted(text_of(objects.value(each, forms.WIDGET).get("T")) for each in form.get("Fields", []))
        if listed != planned or sorted(widgets) != planned:
            raise Fault("signature fields", "the signature fields are not those that were planned")

    def _annotation(self, annotation: Mapping[str, Any], number: int) -> list[str]:
        if annotation.get("Subtype") == "Link":
            _only(annotation, LINK, f"a link on page {number}")
            _check_address(annotation.get("A"), number)
            return []
        if (annotation.get("Subtype"), annotation.get("FT")) != ("Widget", "Sig"):
            raise Fault("only our annotations", f"page {number} has an annotation that is neither link nor signature")
        _only(annotation, WIDGET, f"a signature field on page {number}")
        for look in annotation.get("AP", {}).values():
            entries, _ = self._objects.stream(look)
            _only(entries, APPEARANCE, f"a signature field on page {number}")
        return [text_of(annotation.get("T"))]

    def _rest(self, catalog: Mapping[str, Any]) -> None:
        objects = self._objects
        _only(objects.value(objects.trailer.get("Info"), forms.INFO), INFO, "the document information")
        objects.stored(catalog.get("Metadata"))
        for intent in catalog.get("OutputIntents", []):
            objects.check_packed(intent.get("DestOutputProfile"))
        ahead = [catalog["Outlines"]] if "Outlines" in catalog else []
        while ahead:
            entry = _only(objects.value(ahead.pop(), forms.OUTLINE), OUTLINE, "the bookmarks")
            ahead += [entry[key] for key in ("First", "Next") if key in entry]


def _drawn(objects: Objects, contents: Any) -> bytes:
    """Return what a page draws: one stream, or in a copy of a pack several that are read as one (7.7.3.3)."""
    return b"\n".join(map(objects.unpacked, contents)) if isinstance(contents, list) else objects.unpacked(contents)


_Content = tuple[list[str], list[Number]]
"""What each mark of a page says, and the element that the parent tree gives it to."""


def _content(pieces: Sequence[Piece], holders: list[Number], page: int) -> _Content:
    marked = sorted([piece for piece in pieces if piece[0] >= 0])
    if [mark for mark, _ in marked] != list(range(len(marked))) or len(holders) != len(marked):
        raise Fault("tagged", f"the content of page {page} does not stand whole in the tree")
    return [words for _, words in marked], holders


def _read_out(held: Sequence[Held], on_pages: Mapping[Number, _Content]) -> str:
    """Return what the tree reads out, after checking that each mark of each page stands in it once.

    Raises:
        Fault: when one does not, or not in the element the parent tree gives it to.
    """
    said: list[str] = []
    for page, mark, holder, spoken in held:
        words, holders = on_pages[page]
        if holders[mark] != holder:
            raise Fault("tagged", "a piece of content stands in the tree twice, or on no page")
        holders[mark] = b""
        if spoken:
            said.append(words[mark])
    if any(map(any, [holders for _, holders in on_pages.values()])):
        raise Fault("tagged", "the content of a page does not stand whole in the tree")
    return "".join(said)


def _check_shown(said: str, must_show: Sequence[str], where: str) -> None:
    missing = [words for words in must_show if words not in said]
    if missing and any(_folded(words) not in _folded(said) for words in missing):
        raise Fault("marking", f"{where} does not show everything that has to stand on every page")


def _folded(words: str) -> str:
    return " ".join(words.split())


def _check_address(action: Mapping[str, Any] | None, number: int) -> None:
    if action is None:
        return
    if action.keys() - {"Type", "S", "URI"} or action.get("S") != "URI":
        raise Fault("no actions", f"a link on page {number} does more than open an address")
    if not bytes(action.get("URI") or b"").startswith(SAFE_ADDRESSES):
        raise Fault("no actions", f"a link on page {number} leads to something that is no address")


def _only(thing: Any, allowed: frozenset[str], where: str) -> Mapping[str, Any]:
    if not isinstance(thing, dict) or not allowed.issuperset(thing):
        raise Fault("only our entries", f"{where} holds entries that were not drawn")
    return thing
