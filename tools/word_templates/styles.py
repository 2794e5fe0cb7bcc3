"""The styles every paper shares: Noto Sans, exact line heights, and the few boxes papers.md section 3 asks for.

All sizes are points unless a name says otherwise. Word counts in twentieths of a point, half points and eighths.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "Noto Sans"
RULE_GREY = "808080"
"""The one colour of rules: it survives a grey photocopy."""
HEAD_TINT = "EBEBEB"
"""Head rows: 8 % black."""


WORDS_OWN = frozenset(
    {
        *("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption", "header", "footer"),
        *("List Bullet", "List Bullet 2", "List Number"),
    }
)
"""Styles that Word itself has; every other is ours."""


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style. ``rules`` are (edge, width in eighths of a point, gap in points)."""

    name: str
    size: float = 12
    leading: float = 17
    bold: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    hanging: float = 0
    right: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    colour: str = ""
    shade: str = ""
    rules: tuple[tuple[str, int, int], ...] = ()
    exact: bool = True
    rule_colour: str = "000000"
    list_number: int = 0
    list_level: int = 0
    outline: int = -1
    based_on: str = "Normal"
    tabs: tuple[float, ...] = ()


def _box(width: int, gap: int) -> tuple[tuple[str, int, int], ...]:
    return tuple((edge, width, gap) for edge in ("top", "left", "bottom", "right"))


def _frame(width: int) -> tuple[tuple[str, int, int], ...]:
    """Return a box whose height is the line's own and whose sides stand a little off the words."""
    return tuple((edge, width, 0 if edge in ("top", "bottom") else 4) for edge in ("top", "left", "bottom", "right"))


def looks(internal: bool, snug: bool) -> tuple[Look, ...]:
    """Return the styles of a paper.

    Tables of internal records are 11 on 15, of outward papers 12 on 17. A ``snug`` paper has less air between its
    paragraphs, never smaller words: an agreement of two pages, a sheet to keep of one.
    """
    table = (11.0, 15.0) if internal else (12.0, 17.0)
    air = 3 if snug else 6
    return (
        Look("Normal", based_on="", after=air),
        Look("Title", 20, 26, bold=True, after=4, keep_next=True),
        Look("Subtitle", 14, 19, after=8, keep_next=True),
        Look("heading 1", 14, 19, bold=True, before=8 + air, after=4, keep_next=True, outline=0),
        Look("heading 2", 12, 17, bold=True, before=air, after=air / 3, keep_next=True, outline=1),
        Look("heading 3", 12, 17, bold=True, before=6, after=2, keep_next=True, outline=2),
        Look("List Bullet", after=0 if snug else 3, left=17, hanging=17, list_number=1),
        Look("List Bullet 2", after=3, left=34, hanging=17, list_number=1, list_level=1),
        Look("List Number", after=3, left=22, hanging=22, list_number=2),
        Look("Numbered", after=air, left=31, hanging=31, list_number=3, keep_lines=True),
        Look("Source", 11, 15, after=air + 3, left=31, keep_lines=True),
        Look("caption", 11, 15, bold=True, before=air + 2, after=3, keep_next=True),
        Look("Caller's words", after=4, left=12, rules=(("left", 16, 7),), keep_next=True, keep_lines=True),
        Look("Alert", 14, 24, bold=True, after=7, left=7, right=7, rules=_box(12, 6), keep_lines=True),
        Look(
            "Alert reversed",
            14,
            22,
            bold=True,
            after=10,
            left=7,
            right=7,
            rules=_box(12, 6),
            colour="FFFFFF",
            shade="000000",
            keep_lines=True,
        ),
        Look("Small", 10, 14, after=4),
        Look("Table text", *table, after=0),
        Look("Table label", *table, bold=True, after=0),
        Look("Table head", *table, bold=True, after=0, keep_next=True),
        Look("Table bullet", *table, after=0, left=15, hanging=15, list_number=1, based_on="Table text"),
        Look("Box head", 12, 17, bold=True, after=2, keep_next=True, keep_lines=True),
        Look("Box text", 12, 17, after=2, keep_lines=True),
        Look(
            "Tick row",
            12,
            17 if snug else 18,
            after=2 if snug else 3,
            left=22,
            hanging=22,
            tabs=(22,),
            keep_lines=True,
        ),
        Look("Fill line", 12, 17, before=air + 2, after=2, keep_lines=True),
        Look("Ruled line", 12, 27, after=0),
        Look("Contents line", 12, 17, after=7, keep_lines=True),
        Look("Gap", 4, 6, after=0),
        Look("Signature place", 11, 56.7, after=4, left=5, rules=_frame(8), right=246, keep_next=True),
        Look("Seal place", 11, 70.9, before=6, after=0, rules=_frame(4), left=278, right=5, rule_colour=RULE_GREY),
        Look("Barcode", 10, 17, after=2, exact=False),
        Look("header", 10, 13, after=0),
        Look("footer", 10, 13, after=0),
        Look("Copy line", 12, 17, after=0, based_on="footer"),
    )


