"""Paragraphs and rows that are read once and filled for each record: with its values, and nothing of any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from generator.compiled import CompiledTemplate, compile_template
from generator.compiled.shapes import SHAPES_MAX
from generator.template import Template
from inconfidence.core.blocks import Edges, Paper, ParagraphStyle, Row, Table, Text, TextStyle
from tests.generator.compiled.comparing import check_quick, made_of, seen
from tests.generator.compiled.test_compiled_constructs import INSIDES, RECORD, rows
from tests.generator.compiled.test_compiled_rules import words_in
from tests.generator.test_fill import template
from tests.generator.word.making import SPACES, paragraph, run, styled, word

ODD = (
    "",
    " ",
    "\n",
    "a\nb",
    "\t",
    "\u2610",
    "a \u2612 b",
    "\u00a0",
    "a\u200bb",
    "&amp;",
    "<0>",
    "<1>",
    "\ue0f20\ue0f2",
)
"""Values that change more than words, or look like what stands for a value while a shape is read."""


def inner(one: Any) -> Iterator[Any]:
    """Give a thing and all that it is made of."""
    yield one
    if isinstance(one, tuple):
        for each in one:
            yield from inner(each)
    elif is_dataclass(one):
        for each in fields(one):
            yield from inner(getattr(one, each.name))


def of(kind: type, paper: Paper) -> list[Any]:
    """Return everything of one kind in a paper, in order."""
    return [one for one in inner(paper) if isinstance(one, kind)]


def known(compiled: CompiledTemplate) -> int:
    """Return how many shapes a compiled template has met."""
    assert compiled._quick is not None
    return sum(len(part.shapes._known) for part in compiled._quick.parts)


def table_and_text() -> Template:
    """Return a template with rows in a loop, a row of its own, and values in text, a head and a foot."""
    document = rows(
        *(("Name", "Of"), ("{%tr for p in referral.people %}",), ("{{ p.name }}", "{{ referral.who }}!")),
        ("{%tr endfor %}",),
    )
    document.add_paragraph("Seen by {{ referral.who }}{{ referral.other }} today", style="Intense Quote")
    document.sections[0].header.paragraphs[0].text = "{{ referral.who }}"
    document.sections[0].footer.add_table(1, 1, 99).cell(0, 0).text = "of {{ referral.who }}"
    return made_of(document)


def test_a_value_of_any_kind_comes_out_right_after_any_other() -> None:
    """What a value is like is asked each time: nothing in it, line ends, boxes, signs of our own."""
    what = table_and_text()

    for who, other in product(("plain", *ODD), ("x", "", "a\nb")):
        check_quick(what, seen(who=who, other=other, people=[{"name": who}, {"name": other}]))


def test_styles_and_borders_are_the_same_things_in_every_paper() -> None:
    """What a template says of looks is made once, whatever stands in it, so that layout may know it again."""
    compiled = compile_template(table_and_text())
    one, other = (
        compiled.quick_paper(seen(who=who, other="y", people=[{"name": who}, {"name": "b"}])) for who in ("A", "Z")
    )

    for kind in (ParagraphStyle, TextStyle, Edges):
        assert all(mine is theirs for mine, theirs in zip(of(kind, one), of(kind, other), strict=True))
    assert of(Row, one)[0] is of(Row, other)[0]
    assert of(Row, one)[1] is not of(Row, other)[1]


def test_two_values_of_one_path_side_by_side_are_one_text() -> None:
    """As in any file that is read: what looks alike and is of one source is not parted."""
    what = template("{{ referral.who }}{{ referral.who }}", "{{ referral.who }} {{ referral.who }}")

    for who in ("a", "b"):
        first, *rest = of(Text, check_quick(what, seen(who=who)))
        assert (first.words, len(rest)) == (who * 2, 3)


def test_a_shape_is_met_again_in_the_next_record() -> None:
    """Other values make no other shape."""
    compiled = compile_template(table_and_text())
    for who in ("A", "B", "C"):
        compiled.quick_paper(seen(who=who, other="y", people=[{"name": who}]))

    assert known(compiled) == 4


def test_what_a_record_counts_makes_no_shape() -> None:
    """Numbers of a loop belong to the record: they are read each time."""
    what = template(
        "{%p for p in referral.people %}", "{{ loop.index }} {{ loop.length }} {{ p.name }}", "{%p endfor %}"
    )
    for count in (1, 3, 7):
        check_quick(what, seen(people=[{"name": "x"}] * count))

    assert known(compile_template(what)) == 0


def test_shapes_do_not_grow_without_end() -> None:
    """A paragraph with very many branches is put together element by element once enough of its shapes are known."""
    what = template(
        "{%p for p in referral.people %}",
        "".join(f"{{% if p.b[{bit}] %}}{{{{ p.name }}}}{{% else %}}-{{% endif %}}" for bit in range(10)) + ".",
        "{%p endfor %}",
    )
    people = [{"name": "x", "b": list(bits)} for bits in product((0, 1), repeat=10)]

    check_quick(what, seen(people=people))

    assert len(people) > SHAPES_MAX
    assert known(compile_template(what)) == SHAPES_MAX


def strange_places() -> dict[str, str]:
    """Return paragraphs in which a value goes elsewhere than into running text."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    sign = '<w:bookmarkStart w:id="1" w:name="sign_chair"/>{}<w:bookmarkEnd w:id="1"/>'
    return {
        **{f"beside {name}": paragraph(inside) for name, inside in INSIDES.items()},
        "a barcode": paragraph(run("{{ referral.who }}"), '<w:pStyle w:val="Barcode"/>'),
        "a place to sign": paragraph(sign.format(run("{{ referral.who }}")), '<w:pStyle w:val="Signatureplace"/>'),
        "the result of a field": paragraph(field.format("PAGE", run("{{ referral.who }}"))),
        "the code of a field": paragraph(field.format("PAGEREF {{ referral.mark }}", run("1")) + run("x")),
        "a link by a field": paragraph(field.format('HYPERLINK "https://a.b/"', run("{{ referral.who }}"))),
        "a numbered paragraph": paragraph(run("{{ referral.who }}"), '<w:pStyle w:val="ListNumber"/>'),
        "hidden beside a value": paragraph(
            run("{{ referral.who }}") + field.format("PAGE", run("{{ referral.mark }}"))
        ),
    }


