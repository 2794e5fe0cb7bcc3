"""Plants a text into one channel of a finished file. ``CHANNELS`` has every way there is, by kind of file.

A way is named after the channel the scan has to find the text in; what follows a comma says how it got there.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from PIL import Image, PngImagePlugin

from tests.disclosure.leaks.planting_pdf import PDF, Plant

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY_END = "</w:body>"
SECTION = "<w:sectPr"


def named(name: str, text: str) -> str:
    """Return a file name with the text in it."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{text}{dot}{ending}"


def _parts(content: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(entry, archive.read(entry)) for entry in archive.infolist()]


def _packed(parts: list[tuple[zipfile.ZipInfo, bytes]], comment: bytes = b"") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            archive.writestr(entry, content)
        archive.comment = comment
    return written.getvalue()


def _with_part(name: str, xml: str | bytes) -> Callable[[bytes], bytes]:
    data = xml if isinstance(xml, bytes) else xml.encode()
    return lambda content: _packed([*_parts(content), (zipfile.ZipInfo(name), data)])


def _part_way(name: str, xml: str) -> Plant:
    """A part of the packing, ``xml`` having TEXT where the planted text goes."""
    return lambda content, text: _with_part(name, xml.replace("TEXT", text))(content)


def _seam(text: str) -> int:
    """Return where a text is cut in two: in its middle, or behind the letter of mark-up that stands there."""
    half = len(text) // 2
    return next((each.end() for each in re.finditer("&[^;]*;", text) if each.start() < half < each.end()), half)


def _body_way(xml: str) -> Plant:
    """A piece of the body, before the settings of its last section."""

    def plant(content: bytes, text: str) -> bytes:
        half = _seam(text)
        piece = xml.replace("FIRST", text[:half]).replace("SECOND", text[half:]).replace("TEXT", text)
        parts = []
        for entry, data in _parts(content):
            if entry.filename == "word/document.xml":
                whole = data.decode()
                at = max(whole.rfind(SECTION), 0) or whole.rfind(BODY_END)
                data = (whole[:at] + piece + whole[at:]).encode()
            parts.append((entry, data))
        return _packed(parts)

    return plant


def _part_name(content: bytes, text: str) -> bytes:
    return _with_part(f"word/{text}.bin", b"\x01\x00\x00\x00")(content)


def _packing_comment(content: bytes, text: str) -> bytes:
    return _packed(_parts(content), text.encode())


def _entry_comment(content: bytes, text: str) -> bytes:
    parts = _parts(content)
    parts[0][0].comment = text.encode()
    return _packed(parts)


def _extra_field(content: bytes, text: str) -> bytes:
    parts, data = _parts(content), text.encode()
    parts[0][0].extra = b"\xfe\xca" + len(data).to_bytes(2, "little") + data
    return _packed(parts)


def _unnamed_part(content: bytes, text: str) -> bytes:
    """Put a whole zip file before this one: its directory is not looked at, its parts are still there."""
    hidden = _packed([(zipfile.ZipInfo("notes.txt"), text.encode())])
    return hidden[: hidden.index(b"PK\x01\x02")] + content


def _after_the_end(content: bytes, text: str) -> bytes:
    return content + text.encode()


def _embedded(content: bytes, text: str) -> bytes:
    inner = _packed([(zipfile.ZipInfo("sheet.txt"), text.encode())])
    return _with_part("word/embeddings/1.xlsx", inner)(content)


def _embedded_picture(content: bytes, text: str) -> bytes:
    return _with_part("word/media/9.png", PICTURE["picture metadata, text"](picture("PNG"), text))(content)


R = "<w:r><w:t>{}</w:t></w:r>"
P = "<w:p><w:r>{}<w:t>{}</w:t></w:r></w:p>"
TRACKED = 'w:id="91" w:author="A" w:date="2026-01-01T00:00:00Z"'
NOTE = f'<w:{{0}} xmlns:w="{W}"><w:{{1}} w:id="9"><w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:{{1}}></w:{{0}}>'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"

