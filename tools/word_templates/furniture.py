"""What every paper has: the page, the running head and foot, headings, paragraphs, tick rows and places to sign.

A paper is drawn top to bottom on a ``Sheet``. Words may hold docxtpl tags, and ``**two stars**`` around what is bold.
Each stretch of words is written in one run, for a tag that Word splits over two runs is no longer a tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from inconfidence.core.values import UNKNOWNS
from tools.word_templates.styles import numbering_xml, settings_xml, style_id, styles_xml

Place = object
"""Where words go: a document, a table cell, a header or a footer of python-docx."""
Foot = Literal["plain", "cover", "copy"]
"""``plain`` has the FAST and 999 line; ``copy`` says whose copy it is; ``cover`` has both."""

BOX = "\u2610"
UPRIGHT_WIDTH = 167.0
"""Width of the text on an upright page, in millimetres: A4 less 25 mm to bind and 18 mm."""
LANDSCAPE_WIDTH = 254.0
"""Width of the text on a landscape page, in millimetres."""
MARGINS = {"left": 25, "right": 18, "top": 28, "bottom": 26}
FAST_LINE = "**Someone in danger: ring 999.** Worried about a child: ring FAST on **{{ council.fast_number }}**."
COPY_LINE = "Made for {{ copy.made_for }}, copy {{ copy.number }} of {{ copy.of }}, code **{{ copy.code }}**"
PAPER_LINE = "{{ paper.title }}, version {{ paper.version }}"
REFERENCE_SIZE = 9
"""Points: small, so that the longest title, the paper's own reference and the page stand on one line."""
MARKING = "{{ council.marking }}"


class Sheet:
    """A Word file being drawn; ``body`` is where its words go."""

    def __init__(self, *, internal: bool = False, snug: bool = False, refresh_fields: bool = False) -> None:
        """Begin an empty upright A4 paper with our styles and lists in place of python-docx's."""
        self.body = Document()
        self._marks = count(1)
        _replace(self.body.styles.element, styles_xml(internal, snug))
        _replace(self.body.part.numbering_part.element, numbering_xml())
        _replace(self.body.settings.element, settings_xml(refresh_fields))
        _set_page(self.body.sections[0], landscape=False)

    def furnish(self, foot: Foot = "plain", paper_line: str = PAPER_LINE, marking: str = MARKING) -> None:
        """Write the running head and foot of the section begun last."""
        section = self.body.sections[-1]
        width = LANDSCAPE_WIDTH if section.orientation == WD_ORIENT.LANDSCAPE else UPRIGHT_WIDTH
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        _write_head(section, width, marking)
        _write_foot(section, width, foot, paper_line)

    def turn(self, *, landscape: bool) -> None:
        """Begin a new page that stands the other way; its head and foot are still to be furnished."""
        _set_page(self.body.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)

    def mark(self, paragraph: Paragraph, name: str) -> Paragraph:
        """Give ``paragraph`` the bookmark ``name``, by which other places find its page or its number."""
        number = str(next(self._marks))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), number)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)
        return paragraph

    def signature(self, place: Place, field: str, label: str, *, room: float = UPRIGHT_WIDTH) -> Paragraph:
        """Draw the box of 80 mm by 20 mm in which the signature ``field`` is shown; its column is ``room`` mm wide."""
        paragraph = say(place, label, "Signature place")
        paragraph.paragraph_format.right_indent = Mm(max(room - 81.8, 0))
        return self.mark(paragraph, f"sign_{field}")

    def seal(self, place: Place, *, room: float = UPRIGHT_WIDTH) -> Paragraph:
        """Draw the box, 70 mm by 25 mm at the right, in which the council's seal is shown."""
        paragraph = say(place, "Sealed by the council", "Seal place")
        paragraph.paragraph_format.left_indent = Mm(max(room - 68.2, 0))
        return self.mark(paragraph, "sign_seal")


def say(place: Place, words: str, style: str = "Normal", *, keep_next: bool | None = None) -> Paragraph:
    """Write one paragraph; a cell's first empty paragraph is used before another is added."""
    paragraph = _unused(place) or place.add_paragraph()
    paragraph._p.style = style_id(style)
    _write_runs(paragraph, words)
    if keep_next is not None:
        paragraph.paragraph_format.keep_with_next = keep_next
    return paragraph


