"""Plants a text into one channel of a PDF, the way a template, a library or a careless hand might put it there."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

Plant = Callable[[bytes, str], bytes]
Edit = Callable[[Pdf, str], None]

PDF: dict[str, Plant] = {}
"""Each way to plant a text into a PDF, named after its channel and, after a comma, how it got there."""


def way(channel: str) -> Callable[[Edit], Edit]:
    """Enter a change to an opened PDF as a way of planting."""

    def entered(edit: Edit) -> Edit:
        PDF[channel] = lambda content, text: _saved(content, edit, text)
        return edit

    return entered


def raw_way(channel: str) -> Callable[[Plant], Plant]:
    """Enter a change to the bytes of a PDF as a way of planting."""

    def entered(plant: Plant) -> Plant:
        PDF[channel] = plant
        return plant

    return entered


def _saved(content: bytes, edit: Edit, text: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf, text)
        pdf.save(written, compress_streams=True)
    return written.getvalue()


CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Plain def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
CMAP_END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def font_for(pdf: Pdf, text: str) -> tuple[pikepdf.Object, bytes]:
    """Return a font that has exactly the letters of ``text``, and the text in its codes, as a string in a content."""
    pairs = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(text, 1))
    table = f"{CMAP_HEAD}{len(text)} beginbfchar\n{pairs}\nendbfchar\n{CMAP_END}"
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Plain,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=600,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Plain,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=pdf.make_stream(table.encode()),
    )
    codes = b"<" + "".join(f"{code:04x}" for code in range(1, len(text) + 1)).encode() + b">"
    return pdf.make_indirect(font), codes


def draws(pdf: Pdf, text: str, content: bytes) -> None:
    """Add to the first page what ``content`` draws: ``SHOWN`` stands for the text, ``Planted`` for its font."""
    page = pdf.pages[0]
    font, codes = font_for(pdf, text)
    page.add_resource(font, Name.Font, Name.Planted)
    page.contents_add(pdf.make_stream(content.replace(b"SHOWN", codes)))


def stream_that_draws(pdf: Pdf, text: str, **more: object) -> pikepdf.Object:
    """Return a content stream with a font of its own."""
    font, codes = font_for(pdf, text)
    stream = pdf.make_stream(b"BT /Planted 12 Tf 20 20 Td %s Tj ET" % codes)
    stream.Resources = Dictionary(Font=Dictionary(Planted=font))
    stream.BBox = Array([0, 0, 500, 100])
    for name, value in more.items():
        stream[f"/{name}"] = value
    return stream


@way("page text")
def _plain(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"BT /Planted 12 Tf 80 400 Td SHOWN Tj ET")


@way("page text, invisible")
def _invisible(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"BT 3 Tr /Planted 12 Tf 80 400 Td SHOWN Tj ET")


@way("page text, white")
def _white(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"BT 1 g /Planted 12 Tf 80 400 Td SHOWN Tj ET")


@way("page text, under a box")
def _under_a_box(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"BT /Planted 12 Tf 80 400 Td SHOWN Tj ET 0 g 70 390 400 30 re f")


@way("page text, outside the page")
def _outside(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"BT /Planted 12 Tf 80 -900 Td SHOWN Tj ET")


@way("page text, clipped away")
def _clipped(pdf: Pdf, text: str) -> None:
    draws(pdf, text, b"q 0 0 1 1 re W n BT /Planted 12 Tf 80 400 Td SHOWN Tj ET Q")


@way("page text, in a layer that is off")
def _layer_off(pdf: Pdf, text: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].add_resource(layer, Name.Properties, Name.Off)
    draws(pdf, text, b"/OC /Off BDC BT /Planted 12 Tf 80 400 Td SHOWN Tj ET EMC")


@way("page text, in a form")
def _in_a_form(pdf: Pdf, text: str) -> None:
    form = stream_that_draws(pdf, text, Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].add_resource(form, Name.XObject, Name.Form1)
    pdf.pages[0].contents_add(pdf.make_stream(b"/Form1 Do"))


@way("page text by position")
def _by_position(pdf: Pdf, text: str) -> None:
    half = len(text) // 2
    _, codes = font_for(pdf, text)
    first, second = codes[1 : 1 + 4 * half], codes[1 + 4 * half : -1]
    content = b"BT /Planted 10 Tf 1 0 0 1 %d 30 Tm <%s> Tj 1 0 0 1 80 30 Tm <%s> Tj ET"
    draws(pdf, text, content % (80 + 6 * half, second, first))


@way("words across lines")
def _across_lines(pdf: Pdf, text: str) -> None:
    font, codes = font_for(pdf, f"{text}-")
    half = 1 + 4 * (len(text) // 2)
    hyphen = codes[-5:-1]
    pdf.pages[0].add_resource(font, Name.Font, Name.Planted)
    content = b"BT /Planted 10 Tf 14 TL 80 60 Td %s%s> Tj T* <%s> Tj ET" % (codes[:half], hyphen, codes[half:-5])
    pdf.pages[0].contents_add(pdf.make_stream(content))


@way("marked content and comments, letters without size")
def _no_size(pdf: Pdf, text: str) -> None:
    literal = String(text).unparse()
    pdf.pages[0].contents_add(pdf.make_stream(b"BT /F1+0 0 Tf 80 400 Td %s Tj ET" % literal))


@way("marked content and comments, property")
def _property(pdf: Pdf, text: str) -> None:
    content = b"/Span <</ActualText %s>> BDC EMC" % String(text).unparse()
    pdf.pages[0].contents_add(pdf.make_stream(content))


@way("marked content and comments, comment")
def _content_comment(pdf: Pdf, text: str) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q % " + text.encode() + b"\nQ"))


@way("marked content and comments, string nobody shows")
def _not_shown(pdf: Pdf, text: str) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"BX %s XX EX" % String(text).unparse()))


@way("marked content, named property")
def _named_property(pdf: Pdf, text: str) -> None:
    pdf.pages[0].add_resource(Dictionary(ActualText=String(text)), Name.Properties, Name.Note)


@way("undrawn content, form")
def _form_not_drawn(pdf: Pdf, text: str) -> None:
    form = stream_that_draws(pdf, text, Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].add_resource(form, Name.XObject, Name.Form2)


@way("undrawn content, pattern")
def _pattern(pdf: Pdf, text: str) -> None:
    more = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 500, "YStep": 100}
    pdf.pages[0].add_resource(stream_that_draws(pdf, text, Type=Name.Pattern, **more), Name.Pattern, Name.P1)


@way("undrawn content, glyph")
def _glyph(pdf: Pdf, text: str) -> None:
    font, codes = font_for(pdf, text)
    glyph = pdf.make_stream(b"600 0 d0 BT /Planted 12 Tf 0 0 Td %s Tj ET" % codes)
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 100]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([600]),
        Resources=Dictionary(Font=Dictionary(Planted=font)),
    )
    pdf.pages[0].add_resource(drawn, Name.Font, Name.Drawn)


def _on_a_tag(key: str) -> Edit:
    def edit(pdf: Pdf, text: str) -> None:
        tag = pdf.Root.StructTreeRoot.K
        tag = tag[0] if isinstance(tag, Array) else tag
        tag[key] = String(text)

    return edit


for _key in ("/ActualText", "/Alt", "/E", "/T", "/ID", "/Lang"):
    way(f"tags, {_key[1:]}")(_on_a_tag(_key))


@way("bookmarks")
def _bookmark(pdf: Pdf, text: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


@way("document information")
def _information(pdf: Pdf, text: str) -> None:
    pdf.docinfo["/Subject"] = String(text)


@way("metadata")
def _metadata(pdf: Pdf, text: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:description"] = text


@way("metadata, of a page")
def _metadata_of_page(pdf: Pdf, text: str) -> None:
    stream = pdf.make_stream(f"<a><b note='{text}'/></a>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.pages[0].obj.Metadata = stream


@way("attachments, content")
def _attached(pdf: Pdf, text: str) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, text.encode(), filename="notes.txt")


@way("attachments, file in a file")
def _attached_deep(pdf: Pdf, text: str) -> None:
    page = f"<html><body><p title='{text}'>Notes</p></body></html>".encode()
    pdf.attachments["notes"] = pikepdf.AttachedFileSpec(pdf, page, filename="notes")


@way("attachments, name")
def _attached_name(pdf: Pdf, text: str) -> None:
    pdf.attachments["1"] = pikepdf.AttachedFileSpec(pdf, b"nothing", filename=f"{text}.txt")


@way("attachments, description")
def _attached_description(pdf: Pdf, text: str) -> None:
    pdf.attachments["1"] = pikepdf.AttachedFileSpec(pdf, b"nothing", description=text, filename="1.txt")


def _field(**entries: object) -> Edit:
    def edit(pdf: Pdf, text: str) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"), Rect=Array([0, 0, 9, 9]))
        for key, of in entries.items():
            field[f"/{key}"] = of(pdf, text) if callable(of) else of
        _add(pdf.pages[0].obj, "/Annots", pdf.make_indirect(field))

    return edit


def _add(holder: pikepdf.Object, key: str, item: pikepdf.Object) -> None:
    if key not in holder:
        holder[key] = Array()
    holder[key].append(item)


def _string(pdf: Pdf, text: str) -> pikepdf.Object:
    return String(text)


for _key in ("T", "TU", "TM", "V", "DV", "RV"):
    way(f"form fields, {_key}")(_field(**{_key: _string}))
way("form fields, options")(_field(Opt=lambda pdf, text: Array([String("a"), String(text)])))
way("undrawn content, appearance of a field")(
    _field(AP=lambda pdf, text: Dictionary(N=stream_that_draws(pdf, text, Type=Name.XObject, Subtype=Name.Form)))
)


def _annotation(subtype: str, **entries: Callable[[Pdf, str], object]) -> Edit:
    def edit(pdf: Pdf, text: str) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 9, 9]))
        for key, of in entries.items():
            note[f"/{key}"] = of(pdf, text)
        _add(pdf.pages[0].obj, "/Annots", pdf.make_indirect(note))

    return edit


for _key in ("Contents", "T", "Subj", "RC", "NM"):
    way(f"annotations, {_key}")(_annotation("Text", **{_key: _string}))
way("links and actions")(_annotation("Link", A=lambda pdf, text: Dictionary(S=Name.URI, URI=String(text))))
way("links and actions, in percent signs")(
    _annotation("Link", A=lambda pdf, text: Dictionary(S=Name.URI, URI=String(f"mailto:{quote(text)}")))
)
way("scripts")(_annotation("Link", A=lambda pdf, text: Dictionary(S=Name.JavaScript, JS=String(text))))
way("scripts, in a stream")(
    _annotation("Link", A=lambda pdf, text: Dictionary(S=Name.JavaScript, JS=pdf.make_stream(text.encode())))
)
way("destinations")(_annotation("Link", Dest=_string))


@way("page labels")
def _page_label(pdf: Pdf, text: str) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(text))]))


@way("layers")
def _layer(pdf: Pdf, text: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(text)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


@way("names")
def _name(pdf: Pdf, text: str) -> None:
    pdf.Root.Dests = Dictionary({f"/{text}": Array([pdf.pages[0].obj, Name.Fit])})


@way("names, of a font")
def _font_name(pdf: Pdf, text: str) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{text}"))
    pdf.pages[0].add_resource(font, Name.Font, Name.Named)


@way("fonts")
def _font_family(pdf: Pdf, text: str) -> None:
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name.Plain, FontFamily=String(text))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Plain, FontDescriptor=described)
    pdf.pages[0].add_resource(font, Name.Font, Name.Family)


@way("font leftovers")
def _leftover(pdf: Pdf, text: str) -> None:
    table = f"1 beginbfchar <01> <{text.encode('utf-16-be').hex()}> endbfchar".encode()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Plain, ToUnicode=pdf.make_stream(table))
    pdf.pages[0].add_resource(font, Name.Font, Name.Left)


def _on_a_signature(key: str) -> Edit:
    return _field(FT=Name.Sig, V=lambda pdf, text: Dictionary({"/Type": Name.Sig, key: String(text)}))


for _key in ("/Reason", "/Name", "/Location", "/ContactInfo"):
    way(f"signatures, {_key[1:]}")(_on_a_signature(_key))


@way("signatures, name in a certificate")
def _certificate(pdf: Pdf, text: str) -> None:
    name = text.encode()
    inner = b"\x30" + bytes([len(name) + 7]) + b"\x06\x03\x55\x04\x03\x0c" + bytes([len(name)]) + name
    held = Dictionary(Type=Name.Sig, Contents=String(b"\x30" + bytes([len(inner)]) + inner + bytes(64)))
    _field(FT=Name.Sig, V=lambda pdf, text: held)(pdf, text)


@way("pictures")
def _picture(pdf: Pdf, text: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG", comment=text.encode())
    stream = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8)
    stream.ColorSpace = Name.DeviceRGB
    stream.write(written.getvalue(), filter=Name.DCTDecode)
    pdf.pages[0].add_resource(stream, Name.XObject, Name.Im9)


@way("bytes after a stream")
def _after_stream(pdf: Pdf, text: str) -> None:
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b"nothing") + text.encode(), filter=Name.FlateDecode)
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=stream))


@way("other strings")
def _private(pdf: Pdf, text: str) -> None:
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(text)))


@way("other strings, in a stream")
def _private_stream(pdf: Pdf, text: str) -> None:
    stream = pdf.make_stream(b"\x00\x01\x02" + text.encode() + b"\x00")
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=stream))


def appended(content: bytes, objects: dict[int, bytes]) -> bytes:
    """Return the file with a later revision at its end, in which these objects are new or replace others."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        size, root = max(pdf.trailer.Size, *(number + 1 for number in objects)), pdf.Root.objgen[0]
    before = re.findall(rb"startxref\s+(\d+)", content)[-1].decode()
    written, table = content + b"\n", []
    for number, value in objects.items():
        table.append(f"{number} 1\n{len(written):010d} 00000 n \n")
        written += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(written)
    tail = (
        f"xref\n{''.join(table)}trailer\n<</Size {size} /Root {root} 0 R /Prev {before}>>\nstartxref\n{start}\n%%EOF\n"
    )
    return written + tail.encode()


