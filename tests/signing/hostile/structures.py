"""Files that are broken, circular or far too large when read: each is refused in bounded time and memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.signing.hostile.catalogue import Family
from tests.signing.hostile.states import Case
from tests.signing.hostile.writing import ROOT, TRAILER, appended, laid_out, next_number, touched, updated

INDEX = Family("Tables of contents that can be read in two ways")
BROKEN = Family("Broken, circular and swollen files")


def _stream(entries: bytes, data: bytes, packed: bytes | None = None) -> bytes:
    inside = zlib.compress(data, 9) if packed is None else packed
    head = b"<<%s /Filter /FlateDecode /Length %d>>" % (entries, len(inside))
    return head + b"\nstream\n" + inside + b"\nendstream"


def table_as_stream(case: Case, objects: dict[int, bytes], *, in_trailer: bytes = b"") -> bytes:
    """Append objects with a cross-reference stream instead of a table."""
    content = case.content
    entries, last = TRAILER.findall(content)[-1]
    number = max([next_number(content), *(one + 1 for one in objects)])
    block, places = laid_out(objects, len(content) + 1)
    at = len(content) + 1 + len(block)
    places[number] = at
    rows = b"".join(b"\x01" + place.to_bytes(4, "big") + b"\0" for _, place in sorted(places.items()))
    index = b" ".join(b"%d 1" % one for one in sorted(places))
    head = b"/Type /XRef /W [1 4 1] /Index [%s] /Size %d /Root %s 0 R /Prev %d %s" % (
        index,
        number + 1,
        ROOT.search(entries)[1],
        int(last),
        in_trailer,
    )
    return content + b"\n" + block + b"%d 0 obj\n%s\nendobj\n" % (number, _stream(head, rows)) + _end(at)


def _end(at: int) -> bytes:
    return b"startxref\n%d\n%%%%EOF\n" % at


def page_covered(pdf: Pdf) -> Iterable[pikepdf.Object]:
    """White over the first page."""
    page = pdf.pages[0].obj
    extra = pdf.make_stream(b"1 g 0 0 600 800 re f")
    page.Contents = Array([page.Contents, extra])
    yield from (page, extra)


@INDEX.attack("A table and, beside it for newer readers, a stream with other objects (hybrid).", "unreadable")
def hybrid(case: Case) -> bytes:
    objects = touched(case.content, page_covered)
    content = table_as_stream(case, objects)
    at = int(content[content.rindex(b"startxref") :].split()[1])
    last = TRAILER.findall(case.content)[-1][1]
    whole = content[: content.rindex(b"startxref")]
    return (
        whole + b"xref\n0 0\ntrailer\n<<%s /XRefStm %d /Prev %d>>\n" % (_heads(case), at, int(last)) + _end(len(whole))
    )


def _heads(case: Case) -> bytes:
    entries, _ = TRAILER.findall(case.content)[-1]
    return b"/Size %d /Root %s 0 R" % (next_number(case.content) + 9, ROOT.search(entries)[1])


@INDEX.attack("A cross-reference stream brings other objects.")
def other_objects_by_stream(case: Case) -> bytes:
    return table_as_stream(case, touched(case.content, page_covered))


@INDEX.attack("An object stream brings other objects.")
def other_objects_packed(case: Case) -> bytes:
    objects = {number: one for number, one in touched(case.content, page_covered).items() if b"stream" not in one}
    inside, heads = b"", []
    for number, one in objects.items():
        heads.append(b"%d %d" % (number, len(inside)))
        inside += one + b"\n"
    first = b" ".join(heads) + b" "
    pack = _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(first)), first + inside)
    extra = touched(case.content, page_covered)
    streams = {number: one for number, one in extra.items() if b"stream" in one}
    number = max(next_number(case.content), *(one + 1 for one in extra))
    content = case.content
    block, places = laid_out({**streams, number: pack}, len(content) + 1)
    rows: dict[int, bytes] = {one: b"\x01" + at.to_bytes(4, "big") + b"\0\0" for one, at in places.items()}
    for at, one in enumerate(objects):
        rows[one] = b"\x02" + number.to_bytes(4, "big") + at.to_bytes(2, "big")
    at = len(content) + 1 + len(block)
    rows[number + 1] = b"\x01" + at.to_bytes(4, "big") + b"\0\0"
    entries, last = TRAILER.findall(content)[-1]
    head = b"/Type /XRef /W [1 4 2] /Index [%s] /Size %d /Root %s 0 R /Prev %d" % (
        b" ".join(b"%d 1" % one for one in sorted(rows)),
        number + 2,
        ROOT.search(entries)[1],
        int(last),
    )
    xref = _stream(head, b"".join(rows[one] for one in sorted(rows)))
    return content + b"\n" + block + b"%d 0 obj\n%s\nendobj\n" % (number + 1, xref) + _end(at)


@INDEX.attack("An update holds the same object twice, the table names the other one.")
def object_twice(case: Case) -> bytes:
    objects = touched(case.content, page_covered)
    first, _ = laid_out(objects, 0)
    return appended(case.content + b"\n" + first, objects)


@INDEX.attack("A table names the same object twice.")
def entry_twice(case: Case) -> bytes:
    whole = updated(case.content, page_covered)
    at = whole.index(b"xref\n", len(case.content)) + 5
    entry = whole[at : whole.index(b"n \n", at) + 3]
    return whole[:at] + entry + whole[at:]


@INDEX.attack("The update's table says it follows itself (circle of /Prev).", "unreadable")
def prev_circle(case: Case) -> bytes:
    whole = updated(case.content, page_covered)
    at = int(whole[whole.rindex(b"startxref") :].split()[1])
    return appended(case.content, touched(case.content, page_covered), prev=at)


@INDEX.attack("The update's table follows nothing there is.", "unreadable")
def prev_nowhere(case: Case) -> bytes:
    return appended(case.content, touched(case.content, page_covered), prev=10**9)


@INDEX.attack(
    "The update skips a revision: the signatures of it are out of reach.", states=("signed", "countersigned")
)
def prev_skips(case: Case) -> bytes:
    first = int(TRAILER.findall(case.content)[0][1])
    return appended(case.content, {next_number(case.content): b"(void)"}, prev=first)


@INDEX.attack("The table claims ten thousand million objects.")
def huge_size(case: Case) -> bytes:
    return appended(case.content, {next_number(case.content): b"(void)"}, size=10**10)


@INDEX.attack("The table claims a section of ten thousand million entries.", "unreadable")
def huge_section(case: Case) -> bytes:
    at = len(case.content)
    entries, last = TRAILER.findall(case.content)[-1]
    trailer = b"trailer\n<</Size 10000000000 /Root %s 0 R /Prev %d>>\n" % (ROOT.search(entries)[1], int(last))
    return case.content + b"xref\n0 9999999999\n0000000000 65535 f \n" + trailer + _end(at)


@INDEX.attack("Two hundred tables follow each other.")
def two_hundred_tables(case: Case) -> bytes:
    content = case.content
    for _ in range(200):
        content = appended(content, {})
    return content


@INDEX.attack("Fifty thousand tables follow each other.", "unreadable")
def fifty_thousand_tables(case: Case) -> bytes:
    parts, at = [case.content], len(case.content)
    entries, last = TRAILER.findall(case.content)[-1]
    head = b"/Size %d /Root %s 0 R" % (next_number(case.content), ROOT.search(entries)[1])
    before = int(last)
    for _ in range(50_000):
        one = b"xref\n0 0\ntrailer\n<<%s /Prev %d>>\n" % (head, before)
        before, at = at, at + len(one)
        parts.append(one)
    return b"".join(parts) + _end(before)


@BROKEN.attack("Arrays are nested a hundred thousand deep in the catalogue.", "unreadable")
def deep_arrays(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        pdf.Root.Deep = pikepdf.String("deep")
        yield pdf.Root

    (number, body), *_ = touched(case.content, change).items()
    return appended(case.content, {number: body.replace(b"(deep)", b"[" * 100_000 + b"]" * 100_000)})


@BROKEN.attack("Fields are nested a thousand deep.")
def deep_fields(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        child = pdf.make_indirect(Dictionary(T="x", FT=Name.Tx))
        for _ in range(1000):
            parent = pdf.make_indirect(Dictionary(T="x", Kids=Array([child])))
            child.Parent = parent
            yield child
            child = parent
        pdf.Root.AcroForm.Fields.append(child)
        yield from (child, pdf.Root.AcroForm if pdf.Root.AcroForm.is_indirect else pdf.Root)

    return updated(case.content, change)


@BROKEN.attack("A field is its own child.")
def circle_of_fields(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        field = pdf.make_indirect(Dictionary(T="x", FT=Name.Tx))
        field.Kids = Array([field])
        field.Parent = field
        pdf.Root.AcroForm.Fields.append(field)
        yield from (field, pdf.Root.AcroForm if pdf.Root.AcroForm.is_indirect else pdf.Root)

    return updated(case.content, change)


@BROKEN.attack("The page tree leads to itself.")
def circle_of_pages(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        pages = pdf.Root.Pages
        pages.Kids = Array([pages])
        pages.Parent = pages
        yield pages

    return updated(case.content, change)


@BROKEN.attack("The page tree claims a thousand million pages.")
def pages_without_number(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        pages = pdf.Root.Pages
        pages.Count = 10**9
        yield pages

    return updated(case.content, change)


@BROKEN.attack("The tags lead to themselves.")
def circle_of_tags(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = tree
        pdf.Root.StructTreeRoot = tree
        yield from (pdf.Root, tree)

    return updated(case.content, change)


@BROKEN.attack("An object is a reference to itself.")
def reference_to_itself(case: Case) -> bytes:
    number = next_number(case.content)

    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        pdf.Root.X = pikepdf.String("x")
        yield pdf.Root

    (root, body), *_ = touched(case.content, change).items()
    return appended(case.content, {root: body.replace(b"(x)", b"%d 0 R" % number), number: b"%d 0 R" % number})


@BROKEN.attack("The catalogue is a reference to itself.", "unreadable")
def catalogue_to_itself(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        yield pdf.Root

    (root, _), *_ = touched(case.content, change).items()
    return appended(case.content, {root: b"%d 0 R" % root})


@BROKEN.attack("The metadata unpack to a thousand million bytes.")
def bomb_in_metadata(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        yield pdf.Root.Metadata

    (number, _), *_ = touched(case.content, change).items()
    return appended(case.content, {number: _stream(b"/Type /Metadata /Subtype /XML", b"", _bomb())})


@BROKEN.attack("The objects lie in a pack that unpacks to a thousand million bytes.", "unreadable")
def bomb_in_an_object_stream(case: Case) -> bytes:
    pack_number = next_number(case.content)
    root = int(ROOT.search(TRAILER.findall(case.content)[-1][0])[1])
    pack = _stream(b"/Type /ObjStm /N 1 /First 4", b"", _bomb())
    at = len(case.content) + 1
    block = b"%d 0 obj\n%s\nendobj\n" % (pack_number, pack)
    here = at + len(block)
    rows = b"\x02" + pack_number.to_bytes(4, "big") + b"\0"
    rows += b"\x01" + at.to_bytes(4, "big") + b"\0" + b"\x01" + here.to_bytes(4, "big") + b"\0"
    head = b"/Type /XRef /W [1 4 1] /Index [%d 1 %d 2] /Size %d /Root %d 0 R /Prev %d" % (
        root,
        pack_number,
        pack_number + 2,
        root,
        int(TRAILER.findall(case.content)[-1][1]),
    )
    xref = b"%d 0 obj\n%s\nendobj\n" % (pack_number + 1, _stream(head, rows))
    return case.content + b"\n" + block + xref + _end(here)


@BROKEN.attack("The table of contents unpacks to a thousand million bytes.", "unreadable")
def bomb_in_the_table(case: Case) -> bytes:
    number = next_number(case.content)
    root = ROOT.search(TRAILER.findall(case.content)[-1][0])[1]
    head = b"/Type /XRef /W [1 4 1] /Size 200000000 /Root %s 0 R" % root
    at = len(case.content) + 1
    return case.content + b"\n%d 0 obj\n%s\nendobj\n" % (number, _stream(head, b"", _bomb())) + _end(at)


@cache
def _bomb() -> bytes:
    # Packed once: that takes as long as a hundred attacks.
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 10_000_000) for _ in range(100)) + packer.flush()


@BROKEN.attack("A stream is filtered two hundred times.")
def many_filters(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        yield pdf.Root.Metadata

    (number, _), *_ = touched(case.content, change).items()
    filters = b"[" + b"/ASCIIHexDecode " * 200 + b"]"
    body = b"<</Type /Metadata /Subtype /XML /Filter %s /Length 4>>\nstream\n00>\n\nendstream" % filters
    return appended(case.content, {number: body})


@BROKEN.attack("A thousand signatures of nothing are added.")
def thousand_signatures(case: Case) -> bytes:
    def change(pdf: Pdf) -> Iterable[pikepdf.Object]:
        for number in range(1000):
            value = pdf.make_indirect(
                Dictionary(
                    Type=Name.Sig,
                    Filter=Name("/Adobe.PPKLite"),
                    SubFilter=Name("/ETSI.CAdES.detached"),
                    ByteRange=Array([0, 10, 20, 10]),
                    Contents=pikepdf.String(b"\x30\x00"),
                )
            )
            field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=f"guardian-{number}", V=value))
            pdf.Root.AcroForm.Fields.append(field)
            yield from (value, field)
        yield pdf.Root.AcroForm if pdf.Root.AcroForm.is_indirect else pdf.Root

    return updated(case.content, change)


@BROKEN.attack("It is no PDF.", "unreadable")
def no_pdf(_: Case) -> bytes:
    return b"GIF89a" + bytes(1000)


@BROKEN.attack("It is a PDF of nothing but openings.", "unreadable")
def openings(_: Case) -> bytes:
    return b"%PDF-1.7\n" + b"<<[" * 200_000 + b"\nstartxref\n9\n%%EOF\n"