def heading(place: Place, words: str, level: int = 1, *, new_page: bool = False, turned: bool = False) -> Paragraph:
    """Write a heading, at the top of a new page when it opens a part; ``turned`` when the page itself is begun."""
    paragraph = say(place, words, f"heading {level}")
    if new_page:
        paragraph.paragraph_format.page_break_before = True
    if new_page or turned:
        # Every page begins at the same height.
        paragraph.paragraph_format.space_before = Pt(0)
    return paragraph


def control(place: Place, tag: str) -> None:
    """Write a docxtpl tag that governs whole paragraphs: ``control(body, "for line in lines")``."""
    say(place, f"{{%p {tag} %}}")


def each(place: Place, names: str, words: str, style: str) -> None:
    """Write one paragraph for each of a list: ``each(body, "line in lines", "{{ line }}", "List Bullet")``."""
    control(place, f"for {names}")
    say(place, words, style)
    control(place, "endfor")


def bullets(place: Place, lines: Iterable[str], style: str = "List Bullet") -> None:
    """Write fixed lines as bullets."""
    for line in lines:
        say(place, line, style)


def ticks(place: Place, labels: Iterable[str], style: str = "Tick row") -> None:
    """Write a column of empty boxes, each with its label to the right."""
    for label in labels:
        say(place, f"{BOX}\t{label}", style)


def options(field: str, choices: Iterable[tuple[str, str]], between: str = "\t") -> str:
    """Return the words of a row of boxes, the box of the answer given being crossed."""
    return between.join(tick_of(f"{field} == '{code}'", label) for code, label in choices)


def tick_of(condition: str, label: str) -> str:
    """Return a box, crossed when ``condition`` holds, and its label, which never leaves it at the end of a line."""
    return f"{{{{ ({condition})|box }}}}\u00a0\u00a0{label}"


def known(path: str) -> str:
    """Return a condition for a tag: the view holds ``path``, and it is none of the words for what is not known."""
    return f"{path} is defined and {path} not in {tuple(UNKNOWNS)}"


def at_tabs(paragraph: Paragraph, every: float, times: int) -> Paragraph:
    """Set ``times`` tab stops, ``every`` so many millimetres."""
    for step in range(1, times + 1):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(every * step))
    return paragraph


def fill_line(place: Place, label: str, *, room: float = UPRIGHT_WIDTH, style: str = "Fill line") -> Paragraph:
    """Write a label and a rule to write on that runs to the end of a column ``room`` millimetres wide."""
    paragraph = say(place, f"{label}\t", style)
    leader(paragraph, room)
    return paragraph


def fill_two(place: Place, first: str, second: str, *, middle: float = 110, room: float = UPRIGHT_WIDTH) -> Paragraph:
    """Write two labels on one line, each with its rule: the second label ends ``middle`` millimetres along."""
    paragraph = say(place, f"{first}\t {second}\t", "Fill line")
    leader(paragraph, middle)
    leader(paragraph, room)
    return paragraph


def ruled_lines(place: Place, lines: int, *, room: float = UPRIGHT_WIDTH) -> None:
    """Rule so many lines to write on."""
    for _ in range(lines):
        fill_line(place, "", room=room, style="Ruled line")


def contents_line(place: Place, words: str, bookmark: str) -> Paragraph:
    """Write one line of the contents: words, dotted leader, page; the caller adds the paragraph numbers."""
    paragraph = say(place, words, "Contents line")
    leader(paragraph, UPRIGHT_WIDTH, "dot")
    return paragraph


def field(paragraph: Paragraph, instruction: str, *, shown: str = "1") -> None:
    """Add a Word field: a number that is known only when the paper is laid out."""
    for part in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        kind, words = part
        if kind == "shown":
            run.text = words
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            code.text = f" {words} "
            run._r.append(code)


def gap(place: Place) -> Paragraph:
    """Part two tables, which Word would otherwise join."""
    return say(place, "", "Gap")


def ending(place: Place) -> None:
    """Close a paper that goes outward: how to check it, and what a finder should do."""
    heading(place, "How to check this paper", 2)
    each(place, "line in council.check_words", "{{ line }}", "List Bullet")
    say(place, "{{ council.found_words }}", keep_next=False).paragraph_format.space_before = Pt(3)


