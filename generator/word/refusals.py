"""What the engine cannot draw: by plain name, by place, all of it, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.word.markup import MC, VML, A, Element, M, W, local
from inconfidence.core.problems import Problem

# code: (what it is called on the screen, what to do)
REFUSALS: dict[str, tuple[str, str]] = {
    "text-box": ("A text box.", "Put the words in a paragraph or in a table."),
    "shape": ("A drawn shape or watermark.", "Take it out; marks are added when the paper is drawn."),
    "floating-picture": ("A floating picture.", 'Set its layout to "In line with text".'),
    "floating-table": ("A floating table.", 'Set its text wrapping to "None".'),
    "picture-link": ("A picture that is linked or carries a link.", "Insert the picture itself, without a link."),
    "picture-edited": ("A cropped or turned picture.", "Crop or turn it before inserting it."),
    "picture-format": ("A picture that is neither PNG nor JPEG.", "Insert it as PNG or JPEG."),
    "picture-size": (
        "A picture without a size, wider than any paper, or of far too many points.",
        "Set its size, or make it smaller: 300 points an inch are enough.",
    ),
    "picture-alt": ("A picture without alt text.", "Add alt text, or mark it as decorative."),
    "footnote": ("A footnote.", "Put its words in the text."),
    "endnote": ("An endnote.", "Put its words in the text."),
    "tracked-change": ("A tracked change.", "Accept or reject it."),
    "comment": ("A comment.", "Delete it."),
    "hidden-text": ("Hidden text.", "Delete it: hidden words would be lost or shown by chance."),
    "capitals": ("Text shown in capitals by its font.", "Type it as it is to be read."),
    "text-effect": ("A text effect.", "Use bold, or the style for it."),
    "chart": ("A chart.", 'Use a table in the style "Bar chart".'),
    "diagram": ("SmartArt.", "Use a list or a table."),
    "embedded-object": ("An embedded object.", "Put its words in the text, or insert it as a picture."),
    "equation": ("An equation.", "Type it as text."),
    "columns": ("Text in columns.", "Use one column, or a layout table."),
    "frame": ("A text frame or a dropped capital.", "Put the words in a paragraph."),
    "field": ("A field the engine does not know.", "Use page, number of pages, page reference or number reference."),
    "field-open": ("A field that runs over several paragraphs.", "Take it out, or let it end where it begins."),
    "contents-place": (
        "A table of contents beside other words, in a table, in a header, or in another field.",
        "Give it paragraphs of its own in the text.",
    ),
    "check-box": ("A check box control that holds words.", "Put the words beside it."),
    "form-field": ("An old form field.", "Use the characters for tick boxes."),
    "link": ("A link that is not to a web, mail or telephone address.", "Link to such an address, or to a bookmark."),
    "symbol": ("A symbol from a font of pictures.", "Use the character itself."),
    "alignment-tab": ("An alignment tab.", "Use a tab stop."),
    "tab-stop": ("A decimal or bar tab stop.", "Use a left, right or centred one."),
    "border": ("A dotted, dashed or ornamental border, or one between paragraphs.", "Use a single or double line."),
    "list-format": ("A list that counts in a way the engine does not know.", "Use numbers, letters or Roman numbers."),
    "right-to-left": (
        "A right-to-left paragraph, table or override.",
        "Names in any script may stand in ordinary ones.",
    ),
    "text-direction": ("Turned text in a cell.", "Let it run from left to right."),
    "nested-deep": ("A table in a table in a table, and so on too deep.", "Let tables stand in fewer others."),
    "mirrored": ("Margins that change sides, or a gutter at the top.", "Use the same margins on every page."),
    "section-heads": (
        "A section on the same page with headers or margins of its own.",
        'Use "Next page", or the same headers and margins.',
    ),
    "merged-cells": ("Cells merged in an outdated or impossible way.", "Split them, then merge them again."),
    "cell-spacing": ("A table with space between its cells.", "Set the spacing between cells to none."),
    "page-break": ("A page break in a table, a header or a footer.", "Put it between paragraphs."),
    "column-break": ("A column break.", "Use a page break."),
    "section": ("A section that starts on an odd or even page.", 'Use "Next page".'),
    "page-numbers": (
        "Page numbers that start again or are not figures.",
        "Let them run from 1 through the whole paper.",
    ),
    "page-decoration": ("A page border, page colour or line numbers.", "Take them out."),
    "other-document": ("Contents of another document.", "Insert the words themselves."),
    "remote-template": (
        "A template at an address or in another place.",
        'Under "Document template" (developer tools) attach "Normal".',
    ),
    "remote-part": (
        "Something Word would fetch from outside the file.",
        "Break the link, or insert the thing itself.",
    ),
    "signature-bookmark": (
        "A signature or seal place without its bookmark.",
        "Bookmark it sign_ and the field's name.",
    ),
    "signature-place": ("A signature or seal place in a header or footer.", "Put it in the text."),
    "barcode": ("A barcode of nothing, or of other than plain letters and figures.", "Give it a reference or code."),
    "tag": ("A tag that cannot be understood.", "Type the tag anew, with straight quotes, in one paragraph."),
    "tag-left": ("A tag of a template.", "Fill the template first, or take the tag out."),
    "damaged": ("A value that cannot be read.", "Open the file in Word and save it again."),
    "unknown": ("Something the engine does not know.", "Take it out, or put its words in a paragraph."),
}

_WORD_TAGS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
    "commentRangeStart": "comment",
    "object": "embedded-object",
    "control": "embedded-object",
    "ruby": "text-effect",
    "altChunk": "other-document",
    "subDoc": "other-document",
    "contentPart": "other-document",
    "ptab": "alignment-tab",
    "ffData": "form-field",
    "bdo": "right-to-left",
    "dir": "right-to-left",
    "hMerge": "merged-cells",
} | dict.fromkeys(
    (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
        *("moveFromRangeStart", "moveToRangeStart", "customXmlInsRangeStart", "customXmlDelRangeStart"),
    ),
    "tracked-change",
)
REFUSED_TAGS = {W + name: code for name, code in _WORD_TAGS.items()} | {
    W + "pict": "shape",
    MC + "AlternateContent": "shape",
    M + "oMath": "equation",
    M + "oMathPara": "equation",
}
TEXT_BOX = W + "txbxContent"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
GRAPHIC_CODES = {"chart": "chart", "chartex": "chart", "diagram": "diagram", "ole": "embedded-object"}


MOST_NOTED = 1_000
"""Refused things of one part that are listed: nobody reads more, and the file is refused with the first."""


class Refusals:
    """Everything found in one file that cannot be drawn, each once for a place."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Problem] = {}
        self._places: dict[Element, dict[Element, str]] = {}

    @property
    def problems(self) -> list[Problem]:
        """Return what was found so far, in the order found."""
        return list(self._found.values())

    def refuse(self, code: str, element: Element, label: str, detail: str = "") -> None:
        """Note that ``element`` of the part called ``label`` cannot be drawn."""
        name, remedy = REFUSALS[code]
        self.add(Problem(self._place(element, label), code, f"{name[:-1]}: {detail}." if detail else name, remedy))

    def add(self, problem: Problem) -> None:
        """Note a problem whose place is known."""
        self._found.setdefault((problem.path, problem.code), problem)

    def scan(self, root: Element, label: str) -> None:
        """Note everything in a part that is refused wherever it stands, or the first ``MOST_NOTED`` of it."""
        inside: set[Element] = set()
        for element in root.iter(*REFUSED_TAGS):
            if any(parent in inside for parent in element.iterancestors()):
                continue
            inside.add(element)
            self.refuse(_named(element), element, label)
            if len(inside) == MOST_NOTED:
                return

    def _place(self, element: Element, label: str) -> str:
        root = element.getroottree().getroot()
        if root not in self._places:
            self._places[root] = dict(_places(root, label))
        places = self._places[root]
        return next((places[one] for one in (element, *element.iterancestors()) if one in places), label)