WORD: Mapping[str, Plant] = MappingProxyType(
    {
        "text": _body_way(P.format("", "TEXT")),
        "text, in pieces": _body_way(f"<w:p>{R.format('FIRST')}{R.format('SECOND')}</w:p>"),
        "text, in a table": _body_way(f"<w:tbl><w:tr><w:tc>{P.format('', 'TEXT')}</w:tc></w:tr></w:tbl>"),
        "text, in a text box": _body_way(
            f"<w:p><w:r><w:pict><w:txbxContent>{P.format('', 'TEXT')}</w:txbxContent></w:pict></w:r></w:p>"
        ),
        "text, in a content control": _body_way(f"<w:sdt><w:sdtContent>{P.format('', 'TEXT')}</w:sdtContent></w:sdt>"),
        "hidden text": _body_way(P.format("<w:rPr><w:vanish/></w:rPr>", "TEXT")),
        "deleted text": _body_way(f"<w:p><w:del {TRACKED}><w:r><w:delText>TEXT</w:delText></w:r></w:del></w:p>"),
        "text before changes": _body_way(
            f"<w:p>{R.format('FIRST')}<w:ins {TRACKED}>{R.format(' not ')}</w:ins>{R.format('SECOND')}</w:p>"
        ),
        "authors of changes": _body_way('<w:p><w:ins w:id="92" w:author="TEXT"><w:r><w:t>a</w:t></w:r></w:ins></w:p>'),
        "alternative text": _body_way(
            '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="9" descr="TEXT"/></w:drawing></w:r></w:p>'
        ),
        "bookmarks": _body_way('<w:p><w:bookmarkStart w:id="93" w:name="TEXT"/></w:p>'),
        "content controls": _body_way('<w:sdt><w:sdtPr><w:alias w:val="TEXT"/></w:sdtPr><w:sdtContent/></w:sdt>'),
        "field codes": _body_way("<w:p><w:r><w:instrText>DOCVARIABLE TEXT</w:instrText></w:r></w:p>"),
        "field codes, simple": _body_way('<w:p><w:fldSimple w:instr="QUOTE TEXT"/></w:p>'),
        "links": _body_way('<w:p><w:hyperlink w:tooltip="TEXT"/></w:p>'),
        "comments in the mark-up": _body_way("<!-- TEXT -->"),
        "attributes": _body_way('<w:p><w:pPr><w:pStyle w:val="TEXT"/></w:pPr></w:p>'),
        "comments": _part_way("word/comments9.xml", NOTE.format("comments", "comment")),
        "footnotes": _part_way("word/footnotes9.xml", NOTE.format("footnotes", "footnote")),
        "headers and footers": _part_way("word/header9.xml", f'<w:hdr xmlns:w="{W}">{P.format("", "TEXT")}</w:hdr>'),
        "relationships": _part_way(
            "word/_rels/9.rels",
            f'<Relationships xmlns="{RELATED}"><Relationship Id="a" Target="mailto:TEXT"/></Relationships>',
        ),
        "relationships, in percent signs": lambda content, text: _part_way(
            "word/_rels/9.rels",
            f'<Relationships xmlns="{RELATED}"><Relationship Id="a" Target="mailto:{quote(text)}"/></Relationships>',
        )(content, text),
        "document properties": _part_way(
            "docProps/core9.xml", f'<coreProperties xmlns="{CORE}"><title>TEXT</title></coreProperties>'
        ),
        "document properties, own": _part_way(
            "docProps/custom9.xml",
            f'<Properties xmlns="{PROPERTIES}/custom-properties"><property>TEXT</property></Properties>',
        ),
        "settings": _part_way(
            "word/settings9.xml", f'<w:settings xmlns:w="{W}"><note xmlns="urn:a">TEXT</note></w:settings>'
        ),
        "other parts": _part_way("customXml/item9.xml", "<data><person>TEXT</person></data>"),
        "embedded files": _embedded,
        "embedded files, metadata of a picture": _embedded_picture,
        "part names": _part_name,
        "comments of the packing": _packing_comment,
        "comments of the packing, of a part": _entry_comment,
        "extra fields of the packing": _extra_field,
        "parts no directory names": _unnamed_part,
        "bytes after the end": _after_the_end,
    }
)