def with_styles(document: WordDocument) -> None:
    """Give a document the styles that make a paragraph something else."""
    styled(document, "Signature place")
    styled(document, "Barcode")


CELL = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'
PLACES = {
    **strange_places(),
    **{f"{name}, in a row": CELL.format(xml) for name, xml in strange_places().items() if 'type="page"' not in xml},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_value_that_is_no_running_text_comes_out_where_it_belongs(place: str) -> None:
    """A sign for a value never reaches a paper: where one does not come out whole, the values are read."""
    what = template(docx=word(PLACES[place], paragraph(run("end")), prepare=with_styles))

    for who in ("Mr Green", "Ms Red", "<0>"):
        paper = check_quick(what, seen(**{**RECORD, "who": who, "mark": "there"}))
        assert who == "<0>" or "<0>" not in str(paper)


def test_numbers_count_on_through_paragraphs_and_rows_that_are_met_again() -> None:
    """The number of a paragraph depends on those before it, also where its shape is known."""
    document = rows(("{%tr for p in referral.people %}",), ("{{ p.name }}", "x"), ("{%tr endfor %}",))
    document.tables[0].cell(1, 0).paragraphs[0].style = "List Number"
    document.add_paragraph("{{ referral.who }}", style="List Number")
    what = made_of(document)

    for count in (2, 4, 1):
        paper = check_quick(what, seen(who="last", people=[{"name": "x"}] * count))
        labels = [one.label.words for one in inner(paper) if getattr(one, "label", None) is not None]
        assert labels == [f"{number}." for number in range(1, count + 2)]


def test_rows_merged_with_their_neighbours_are_read_with_them() -> None:
    """Such rows depend on one another: they are never met again by themselves."""
    document = rows(("{{ referral.who }}", "a"), ("", "{{ referral.who }}"), ("{{ referral.who }}", "b"))
    document.tables[0].cell(0, 0).merge(document.tables[0].cell(1, 0))
    what = made_of(document)

    for who in ("A", "B"):
        (table,) = of(Table, check_quick(what, seen(who=who)))
        assert table.rows[0].cells[0].rows == 2


def test_a_row_with_borders_of_its_own_keeps_them() -> None:
    """And so do the rows beside it."""
    document = rows(("{{ referral.who }}", "a"), ("{{ referral.who }}", "b"))
    lines = f'<w:tblPrEx {SPACES}><w:tblBorders><w:top w:val="single" w:sz="24"/></w:tblBorders></w:tblPrEx>'
    document.tables[0]._tbl.tr_lst[1].insert(0, parse_xml(lines))

    for who in ("A", "B"):
        check_quick(made_of(document), seen(who=who))


def test_a_table_of_contents_lists_headings_that_hold_values() -> None:
    """Each record's own, with places for their pages."""
    code = '<w:fldSimple w:instr=" TOC \\o &quot;1-2&quot; "><w:r><w:t>old</w:t></w:r></w:fldSimple>'
    document = Document()
    document.add_paragraph()._p.append(parse_xml(code.replace("<w:fldSimple", f"<w:fldSimple {SPACES}")))
    document.add_heading("On {{ referral.who }}", 1)
    what = made_of(document)

    for who in ("A", "B"):
        assert [one.words for one in of(Text, check_quick(what, seen(who=who))) if one.source] == [who, who]


def test_no_value_of_a_record_is_kept_whatever_it_goes_through() -> None:
    """Shapes, plans, tables whose grid is fitted, pictures of words, numbers: all that is kept is searched."""
    document = rows(
        ("{%tc for p in referral.people %}", "{{ p.name }}", "{%tc endfor %}"),
        ("{%tr for p in referral.people %}",),
        ("{{ p.name }}", "x"),
        ("{%tr endfor %}",),
    )
    told = f'<w:tblDescription {SPACES} w:val="{{{{ referral.who }}}}"/>'
    document.tables[0]._tbl.tblPr.append(parse_xml(told))
    with_styles(document)
    for line, style in (
        ("{{ referral.who }}", "Barcode"),
        ("{{ referral.who }}", "List Number"),
        ("{{ referral.odd }}", "Normal"),
    ):
        document.add_paragraph(line, style=style)
    document.add_paragraph("{{ referral.who }} and {{ referral.odd }}")
    document.sections[0].header.paragraphs[0].text = "{{ referral.who }}"
    compiled = compile_template(made_of(document))

    def make(number: int) -> None:
        who = f"Canary {number}"
        people = [{"name": f"{who} {index}"} for index in range(2)]
        compiled.quick_paper(seen(who=who, odd=f"{who}\n\u2612", people=people))

    make(0)
    make(1)
    first = len(words_in(compiled))
    for number in range(2, 30):
        make(number)

    assert len(words_in(compiled)) == first
    assert not any("Canary" in words for words in words_in(compiled))