def your_information(place: Place, *, keep_next: bool | None = None) -> None:
    """Say on a paper that collects anything what the council does with it."""
    heading(place, "What we do with your information", 2)
    say(place, "{{ council.privacy_short }}", keep_next=keep_next)


def legal_block(place: Place) -> None:
    """Say by what law the council acts, as the council's own dated text has it."""
    heading(place, "The law we work under", 2)
    each(place, "line in council.legal_basis", "{{ line }}", "Normal")
    say(place, "This statement of the law is dated {{ council.legal_basis_dated|shortdate }}.")


def _write_head(section: Section, width: float, marking: str) -> None:
    first = say(section.header, f"{{{{ council.name }}}}\t**{marking}**", "header")
    first.runs[-1].font.size = Pt(12)
    first.paragraph_format.line_spacing = Pt(17)
    second = say(section.header, "{{ council.department }}\t**{{ council.classification }}**", "header")
    for paragraph in (first, second):
        _right_tab(paragraph, width)
    _rule(second, "bottom")


def _write_foot(section: Section, width: float, foot: Foot, paper_line: str) -> None:
    lines = []
    if foot != "copy":
        lines.append(say(section.footer, FAST_LINE, "footer"))
    numbered = say(section.footer, paper_line, "footer")
    if foot != "copy":
        _refer(numbered)
    numbered.add_run("\tpage ")
    field(numbered, "PAGE")
    numbered.add_run(" of ")
    field(numbered, "NUMPAGES")
    _right_tab(numbered, width)
    lines.append(numbered)
    if foot != "plain":
        copy_line = say(section.footer, COPY_LINE, "Copy line")
        if foot == "copy":
            # Of a pack all that is one copy's own stands in lines of its own; the other line is everybody's.
            _refer(copy_line)
    _rule(lines[0], "top")


def _refer(paragraph: Paragraph) -> None:
    paragraph.add_run(", {{ paper.reference }}").font.size = Pt(REFERENCE_SIZE)


def _write_runs(paragraph: Paragraph, words: str) -> None:
    for place, stretch in enumerate(words.split("**")):
        if stretch:
            run = paragraph.add_run(stretch)
            run.bold = True if place % 2 else None


def _unused(place: Place) -> Paragraph | None:
    """Return the empty paragraph with which a cell, a header or a footer begins, while nobody has used it."""
    if not isinstance(place, _Cell) and not hasattr(place, "is_linked_to_previous"):
        return None
    paragraphs = place.paragraphs
    fresh = len(paragraphs) == 1 and not paragraphs[0].runs and not paragraphs[0]._p.findall(qn("w:bookmarkStart"))
    return paragraphs[0] if fresh else None


def _right_tab(paragraph: Paragraph, width: float) -> None:
    _add_tab(paragraph, width, "right", "none")


def leader(paragraph: Paragraph, width: float, kind: str = "underscore") -> None:
    """Let the next tab of ``paragraph`` run to ``width`` millimetres with a rule or with dots."""
    _add_tab(paragraph, width, "right", kind)


def _add_tab(paragraph: Paragraph, width: float, align: str, kind: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    tabs = properties.get_or_add_tabs()
    tab = OxmlElement("w:tab")
    tab.set(qn("w:val"), align)
    if kind != "none":
        tab.set(qn("w:leader"), kind)
    tab.set(qn("w:pos"), str(Mm(width).twips))
    tabs.append(tab)


def _rule(paragraph: Paragraph, edge: str) -> None:
    """Rule one edge of a paragraph: half a point, grey."""
    border = parse_xml(
        '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:{edge} w:val="single" w:sz="4" w:space="2" w:color="808080"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()
    style = properties.find(qn("w:pStyle"))
    style.addnext(border)


def _set_page(section: Section, *, landscape: bool) -> None:
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.header_distance, section.footer_distance = Pt(26), Pt(24)


def _replace(element: object, xml: str) -> None:
    """Put the children of ``xml`` in the place of everything ``element`` holds."""
    element.clear()
    for child in list(parse_xml(xml)):
        element.append(child)