def picture(kind: str) -> bytes:
    """Return a small picture file."""
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, kind)
    return written.getvalue()


def _saved_picture(content: bytes, **more: object) -> bytes:
    written = io.BytesIO()
    with Image.open(io.BytesIO(content)) as opened:
        opened.save(written, opened.format, **more)
    return written.getvalue()


def _exif(content: bytes, text: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = text.encode()
    return _saved_picture(content, exif=exif.tobytes())


def _windows_exif(content: bytes, text: str) -> bytes:
    exif = Image.Exif()
    exif[0x9C9B] = text.encode("utf-16-le")
    return _saved_picture(content, exif=exif.tobytes())


def _png_text(content: bytes, text: str) -> bytes:
    return _with_png_text(content, "Note", text)


def _with_png_text(content: bytes, key: str, text: str) -> bytes:
    note = PngImagePlugin.PngInfo()
    note.add_itxt(key, text, zip=True)
    written = io.BytesIO()
    with Image.open(io.BytesIO(content)) as opened:
        opened.save(written, "PNG", pnginfo=note)
    return written.getvalue()


def _xmp(content: bytes, text: str) -> bytes:
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d:t xmlns:d="urn:d">{text}</d:t></x:xmpmeta>'
    return _with_png_text(content, "XML:com.adobe.xmp", packet)


def _profile(content: bytes, text: str) -> bytes:
    return _saved_picture(content, icc_profile=bytes(128) + b"desc" + bytes(12) + text.encode() + bytes(4))


def _jpeg_comment(content: bytes, text: str) -> bytes:
    written = io.BytesIO()
    with Image.open(io.BytesIO(content)) as opened:
        opened.save(written, "JPEG", comment=text.encode())
    return written.getvalue()


PICTURE: Mapping[str, Plant] = MappingProxyType(
    {
        "picture metadata, EXIF": _exif,
        "picture metadata, EXIF as Windows writes it": _windows_exif,
        "picture metadata, text": _png_text,
        "picture metadata, comment": _jpeg_comment,
        "picture metadata, XMP": _xmp,
        "picture metadata, colour profile": _profile,
        "bytes after the picture": _after_the_end,
    }
)


def _header_way(header: str) -> Plant:
    """A header of the message, its value in the encoded words of RFC 2047."""

    def plant(content: bytes, text: str) -> bytes:
        encoded = base64.b64encode(text.encode()).decode()
        return f"{header}: =?utf-8?b?{encoded}?=\n".encode() + content

    return plant


def _subject(content: bytes, text: str) -> bytes:
    head, _, rest = content.partition(b"\nSubject: ")
    return head + b"\nSubject: =?utf-8?b?" + base64.b64encode(text.encode()) + b"?= " + rest


def _boundary_of(content: bytes) -> bytes:
    return content.split(b'boundary="', 1)[1].split(b'"', 1)[0]


def _mail_part(head: str, body: str) -> Plant:
    """A part more at the end of the message; TEXT is the text, CODED the same in percent signs."""

    def plant(content: bytes, text: str) -> bytes:
        coded = "".join(f"%{byte:02X}" for byte in text.encode())
        piece = f"{head}\nContent-Transfer-Encoding: 8bit\n\n{body}\n".replace("TEXT", text).replace("CODED", coded)
        mark = b"--" + _boundary_of(content)
        before, after = content.rsplit(mark + b"--", 1)
        return before + mark + b"\n" + piece.encode() + mark + b"--" + after

    return plant


def _preamble(content: bytes, text: str) -> bytes:
    head, body = content.split(b"\n\n", 1)
    return head + b"\n\n" + text.encode() + b"\n" + body


def _boundary(content: bytes, text: str) -> bytes:
    return content.replace(_boundary_of(content), text.encode())


HTML_PART = 'Content-Type: text/html; charset="utf-8"'
MESSAGE: Mapping[str, Plant] = MappingProxyType(
    {
        "headers": _header_way("Reply-To"),
        "headers, of our own making": _header_way("X-Note"),
        "headers, boundary": _boundary,
        "subject": _subject,
        "preamble": _preamble,
        "epilogue": _after_the_end,
        "body": _mail_part('Content-Type: text/plain; charset="utf-8"', "Dear TEXT"),
        "body as a page: text": _mail_part(HTML_PART, "<html><body><p>Dear TEXT</p></body></html>"),
        "body as a page: attributes": _mail_part(HTML_PART, '<html><body><p title="TEXT">Dear</p></body></html>'),
        "body as a page: comments": _mail_part(HTML_PART, "<html><body><!-- TEXT --><p>Dear</p></body></html>"),
        "attachments": _mail_part("Content-Type: text/plain\nContent-Disposition: attachment; filename=a", "TEXT"),
        "attachments, a message in the message": _mail_part(
            "Content-Type: application/octet-stream", "From: a@a.example\nTo: b@b.example\n\nTEXT"
        ),
        "attachment names": _mail_part(
            "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''CODED.txt", "nothing"
        ),
    }
)


def _page_way(markup: str) -> Plant:
    """Mark-up at the end of a page's body; CODED is the text in base64, ESCAPED as a script may write it."""

    def plant(content: bytes, text: str) -> bytes:
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in text)
        coded = base64.b64encode(text.encode()).decode()
        piece = markup.replace("TEXT", text).replace("CODED", coded).replace("ESCAPED", escaped)
        return content.replace(b"</body>", piece.encode() + b"</body>")

    return plant