def _named(element: Element) -> str:
    """Return the code of a refused element: what it is may depend on what it holds."""
    code = REFUSED_TAGS[element.tag]
    if code != "shape":
        return code
    if next(element.iter(TEXT_BOX), None) is not None:
        return "text-box"
    if next(element.iter(OLE), None) is not None:
        return "embedded-object"
    data = next(element.iter(A + "graphicData"), None)
    kind = "" if data is None else str(data.get("uri")).rpartition("/")[2]
    if kind == "picture" or next(element.iter(VML + "imagedata"), None) is not None:
        return "floating-picture"
    return GRAPHIC_CODES.get(kind, "shape")


_COUNTED = {W + "p": "paragraph", W + "tbl": "table", W + "tr": "row", W + "tc": "cell"}
_OWN_COUNT = frozenset({W + "tbl", W + "tr", W + "tc"})


def _places(root: Element, label: str) -> Iterator[tuple[Element, str]]:
    """Give every paragraph, table, row and cell with its place in words."""
    # The holders open at this point: their words, and how many of each kind were met in them.
    holders: list[tuple[str, dict[str, int]]] = [(label, {})]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tuple(_COUNTED)):
        if event == "end":
            if element.tag in _OWN_COUNT:
                holders.pop()
            continue
        words, counts = holders[-1]
        name = _COUNTED[element.tag]
        counts[name] = counts.get(name, 0) + 1
        here = f"{words}, {name} {counts[name]}"
        if element.tag in _OWN_COUNT:
            holders.append((here, {}))
        yield element, here


def is_refused(element: Element) -> bool:
    """Say whether the scan has already noted this element."""
    return element.tag in REFUSED_TAGS or not isinstance(element.tag, str)


def name_of(element: Element) -> str:
    """Return Word's own name of an element, for what has no plain one."""
    return local(element)