def _next_number(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return int(pdf.trailer.Size)


@raw_way("unreferenced objects")
def _unreferenced(content: bytes, text: str) -> bytes:
    return appended(content, {_next_number(content): b"<</Note %s>>" % String(text).unparse()})


@raw_way("unreferenced objects, content")
def _unreferenced_content(content: bytes, text: str) -> bytes:
    def on_page(pdf: Pdf, text: str) -> None:
        pdf.Root.Planted = pdf.make_indirect(stream_that_draws(pdf, text))

    held = _saved(content, on_page, text)
    with pikepdf.open(io.BytesIO(held)) as pdf:
        root = pdf.Root.objgen[0]
        del pdf.Root.Planted
        return appended(held, {root: pdf.Root.unparse(resolved=True)})


@raw_way("earlier revision: document information")
def _earlier(content: bytes, text: str) -> bytes:
    held = PDF["document information"](content, text)
    with pikepdf.open(io.BytesIO(held)) as pdf:
        return appended(held, {pdf.docinfo.objgen[0]: b"<<>>"})


@raw_way("earlier revision: page text")
def _earlier_page(content: bytes, text: str) -> bytes:
    held = PDF["page text"](content, text)
    with pikepdf.open(io.BytesIO(held)) as pdf:
        numbers = [stream.objgen[0] for stream in pdf.pages[0].Contents]
    return appended(held, {number: b"<</Length 0>>\nstream\n\nendstream" for number in numbers})


def _before_table(content: bytes, inserted: bytes) -> bytes:
    at = content.rindex(b"xref", 0, content.rindex(b"startxref"))
    head, table = content[:at], content[at:]
    moved = str(at + len(inserted)).encode()
    return head + inserted + re.sub(rb"startxref\s+\d+", b"startxref\n" + moved, table)


@raw_way("superseded objects")
def _no_table_names_it(content: bytes, text: str) -> bytes:
    return _before_table(content, b"99999 0 obj\n<</Note %s>>\nendobj\n" % String(text).unparse())


@raw_way("superseded objects, stream")
def _stray_stream(content: bytes, text: str) -> bytes:
    data = zlib.compress(text.encode())
    head = b"99999 0 obj\n<</Length %d /Filter /FlateDecode>>\nstream\n" % len(data)
    return _before_table(content, head + data + b"\nendstream\nendobj\n")


@raw_way("bytes outside objects")
def _between_objects(content: bytes, text: str) -> bytes:
    return _before_table(content, b"% " + text.encode() + b"\n")


@raw_way("bytes after the end")
def _after_the_end(content: bytes, text: str) -> bytes:
    return content + text.encode()
