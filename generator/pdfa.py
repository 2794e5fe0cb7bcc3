"""What makes a drawn file a PDF/A-3a and PDF/UA-1 document: its metadata, colours, annotations and tree.

ISO 19005-3 (archive), ISO 14289-1 (accessible). A file claims both in its XMP, and both are checked by tests.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from xml.sax.saxutils import escape

from generator.paint import Found, Link, Rectangle
from generator.pdf.file import PRODUCER, PaperFile
from generator.pdf.outline import Bookmark
from generator.pdf.syntax import packed_stream, reference_to, stream
from generator.reportlab_details import text_string
from generator.tags import Headings, Node, Tree, pdf_text
from inconfidence.core.documents import SignatureField
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

# Papers longer than this open with the pane of bookmarks beside them.
PAGES_WITHOUT_PANE = 4

# An annotation that is printed (bit 3) and that nobody moves (bit 8), ISO 32000-1 table 165.
PRINTED, LOCKED = 4, 128

A_POINT = 1.0

Places = dict[str, tuple[int, float]]

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{producer}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def finish(
    file: PaperFile,
    tree: Tree,
    found: Found,
    places: Places,
    fields: Sequence[SignatureField],
    heights: Sequence[float],
    *,
    title: str,
    language: str,
    created: datetime,
) -> bytes:
    """Complete a document all of whose pages are drawn, and return the file.

    Raises:
        InputInvalid: for a link to a bookmark that is not there, or a signature place without a field.
    """
    annotations = _Annotations(file, tree)
    _add_links(annotations, found, places, heights)
    form = _add_fields(annotations, found, fields)
    catalog = {
        "Lang": text_string(language),
        "StructTreeRoot": tree.write(file),
        "MarkInfo": b"<</Marked true>>",
        "ViewerPreferences": b"<</DisplayDocTitle true>>",
        "Metadata": _metadata(file, title, language, created),
        "OutputIntents": _output_intents(file),
        **form,
    }
    if found.headings and len(heights) > PAGES_WITHOUT_PANE:
        catalog["PageMode"] = b"/UseOutlines"
    return file.finished(title, created, catalog, annotations.page_entries(), _bookmarks(found, annotations.pages))


class _Annotations:
    """The annotations of a document, page by page, each tied to its structure element."""

    def __init__(self, file: PaperFile, tree: Tree) -> None:
        self.file, self.tree, self.pages = file, tree, file.page_references()
        self._by_page: dict[int, list[bytes]] = {}

    def add(self, page: int, node: Node, rectangle: Rectangle, entries: bytes) -> bytes:
        """Add one annotation and return the reference to it."""
        number = self.file.reserve()
        reference = reference_to(number)
        # The numbers after those of the pages are the annotations' own in the parent tree.
        parent = len(self.pages) + self.tree.refer(node, reference, page)
        home = self.pages[page - 1]
        content = (*rectangle, home, parent, entries)
        self.file.put(number, [b"<</Type /Annot /Rect [%.2f %.2f %.2f %.2f] /P %s /StructParent %d %s>>" % content])
        self._by_page.setdefault(page, []).append(reference)
        return reference

    def page_entries(self) -> list[dict[str, bytes]]:
        """Return what each page has to say of its annotations and its place in the parent tree."""
        entries = [{"StructParents": b"%d" % at, "Tabs": b"/S"} for at in range(len(self.pages))]
        for page, references in self._by_page.items():
            entries[page - 1]["Annots"] = b"[%s]" % b" ".join(references)
        return entries


def _add_links(annotations: _Annotations, found: Found, places: Places, heights: Sequence[float]) -> None:
    for link in found.links:
        said = _said_of(link, found, places, heights) if link.target.startswith("#") else link.target
        entries = b"/Subtype /Link /F %d /Border [0 0 0] /Contents %s %s" % (
            PRINTED,
            pdf_text(said),
            _target(annotations.pages, link.target, places, heights),
        )
        annotations.add(link.page, link.node, link.rectangle, entries)


def _said_of(link: Link, found: Found, places: Places, heights: Sequence[float]) -> str:
    """Return the link's words with the heading it leads under: of a bare number nobody hears where it goes."""
    page, down = places.get(link.target[1:], (0, 0.0))
    before = [
        one.title for one in found.headings if (one.page, heights[one.page - 1] - one.top) <= (page, down + A_POINT)
    ]
    return f"{link.words}: {before[-1]}" if before and before[-1] != link.words else link.words


