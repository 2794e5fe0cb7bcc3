"""``preflight``: reads a drawn PDF back with other programs' eyes and refuses it unless it is what was drawn.

The only maker of a ``CheckedPdf``. What is looked at, in this order:

1. one revision, no encryption, only the entries we write (so no script, action, attachment or form but ours);
2. as many pages as were drawn, every font embedded, the content tagged;
3. exactly the planned signature fields, all of them empty;
4. on every page the words that were drawn, and the words that must stand on every page.

Structure is read by pikepdf (qpdf), words by pypdfium2 (PDFium): neither has any part in the drawing. Where a page has
words of other scripts, PDFium's letters are compared, and the words as they stand in the file (``page_words``).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2

from generator.page_words import is_plain, same_letters, words_of_page
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import CheckedPdf, MarkedPdf
from inconfidence.core.errors import Failed

CATALOG = frozenset(
    {
        "/Type",
        "/Pages",
        "/Lang",
        "/Outlines",
        "/PageMode",
        "/StructTreeRoot",
        "/MarkInfo",
        "/ViewerPreferences",
        "/Metadata",
        "/OutputIntents",
        "/AcroForm",
    }
)
PAGE = frozenset(
    {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/Resources",
        "/Contents",
        "/Rotate",
        "/Trans",
        "/Annots",
        "/StructParents",
        "/Tabs",
    }
)
RESOURCES = frozenset({"/Font", "/ProcSet", "/XObject"})
FORM = frozenset({"/Fields", "/SigFlags"})
OUTLINE = frozenset({"/Type", "/Title", "/Dest", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count"})
LINK = frozenset({"/Type", "/Subtype", "/Rect", "/P", "/F", "/Border", "/Contents", "/StructParent", "/Dest", "/A"})
WIDGET = frozenset({"/Type", "/Subtype", "/FT", "/T", "/TU", "/Rect", "/P", "/F", "/StructParent", "/AP"})
SAFE_ADDRESSES = ("https://", "http://", "mailto:", "tel:")

# PDFium takes a hyphen that ends a line for a division of a word, and reports it so. We divide none.
HYPHEN_AT_LINE_END = "\ufffe"

HINT = "Report this with the reference of the paper; nothing was released."


def preflight(marked: MarkedPdf) -> CheckedPdf:
    """Return the paper as checked.

    Raises:
        Failed: naming the page and the check that it does not pass, never the words on it.
    """
    content = marked.content
    if content.count(b"%%EOF") != 1 or content.count(b"startxref") != 1:
        raise _failed("one revision", "the file has been written to more than once")
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _check_structure(pdf, marked)
            _check_other_scripts(pdf, marked)
    except pikepdf.PdfError as unreadable:
        raise _failed("readable", "the file cannot be read as a PDF") from unreadable
    _check_words(marked)
    return CheckedPdf(
        content, digest_of(content), marked.title, len(marked.pages), marked.fields, marked.view, marked.drawn
    )


def folded(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def _check_structure(pdf: pikepdf.Pdf, marked: MarkedPdf) -> None:
    if pdf.is_encrypted:
        raise _failed("not encrypted", "the file is encrypted")
    catalog = pdf.Root
    _only(catalog, CATALOG, "the catalog")
    if len(pdf.pages) != len(marked.pages):
        raise _failed("page count", f"{len(pdf.pages)} pages were read, {len(marked.pages)} drawn")
    if "/StructTreeRoot" not in catalog or not bool(catalog.MarkInfo.Marked):
        raise _failed("tagged", "the file has no structure tree")
    _check_outline(catalog)
    widgets: list[str] = []
    for number, page in enumerate(pdf.pages, start=1):
        _check_page(page.obj, number)
        widgets += _check_annotations(page.obj, number)
    _check_fields(catalog, widgets, marked)


def _check_page(page: pikepdf.Object, number: int) -> None:
    _only(page, PAGE, f"page {number}")
    resources = page.Resources
    _only(resources, RESOURCES, f"the resources of page {number}")
    for _, font in resources.get("/Font", pikepdf.Dictionary()).items():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if "/FontFile2" not in inner.get("/FontDescriptor", pikepdf.Dictionary()):
            raise _failed("fonts embedded", f"page {number} uses a font that is not in the file")
    for _, thing in resources.get("/XObject", pikepdf.Dictionary()).items():
        if thing.get("/Subtype") != "/Image":
            raise _failed("only our objects", f"page {number} draws something that is not a picture")


def _check_annotations(page: pikepdf.Object, number: int) -> Iterator[str]:
    for annotation in page.get("/Annots", pikepdf.Array()):
        if annotation.get("/Subtype") == "/Link":
            _only(annotation, LINK, f"a link on page {number}")
            _check_address(annotation, number)
        elif annotation.get("/Subtype") == "/Widget" and annotation.get("/FT") == "/Sig":
            _only(annotation, WIDGET, f"a signature field on page {number}")
            yield str(annotation.T)
        else:
            raise _failed(
                "only our annotations", f"page {number} has an annotation that is neither link nor signature"
            )


def _check_address(link: pikepdf.Object, number: int) -> None:
    action = link.get("/A")
    if action is None:
        return
    if action.get("/S") != "/URI" or not str(action.get("/URI", "")).startswith(SAFE_ADDRESSES):
        raise _failed("no actions", f"a link on page {number} does more than open an address")


def _check_outline(catalog: pikepdf.Object) -> None:
    ahead = [catalog.get("/Outlines")]
    while ahead:
        entry = ahead.pop()
        if entry is None:
            continue
        _only(entry, OUTLINE, "the bookmarks")
        ahead += [entry.get("/First"), entry.get("/Next")]


def _check_fields(catalog: pikepdf.Object, widgets: list[str], marked: MarkedPdf) -> None:
    form = catalog.get("/AcroForm", pikepdf.Dictionary())
    _only(form, FORM, "the form")
    planned = sorted(field.name for field in marked.fields)
    if sorted(str(field.T) for field in form.get("/Fields", pikepdf.Array())) != planned or sorted(widgets) != planned:
        raise _failed("signature fields", "the signature fields are not those that were planned")


def _check_words(marked: MarkedPdf) -> None:
    pdf = pypdfium2.PdfDocument(marked.content)
    try:
        for number, drawn in enumerate(marked.pages, start=1):
            _check_page_words(pdf, number, drawn, marked.must_show)
    finally:
        pdf.close()


def _check_page_words(pdf: pypdfium2.PdfDocument, number: int, drawn: str, must_show: tuple[str, ...]) -> None:
    page = pdf[number - 1]
    text = page.get_textpage()
    read = folded(text.get_text_range().replace(HYPHEN_AT_LINE_END, "- "))
    text.close()
    page.close()
    if is_plain(drawn):
        alike = read == folded(drawn) or _reads_as(read.split(), drawn.split())
    else:
        alike = same_letters(read, drawn)
    if not alike:
        raise _failed("words", f"page {number} does not read as it was drawn")
    if any(folded(words) not in read and folded(words) not in folded(drawn) for words in must_show):
        raise _failed("marking", f"page {number} does not show everything that has to stand on every page")


def _check_other_scripts(pdf: pikepdf.Pdf, marked: MarkedPdf) -> None:
    for number, (page, drawn) in enumerate(zip(pdf.pages, marked.pages, strict=True), start=1):
        if not is_plain(drawn) and folded(words_of_page(page.obj)) != folded(drawn):
            raise _failed("words", f"page {number} does not tell the words it was drawn with")


def _reads_as(read: list[str], drawn: list[str]) -> bool:
    """Say whether the read words make up the drawn ones, where a reader may see a gap inside a word.

    PDFium guesses a space where the size of the letters jumps within a word ("10" and a raised "th"). It may never see
    fewer spaces than were drawn, nor another letter.
    """
    ahead = iter(read)
    for word in drawn:
        seen = ""
        while len(seen) < len(word):
            seen += next(ahead, " ")
        if seen != word:
            return False
    return next(ahead, None) is None


def _only(thing: pikepdf.Object, allowed: frozenset[str], where: str) -> None:
    if not allowed.issuperset(thing.keys()):
        raise _failed("only our entries", f"{where} holds entries that were not drawn")


def _failed(check: str, message: str) -> Failed:
    return Failed(f"Preflight ({check}): {message}.", hint=HINT)
