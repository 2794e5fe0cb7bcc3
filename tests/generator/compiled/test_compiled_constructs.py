"""Each thing a template can do comes out of a compiled template as docxtpl and the reader make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from PIL import Image

from disclosure.view import View
from generator.template import Template
from inconfidence.core.blocks import Paragraph, Picture, SignaturePlace, Table
from inconfidence.core.values import Choice, unknown
from tests.generator.compiled.comparing import check_quick, check_same, made_of, seen
from tests.generator.test_fill import template, view
from tests.generator.word.making import SPACES, add, paragraph, png, run, saved, styled, word, words
from tests.generator.word.test_word_lists import level

PEOPLE = [
    {"name": "Zoë", "age": 7, "likes": ["maths", "art"], "seen": Choice("yes", "Yes")},
    {"name": "Ali & <b>Sons</b>", "age": 9, "likes": [], "seen": unknown("not_asked")},
    {"name": "Chloë\nof two lines\tand a tab", "age": 0, "likes": ["tea"], "seen": Choice("no", "No")},
]
RECORD: dict[str, Any] = {
    "people": PEOPLE,
    "none": [],
    "who": "Mr Green",
    "lines": "one\ntwo\n\nfour",
    "on": date(2026, 12, 10),
    "at": datetime(2026, 12, 10, 18, 30, tzinfo=UTC),
    "from": time(9, 15),
    "answer": Choice("yes", "Yes, she does"),
    "flag": True,
    "count": 3,
    "map": "plan",
}
FULL = seen(**RECORD)
EMPTY = seen(**{**RECORD, "people": [], "flag": False, "who": "", "lines": ""})
ONE = seen(**{**RECORD, "people": PEOPLE[2:], "flag": False, "count": 1, "answer": unknown("not_known")})

LINES: dict[str, str | tuple[str, ...]] = {
    "values side by side": "{{ referral.who }}{{ referral.count }} and {{ referral.who }}!",
    "every filter": "{{ referral.on|date }}, {{ referral.on|shortdate }}, {{ referral.at|datetime }}, "
    "{{ referral.from|time }}, {{ referral.answer|said }}, {{ referral.answer|said|lower }}, {{ referral.flag|box }}",
    "filters of Jinja": "{{ referral.people|length }} {{ referral.who|upper }} {{ referral.none|join(', ') }}"
    "{{ referral.people|map(attribute='name')|join('; ') }} {{ referral.missing|default('none') }}",
    "a condition in a run": "A{% if referral.flag %} yes {{ referral.who }}{% elif referral.count > 1 %} many"
    "{% else %} one{% endif %}.",
    "a loop in a run": "{% for p in referral.people %}{{ loop.index }}. {{ p.name }} ({{ p.age }})"
    "{% if not loop.last %}, {% endif %}{% else %}nobody{% endfor %}",
    "loops in loops": "{% for p in referral.people %}{{ p.name }}: {% for w in p.likes %}{{ w }} {% endfor %};"
    "{% endfor %}",
    "set": "{% set who = referral.who %}{{ who }} {% set n = referral.count + 1 %}{{ n }}",
    "with": "{% with w = referral.who %}{{ w }}{% endwith %}",
    "a macro": "{% macro said(x, y='!') %}<{{ x }}{{ y }}>{% endmacro %}{{ said(referral.who) }}"
    "{{ said('own', '?') }}",
    "a comment": "a{# not to be seen #}b",
    "raw": "{% raw %}{{ not a tag }}{% endraw %} {{ referral.who }}",
    "words joined": "{{ referral.who ~ ' of ' ~ referral.count }} {% set x = referral.who ~ '!' %}{{ x }}",
    "words of the template's own": "{{ 'own' if referral.flag else 'other' }} {{ 'a' ~ 'b' }}",
    "white space control": ("Seen by", "{%- if referral.flag %} {{ referral.who }}{% endif -%}", "today"),
    "paragraphs in a loop": ("{%p for p in referral.people %}", "{{ p.name }}", "then", "{%p endfor %}", "end"),
    "paragraphs under a condition": (
        *("{%p if referral.flag %}", "yes {{ referral.who }}", "{%p elif referral.count > 1 %}", "many"),
        *("{%p else %}", "one", "{%p endif %}"),
    ),
    "paragraphs in loops in loops": (
        *("{%p for p in referral.people %}", "{{ p.name }}", "{%p for w in p.likes %}", "- {{ w }}"),
        *("{%p endfor %}", "{%p endfor %}"),
    ),
    "line ends": "{{ referral.lines }}{{ referral.lines }}",
    "a tick box by value": "{{ '\u2612' if referral.flag else '\u2610' }} {{ referral.flag|box }} \u2610 "
    "{{ referral.who }}",
    "a dotted path": "{{ referral['who'] }} {{ referral.people[0].name if referral.people else '' }}",
    "no tag at all": ("a", "b"),
    "a value instead of its paragraph": ("before", "{{p referral.who }}", "after {{ referral.who }}"),
    "a value instead of its run": "before {{r referral.who }} after",
    "a comment instead of its paragraph": ("before", "{#p nothing #}", "after {{ referral.who }}"),
    "a slice and a sum": "{{ referral.who[:2] }}{{ referral.count + 1 }}{{ referral.lines.split()[0:1] }}",
    "a name of its own in a loop": "{% set ns = namespace(n=0) %}{% for p in referral.people %}"
    "{% set ns.n = ns.n + p.age %}{% endfor %}{{ ns.n }}",
    "grouped and batched": "{% for row in referral.people|batch(2) %}[{% for p in row %}{{ p.name }};{% endfor %}]"
    "{% endfor %}",
    "a loop with a condition": "{% for p in referral.people if p.age %}{{ loop.length }}{{ p.name }}{% endfor %}",
}


@pytest.mark.parametrize("what", [FULL, EMPTY, ONE], ids=["full", "empty", "one"])
@pytest.mark.parametrize("name", LINES)
def test_a_tag_in_text(name: str, what: View) -> None:
    """In paragraphs, runs and between them."""
    lines = LINES[name]

    check_quick(template(*([lines] if isinstance(lines, str) else lines)), what)


@pytest.mark.parametrize("what", [FULL, ONE], ids=["full", "one"])
def test_a_translated_paper_says_days_and_answers_in_its_own_language(what: View) -> None:
    """Not in English, which is what a template without a language of its own says."""
    line = "{{ referral.on|date }} {{ referral.at|datetime }} {{ referral.answer|said }} {{ referral.flag }}"

    paper = check_quick(replace(template(line), language="tr"), what)

    assert "Aralık 2026 Perşembe" in str(paper)


def rows(*cells: tuple[str, ...]) -> WordDocument:
    """Return a document with one table."""
    document = Document()
    table = document.add_table(len(cells), max(map(len, cells)))
    table.style = "Table Grid"
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return document


def spanned() -> WordDocument:
    """Return a document with a cell as wide as a value says."""
    document = rows(("{% colspan referral.count %}{{ referral.who }}", "x", "", ""), ("a", "b", "c", "d"))
    row = document.tables[0]._tbl.tr_lst[0]
    for cell in row.tc_lst[2:]:
        row.remove(cell)
    return document


def celled(first: str, *more: str) -> WordDocument:
    """Return a document with these paragraphs in a cell."""
    document = rows((first, "x"))
    for line in more:
        document.tables[0].cell(0, 0).add_paragraph(line)
    return document


TABLES: dict[str, Callable[[], WordDocument]] = {
    "rows": lambda: rows(
        ("Name", "Age"), ("{%tr for p in referral.people %}",), ("{{ p.name }}", "{{ p.age }}"), ("{%tr endfor %}",)
    ),
    "cells": lambda: rows(("{%tc for p in referral.people %}", "{{ p.name }}", "{%tc endfor %}"), ("a", "b", "c")),
    "cells and rows": lambda: rows(
        ("{%tr for p in referral.people %}",),
        ("{{ p.name }}", "{%tc for w in p.likes %}", "{{ w }}", "{%tc endfor %}"),
        ("{%tr endfor %}",),
    ),
    "merged downwards": lambda: rows(
        ("{%tr for p in referral.people %}",), ("{% vm %}All of them", "{{ p.name }}"), ("{%tr endfor %}",)
    ),
    "merged across": lambda: rows(
        ("{%tc for p in referral.people %}", "{% hm %}All", "{%tc endfor %}"),
        ("{%tc for p in referral.people %}", "{{ p.name }}", "{%tc endfor %}"),
    ),
    "a span by value": lambda: spanned(),
    "a colour by value": lambda: rows(("{% cellbg 'FF0000' if referral.flag else '00FF00' %}{{ referral.who }}", "x")),
    "a condition in a cell": lambda: rows(("{% if referral.flag %}{{ referral.who }}{% else %}no{% endif %}", "x")),
    "a row under a condition": lambda: rows(
        ("Head", "Head"),
        ("{%tr if referral.flag %}",),
        ("{{ referral.who }}", "x"),
        ("{%tr endif %}",),
        ("last", "row"),
    ),
    "paragraphs in a cell": lambda: celled("{%p for p in referral.people %}", "{{ p.name }}", "{%p endfor %}"),
}


@pytest.mark.parametrize("what", [FULL, EMPTY, ONE], ids=["full", "empty", "one"])
@pytest.mark.parametrize("name", TABLES)
def test_a_tag_in_a_table(name: str, what: View) -> None:
    """Rows, cells and what stands in them; a table that no reader could draw is refused the same."""
    check_same(made_of(TABLES[name]()), what)


@pytest.mark.parametrize("name", TABLES)
def test_tables_take_the_quick_way(name: str) -> None:
    """Where a table can be drawn, no part of it needs docxtpl."""
    check_quick(made_of(TABLES[name]()), FULL)


def test_the_first_last_and_banded_rows_of_a_loop_look_as_their_style_says() -> None:
    """What a row looks like depends on how many a record brings."""
    document = rows(*TABLES_IN_A_STYLE)
    document.tables[0].style = "Light List Accent 1"
    what = made_of(document)

    for people in (PEOPLE, PEOPLE[:1], PEOPLE[:2], PEOPLE * 2):
        check_quick(what, seen(**{**RECORD, "people": people}))


TABLES_IN_A_STYLE = (
    *(("Name", "Age"), ("{%tr for p in referral.people %}",), ("{{ p.name }}", "x"), ("{%tr endfor %}",)),
    ("Sum", "{{ referral.people|length }}"),
)


def numbered(index: int) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="90"/></w:numPr>'


def listed() -> Template:
    """Return a template whose loop makes a list in two levels, with a paragraph of the template's own in between."""

    def prepare(document: WordDocument) -> None:
        root = document.part.numbering_part.element
        levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1.%2)") + level(2, "bullet", "\u2022")
        root.insert(0, parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {SPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    return template(
        docx=word(
            paragraph(run("{%p for p in referral.people %}")),
            paragraph(run("{{ p.name }}"), numbered(0)),
            paragraph(run("of the template's own"), numbered(1)),
            paragraph(run("{%p for w in p.likes %}")),
            paragraph(run("{{ w }}"), numbered(1)),
            paragraph(run("a point"), numbered(2)),
            paragraph(run("{%p endfor %}")),
            paragraph(run("{%p endfor %}")),
            paragraph(run("the last"), numbered(0)),
            prepare=prepare,
        )
    )


def test_a_list_in_a_loop_counts_on() -> None:
    """Numbers depend on the order of a record, also those of paragraphs that never change."""
    paper = check_quick(listed(), FULL)

    labels = [one.label.words for one in paper.sections[0].blocks if isinstance(one, Paragraph) and one.label]
    assert labels == [
        "1.",
        "1.a)",
        "1.b)",
        "\u2022",
        "1.c)",
        "\u2022",
        "2.",
        "2.a)",
        "3.",
        "3.a)",
        "3.b)",
        "\u2022",
        "4.",
    ]


def test_lists_of_one_record_do_not_count_on_in_the_next() -> None:
    """Every paper begins at one."""
    for what in (FULL, EMPTY, ONE, FULL):
        check_quick(listed(), what)


PICTURE = Picture(png(), 72.0, 36.5, 'The "covered way" <plan>\nin two lines')


@pytest.mark.parametrize(
    "line",
    [
        "{{ referral.map|picture }}",
        "Before {{ referral.map|picture }} after",
        "{{ referral.map|picture }}{{ referral.map|picture }}{{ referral.who }}",
        "{% for p in referral.people %}{{ referral.map|picture }}{{ p.name }}{% endfor %}",
    ],
)
def test_a_picture_stands_where_its_tag_does(line: str) -> None:
    """With its alt text, which tells where it comes from; what follows has the look of its paragraph."""
    document = Document()
    document.add_paragraph().add_run(line).bold = True

    check_quick(made_of(document), FULL, {"plan": PICTURE})


def test_a_picture_in_a_head_and_of_the_templates_own() -> None:
    """Pictures are found wherever they stand."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ referral.map|picture }}"
    document.add_picture(BytesIO(png("blue")))
    document.inline_shapes[0]._inline.docPr.set("descr", "A crest")

    paper = check_quick(made_of(document), FULL, {"plan": PICTURE})

    assert paper.sections[0].header


def test_alt_text_may_be_a_value() -> None:
    """A picture of the template's own, told of in words of the record."""
    document = Document()
    document.add_picture(BytesIO(png()))
    document.inline_shapes[0]._inline.docPr.set(
        "descr", "Seen by {{ referral.who }}, \u201c{{ referral.lines }}\u201d"
    )
    document.add_paragraph("{{ referral.who }}")

    (first, *_) = check_quick(made_of(document), FULL).sections[0].blocks

    assert isinstance(first, Paragraph)
    assert isinstance(first.inlines[0], Picture)
    assert first.inlines[0].alt == "Seen by Mr Green, \u201cone two  four\u201d"


def gif() -> bytes:
    """Return a picture of a kind that is not drawn."""
    stream = BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, "GIF")
    return stream.getvalue()


@pytest.mark.parametrize(
    "picture",
    [
        Picture(png(), 10.0, 10.0, ""),
        Picture(gif(), 10.0, 10.0, "A moving picture"),
        Picture(png(), 10.0, 10.0, " \n "),
        Picture(png(), 1e9, 10.0, "A wide picture"),
    ],
)
def test_a_picture_that_cannot_stand_is_refused_in_the_same_words(picture: Picture) -> None:
    """Without alt text, of another kind, too wide."""
    check_same(template("{{ referral.map|picture }}"), FULL, {"plan": picture})


def test_heads_and_feet_are_filled_of_every_kind() -> None:
    """The first page's own, and those of a section of its own."""
    document = Document()
    first = document.sections[0]
    first.different_first_page_header_footer = True
    first.header.paragraphs[0].text = "{{ council.name }}"
    first.first_page_header.paragraphs[0].text = "First: {{ referral.who }}"
    first.footer.paragraphs[0].text = "{% for p in referral.people %}{{ p.name }} {% endfor %}"
    document.add_paragraph("{{ referral.who }}")
    second = document.add_section()
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "Second {{ referral.count }}"
    document.add_paragraph("{{ referral.lines }}")

    paper = check_quick(made_of(document), FULL)

    assert len(paper.sections) == 2


def test_a_section_may_repeat_in_a_loop() -> None:
    """A section break is a paragraph like any other."""
    shape = '<w:sectPr><w:pgSz w:w="{}" w:h="16838"/><w:pgMar w:left="1000" w:right="1000"/></w:sectPr>'
    what = template(
        docx=word(
            paragraph(run("{%p for p in referral.people %}")),
            paragraph(run("{{ p.name }}"), shape.format(11906)),
            paragraph(run("wide"), shape.format(16838)),
            paragraph(run("{%p endfor %}")),
        )
    )

    for seen_ in (FULL, EMPTY, ONE):
        check_quick(what, seen_)


INSIDES = {
    "a link": '<w:hyperlink w:anchor="there">{}</w:hyperlink>'.format(run("to {{ referral.who }}")),
    "a field": '<w:fldSimple w:instr=" PAGE ">{}</w:fldSimple>'.format(run("{{ referral.count }}")),
    "a field in runs": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("{{ referral.who }}"),
    "a reference": run("{{ referral.who }}")
    + '<w:fldSimple w:instr=" PAGEREF there \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "a bookmark": '<w:bookmarkStart w:id="1" w:name="there"/>'
    + run("{{ referral.who }}")
    + '<w:bookmarkEnd w:id="1"/>',
    "a content control": "<w:sdt><w:sdtPr/><w:sdtContent>"
    + run("{{ referral.who }}", "<w:b/>")
    + "</w:sdtContent></w:sdt>",
    "a condition over several runs": run("{% if referral.flag %}yes ")
    + run("bold {{ referral.who }}", "<w:b/>")
    + run(" plain{% else %}no ", "<w:i/>")
    + run("other{% endif %} end", '<w:color w:val="FF0000"/>'),
    "runs of their own": run("{%r if referral.flag %}") + run("seen", "<w:b/>") + run("{%r endif %}") + run(" end"),
    "tabs and breaks": run("{{ referral.who }}")
    + "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>"
    + run("{{ referral.lines }}"),
    "a page break": run("{{ referral.who }}") + '<w:r><w:br w:type="page"/></w:r>' + run("{{ referral.lines }}"),
    "space that counts": '<w:r><w:t> {{ referral.who }} </w:t></w:r><w:r><w:t xml:space="preserve"> x </w:t></w:r>',
    "space that does not count": "<w:r><w:t>  a  </w:t></w:r><w:r><w:t>\tb\n</w:t></w:r>",
    "characters written as numbers": "<w:r><w:t>a&#13;b&#9;c&#8364;&amp;&lt; {{ referral.who }}&gt;</w:t></w:r>",
}


@pytest.mark.parametrize("what", [FULL, EMPTY, ONE], ids=["full", "empty", "one"])
@pytest.mark.parametrize("name", INSIDES)
def test_a_tag_among_other_things_in_a_paragraph(name: str, what: View) -> None:
    """Links, fields, bookmarks, controls, and branches that begin in one run and end in another."""
    check_quick(template(docx=word(paragraph(INSIDES[name]))), what)


def test_a_table_tells_its_description_with_its_source() -> None:
    """An attribute that is read aloud keeps the path of a value; line ends in it are spaces."""
    document = rows(("{{ referral.who }}", "x"))
    told = f'<w:tblDescription {SPACES} w:val="About {{{{ referral.lines }}}} &amp; {{{{ referral.who }}}}"/>'
    document.tables[0]._tbl.tblPr.append(parse_xml(told))

    paper = check_quick(made_of(document), FULL)

    (table,) = (one for one in paper.sections[0].blocks if isinstance(one, Table))
    assert table.description == "About one two  four & Mr Green"
    assert table.description.parts[1] == ("referral.lines", "one two  four")  # type: ignore[attr-defined]


def test_places_to_sign_and_barcodes() -> None:
    """Paragraphs whose style makes them something else."""

    def prepare(document: WordDocument) -> None:
        styled(document, "Signature place")
        styled(document, "Barcode")

    sign = (
        '<w:bookmarkStart w:id="1" w:name="sign_chair"/>'
        + run("{{ referral.who }}, chair")
        + '<w:bookmarkEnd w:id="1"/>'
    )
    what = template(
        docx=word(
            paragraph(sign, '<w:pStyle w:val="Signatureplace"/>'),
            paragraph(run("{{ council.name }}"), '<w:pStyle w:val="Barcode"/>'),
            prepare=prepare,
        )
    )

    paper = check_quick(what, FULL)

    assert any(isinstance(one, SignaturePlace) for one in paper.sections[0].blocks)


def test_a_style_keeps_paragraphs_of_one_kind_together() -> None:
    """Contextual spacing, indents, borders and shading by style, in a loop."""
    document = Document()
    for line in ("{%p for p in referral.people %}", "{{ p.name }}", "{%p endfor %}"):
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("{{ referral.who }}", style="Intense Quote")
    document.add_heading("{{ referral.who }}", 2)

    check_quick(made_of(document), FULL)


def test_a_file_of_nothing_but_a_loop() -> None:
    """A paper may come out empty."""
    what = template("{%p for p in referral.people %}", "{{ p.name }}", "{%p endfor %}")

    assert words(check_quick(what, EMPTY).sections[0].blocks) == []


def test_a_role_without_the_paper_is_refused_in_the_same_words() -> None:
    """Before anything else is looked at."""
    check_same(template("{{ referral.who }}"), view("family", who="x"))


def test_elements_may_stand_at_the_end_of_the_body() -> None:
    """A body without section properties is a section too."""
    document = Document()
    add(document, paragraph(run("{{ referral.who }}")))
    body = document.element.body
    body.remove(body[-1])

    check_quick(template(docx=saved(document)), FULL)