def style_id(name: str) -> str:
    """Return Word's identifier for a style: its name without spaces and apostrophes."""
    return "".join(word[0].upper() + word[1:] for word in name.replace("'", "").split())


def styles_xml(internal: bool, snug: bool) -> str:
    """Return the whole content of ``word/styles.xml`` for one paper."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    characters = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )
    paragraphs = "".join(_paragraph_style(look) for look in looks(internal, snug))
    return f"<w:styles {NAMESPACE}>{defaults}{paragraphs}{characters}{_table_styles()}</w:styles>"


def _paragraph_style(look: Look) -> str:
    kind = ' w:default="1"' if look.name == "Normal" else "" if look.name in WORDS_OWN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style_id(look.based_on)}"/>' if look.based_on else ""
    weight = "<w:b/><w:bCs/>" if look.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    half_points = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style_id(look.name)}">'
        f"<w:name w:val={quoteattr(look.name)}/>{based}<w:qFormat/>"
        f"<w:pPr>{_paragraph_properties(look)}</w:pPr>"
        f'<w:rPr>{weight}{colour}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def style_element(look: Look) -> BaseOxmlElement:
    """Return one more paragraph style, to be added to those of a paper."""
    return parse_xml(_paragraph_style(look).replace("<w:style", f"<w:style {NAMESPACE}", 1))


def _paragraph_properties(look: Look) -> str:
    """Return the properties in the order the schema of WordprocessingML fixes."""
    parts = ["<w:keepNext/>" if look.keep_next else "", "<w:keepLines/>" if look.keep_lines else ""]
    if look.list_number:
        level = f'<w:ilvl w:val="{look.list_level}"/>' if look.list_level else ""
        parts.append(f'<w:numPr>{level}<w:numId w:val="{look.list_number}"/></w:numPr>')
    if look.rules:
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{look.rule_colour}"/>'
            for edge, width, gap in look.rules
        )
        parts.append(f"<w:pBdr>{edges}</w:pBdr>")
    if look.shade:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade}"/>')
    if look.tabs:
        stops = "".join(f'<w:tab w:val="left" w:pos="{twips(at)}"/>' for at in look.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    rule = "exact" if look.exact else "atLeast"
    parts.append(
        f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" '
        f'w:line="{twips(look.leading)}" w:lineRule="{rule}"/>'
    )
    parts.append(
        f'<w:ind w:left="{twips(look.left)}" w:right="{twips(look.right)}" w:hanging="{twips(look.hanging)}"/>'
    )
    if look.outline >= 0:
        parts.append(f'<w:outlineLvl w:val="{look.outline}"/>')
    return "".join(parts)


def _table_styles() -> str:
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    # A first column heads its rows only in a style that sets it apart, and in a table whose look asks for it.
    set_apart = '<w:tblStylePr w:type="firstCol"><w:tcPr/></w:tblStylePr>'
    named = "".join(
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/>{set_apart if name in ("Council table", "Form table") else ""}</w:style>'
        for name in ("Council table", "Form table", "Layout table", "Bar chart", "Time grid")
    )
    return plain + named


def numbering_xml() -> str:
    """Return ``word/numbering.xml``: bullets (1), a numbered list (2) and the pack's paragraph numbers (3)."""
    bullets = "".join(
        _level(level, "bullet", mark, 17 * (level + 1), 17) for level, mark in enumerate(("\u2022", "\u2013"))
    )
    lists = (
        (1, bullets),
        (2, _level(0, "decimal", "%1.", 22, 22)),
        (3, _level(0, "decimal", "%1", 31, 31, "Numbered")),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}'
        "</w:abstractNum>"
        for number, levels in lists
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _ in lists)
    return f"<w:numbering {NAMESPACE}>{abstract}{used}</w:numbering>"


def _level(level: int, kind: str, mark: str, left: float, hanging: float, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}<w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/></w:pPr></w:lvl>'
    )


def settings_xml(refresh_fields: bool) -> str:
    """Return ``word/settings.xml``; ``refresh_fields`` makes Word work out page references when it opens the file."""
    refresh = '<w:updateFields w:val="true"/>' if refresh_fields else ""
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:autoHyphenation w:val="false"/><w:characterSpacingControl w:val="doNotCompress"/>{refresh}'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/></w:settings>'
    )


def twips(points: float) -> int:
    """Return points as Word's twentieths of a point."""
    return round(points * 20)