PAGE: Mapping[str, Plant] = MappingProxyType(
    {
        "text": _page_way("<p>TEXT</p>"),
        "text, hidden": _page_way('<div hidden style="display:none">TEXT</div>'),
        "text, in a template": _page_way("<template><p>TEXT</p></template>"),
        "text, without scripts": _page_way("<noscript><p>TEXT</p></noscript>"),
        "attributes, title": _page_way('<p title="TEXT"></p>'),
        "attributes, spoken": _page_way('<p aria-label="TEXT"></p>'),
        "attributes, data": _page_way('<p data-note="TEXT"></p>'),
        "attributes, value": _page_way('<input value="TEXT">'),
        "attributes, link": _page_way('<a href="mailto:TEXT">a</a>'),
        "attributes, meta": _page_way('<meta name="author" content="TEXT">'),
        "comments": _page_way("<!-- TEXT -->"),
        "scripts": _page_way('<script>var a = "TEXT";</script>'),
        "scripts, escaped": _page_way('<script>var a = "ESCAPED";</script>'),
        "styles": _page_way('<style>p::after { content: "TEXT" }</style>'),
        "data in a link": _page_way('<a href="data:text/plain;base64,CODED">a</a>'),
        "data in a link, of a style": _page_way("<style>p { background: url(data:text/plain;base64,CODED) }</style>"),
        "page in an attribute": _page_way('<iframe srcdoc="&lt;p&gt;TEXT&lt;/p&gt;"></iframe>'),
    }
)

CHANNELS: Mapping[str, Mapping[str, Plant]] = MappingProxyType(
    {"pdf": MappingProxyType(PDF), "docx": WORD, "message": MESSAGE, "html": PAGE, "picture": PICTURE}
)
"""Every way of planting, by kind of file."""