def _target(pages: Sequence[bytes], target: str, places: Places, heights: Sequence[float]) -> bytes:
    if not target.startswith("#"):
        return b"/A <</Type /Action /S /URI /URI (%s)>>" % _uri(target)
    if target[1:] not in places:
        problem = Problem(f"bookmark {target[1:]}", "no-bookmark", "A link leads to no bookmark.", "Set the bookmark.")
        raise InputInvalid("The paper refers to places it does not have.", [problem])
    page, top = places[target[1:]]
    return b"/Dest [%s /XYZ 0 %.2f null]" % (pages[page - 1], heights[page - 1] - top)


def _uri(address: str) -> bytes:
    if not address.isascii() or not address.isprintable() or set(address) & set(" ()\\<>"):
        fault = "A link's address is not plain ASCII."
        problem = Problem("link", "not-an-address", fault, "Write it percent-encoded.")
        raise InputInvalid("The paper has a link that cannot be written.", [problem])
    return address.encode("ascii")


def _add_fields(annotations: _Annotations, found: Found, fields: Sequence[SignatureField]) -> dict[str, bytes]:
    unplanned = sorted(set(found.fields) - {field.name for field in fields})
    if unplanned:
        fault, remedy = "No signature field is planned here.", "Plan the field, or take the place out."
        problems = [Problem(f"signature place {name}", "no-field", fault, remedy) for name in unplanned]
        raise InputInvalid("The paper has signature places nobody is to sign in.", problems)
    if not fields:
        return {}
    references = b" ".join([_add_field(annotations, found, field) for field in fields])
    return {"AcroForm": b"<</Fields [%s] /SigFlags 1>>" % references}


def _add_field(annotations: _Annotations, found: Found, field: SignatureField) -> bytes:
    # A field without a place is there but takes no room; its element is the last of the tree.
    root = annotations.tree.root
    page, box, node = found.fields.get(field.name, (1, (0.0, 0.0, 0.0, 0.0), None))
    width, height = box[2] - box[0], box[3] - box[1]
    appearance = b""
    if width and height:
        entries = {"Type": b"/XObject", "Subtype": b"/Form", "BBox": b"[0 0 %.2f %.2f]" % (width, height)}
        appearance = b" /AP <</N %s>>" % annotations.file.add(stream(entries, b" "))
    words = b"/Subtype /Widget /FT /Sig /T %s /TU %s /F %d%s" % (
        pdf_text(field.name),
        pdf_text(field.spoken),
        PRINTED + LOCKED,
        appearance,
    )
    return annotations.add(page, node or Node("Form", root), box, words)


def _bookmarks(found: Found, pages: Sequence[bytes]) -> list[Bookmark]:
    """Return the entries of the pane of bookmarks; a level is never skipped."""
    headings = Headings()
    return [
        Bookmark(pages[each.page - 1], each.top, each.title, headings.depth(each.level) - 1) for each in found.headings
    ]


def _metadata(file: PaperFile, title: str, language: str, created: datetime) -> bytes:
    stamp = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    words = XMP.format(title=escape(title), language=escape(language), producer=PRODUCER, created=stamp)
    return file.add(stream({"Type": b"/Metadata", "Subtype": b"/XML"}, words.encode("utf-8")))


def _output_intents(file: PaperFile) -> bytes:
    return (
        b"[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
        b"/DestOutputProfile %s>>]" % file.add(_profile())
    )


@cache
def _profile() -> bytes:
    # Made once by littlecms (PIL.ImageCms.createProfile("sRGB")) and kept: it would stamp the time of making.
    content = (resources.files("generator") / "srgb.icc").read_bytes()
    return packed_stream({"N": b"3"}, content, zlib.Z_BEST_COMPRESSION)
