"""Writing a small Word file part by part, the same bytes each time, and saying what it must read as."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from textwrap import dedent

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OUTSIDE = ' TargetMode="External"'
MADE = (2026, 1, 1, 0, 0, 0)

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
)

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="Noto Sans"/>'
    '<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{36 - 4 * level}"/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9016"/></w:tabs><w:spacing w:after="100"/>'
        f'<w:ind w:left="{220 * (level - 1)}"/></w:pPr></w:style>'
        for level in (1, 2, 3)
    )
    + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="1A3C6E"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    '<w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part beside the document: its name, what the document calls it, and its kind as its relationship says."""

    name: str
    kind: str
    content: str | bytes


@dataclass(frozen=True, slots=True)
class Case:
    """A Word file of one construct, and the outline it must read as (``outline.outline_of``)."""

    name: str
    docx: bytes = field(repr=False)
    outline: str
    pages: int = 1


def case(name: str, docx: bytes, outline: str, pages: int = 1) -> Case:
    """Return a case whose outline is written indented in the source."""
    return Case(name, docx, dedent(outline).strip("\n"), pages)


def docx(
    *body: str,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    section: str = A4 + MARGINS,
    parts: Mapping[str, Part] | None = None,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word file: ``parts`` and ``links`` are what the document refers to, by identifier."""
    own = {
        "rIdStyles": Part("word/styles.xml", "styles", f"<w:styles {SPACES}>{STYLES}{styles}</w:styles>"),
        "rIdSettings": Part("word/settings.xml", "settings", _settings(settings)),
        **({"rIdNumbering": _numbering(numbering)} if numbering else {}),
        **(parts or {}),
    }
    inside = f"{''.join(body)}<w:sectPr>{section}</w:sectPr>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(own.values()),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml", False)}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{inside}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            {name: (part.kind, part.name.removeprefix("word/"), False) for name, part in own.items()}
            | {name: ("hyperlink", address, True) for name, address in (links or {}).items()}
        ),
    }
    return zipped(files | {part.name: part.content for part in own.values()})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these files, the same bytes each time."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def para(inside: str = "", properties: str = "", style: str = "") -> str:
    """Return a paragraph; plain words without a tag become one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside if inside.startswith('<') else run(inside)}</w:p>"


def run(words: str, properties: str = "") -> str:
    """Return a run; none for no words."""
    said = f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    return said if words else ""


def mark(kind: str) -> str:
    """Return one of the three marks of a field: begin, separate, end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    """Return the run that holds a field's code."""
    return f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'


def field_of(words: str, result: str = "1") -> str:
    """Return a field in Word's long form."""
    return f"{mark('begin')}{code(words)}{mark('separate')}{run(result)}{mark('end')}"


def table(*rows: str, properties: str = "", widths: tuple[int, ...] = (2000, 2000), style: str = "TableGrid") -> str:
    """Return a table; ``widths`` in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>' if "tblW" not in properties else ""
    laid = "<w:tblLayout w:type='fixed'/>"
    head = f'<w:tblPr><w:tblStyle w:val="{style}"/>{whole}{laid}{properties}</w:tblPr>'
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "", exceptions: str = "") -> str:
    """Return a row of cells."""
    own = f"<w:tblPrEx>{exceptions}</w:tblPrEx>" if exceptions else ""
    return f"<w:tr>{own}<w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inside: str = "", properties: str = "") -> str:
    """Return a cell of one paragraph of words, or of the elements given."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else para(inside)}</w:tc>"


def running(kind: str, *body: str) -> str:
    """Return the content of a header or footer part (``kind`` hdr or ftr)."""
    return f"<w:{kind} {SPACES}>{''.join(body)}</w:{kind}>"


def control(inside: str, properties: str = "") -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _settings(more: str) -> str:
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f"<w:settings {SPACES}>{more}<w:compat>{mode}</w:compat></w:settings>"


def _numbering(inside: str) -> Part:
    return Part("word/numbering.xml", "numbering", f"<w:numbering {SPACES}>{inside}</w:numbering>")


def _types(parts: Iterable[Part]) -> str:
    kinds = {"styles", "settings", "numbering", "header", "footer", "comments", "footnotes"}
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{TYPE}.{part.kind}+xml"/>'
        for part in parts
        if part.kind in kinds
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{overrides}</Types>'
    )


def _relationships(found: Mapping[str, tuple[str, str, bool]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{OUTSIDE * outside}/>'
        for name, (kind, target, outside) in found.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'
