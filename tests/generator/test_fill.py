"""A template is filled from a view: only from it, literally, and the same each time."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.view import View
from generator.fill import check_names, fill, names_used
from generator.issue import word_file
from generator.template import Template
from generator.word import read
from generator.word.characters import printable
from inconfidence.core.blocks import Inline, LineBreak, Picture, Table, Text, TickBox
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import SignatureField
from inconfidence.core.errors import Failed
from inconfidence.core.values import unknown
from tests.generator.word.making import paragraphs, png, saved, words


def template(*lines: str, docx: bytes | None = None, names: tuple[str, ...] = ("council", "referral")) -> Template:
    """Return a template whose Word file holds these lines."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return Template(
        name="sheet",
        docx=docx or saved(document),
        title="Task sheet",
        version="1.0",
        roles=("fast",),
        never=(),
        language="en-GB",
        names=names,
        conformance="internal",
        signing=(SignatureField("seal", "seal", "Seal"),),
    )


def view(role: str = "fast", **referral: Any) -> View:
    """Return a view of one referral."""
    values = {"council": {"name": "London Borough of Thornmere"}, "referral": referral}
    return View(role, "r1", values, (), digest_of_data("test"))


def filled(line: str, **referral: Any) -> list[str]:
    """Return the words of a one-line template, filled."""
    return words(read(fill(template(line), view(**referral))).sections[0].blocks)


@pytest.mark.parametrize(
    "value",
    [
        "Mehmet Yıldız",
        "ייִדיש",
        "<b>bold</b> & <w:p/>",
        "{{ 7*7 }} {% for x in y %}",
        "{_{ 7 }_} {_% if %_}",
        "]]>&#x41;",
        "“curly” and 'plain'",
        "C:\\1 \\g<0>",
    ],
)
def test_a_value_prints_as_it_was_written(value: str) -> None:
    """Nothing in a value is ever markup, a tag or an escape."""
    assert filled("Seen: {{ referral.seen }}", seen=value) == [f"Seen: {value}"]


def as_typed(one: Inline) -> str:
    """Return an inline as the characters that make it."""
    if isinstance(one, TickBox):
        return "☒" if one.ticked else "☐"
    return one.words if isinstance(one, Text) else "\n" if isinstance(one, LineBreak) else "\t"


@settings(max_examples=40, deadline=None, database=None)
@given(st.text(max_size=60))
def test_any_text_arrives_whole(value: str) -> None:
    """Whatever was typed stands on the paper, its controls shown, nothing added, nothing lost."""
    docx = fill(template("{{ referral.seen }}|"), view(seen=value))

    (found,) = paragraphs(read(docx).sections[0].blocks)

    assert "".join(as_typed(one) for one in found.inlines) == f"{printable(value)}|"


@pytest.mark.parametrize(
    "value", ["a\x00b", "a\x07b", "a\x0cb", "a\x1bb", "a\ud800b", "a\uffffb", "a\u202eb", "a\u2067b"]
)
def test_control_characters_show(value: str) -> None:
    """What XML cannot hold, and what turns text round, shows as a replacement sign."""
    assert filled("{{ referral.seen }}", seen=value) == ["a\ufffdb"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_end_becomes_a_line_break(end: str) -> None:
    """A value of two lines prints on two lines."""
    (found,) = paragraphs(read(fill(template("{{ referral.seen }}"), view(seen=f"a{end}b"))).sections[0].blocks)

    assert [type(one).__name__ for one in found.inlines] == ["Text", "LineBreak", "Text"]
    assert isinstance(found.inlines[1], LineBreak)


def test_rows_repeat_for_each_item() -> None:
    """docxtpl's row loops work, on words from the view."""
    document = Document()
    table = document.add_table(3, 2)
    for row, text in enumerate(["{%tr for p in referral.people %}", "{{ p.name }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text
    people = [{"name": "Young person A"}, {"name": unknown("not_known")}]

    blocks = read(fill(template(docx=saved(document)), view(people=people))).sections[0].blocks

    assert isinstance(blocks[0], Table)
    assert words(blocks) == ["Young person A", "", "Not known", ""]


def test_headers_are_filled_too() -> None:
    """A tag in a header is a tag."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ council.name }}"

    paper = read(fill(template(docx=saved(document)), view()))

    assert words(paper.sections[0].header) == ["London Borough of Thornmere"]


def test_a_missing_value_is_named_and_no_other_told() -> None:
    """The error names the template and the path, and holds nothing of the view."""
    tags = template("{{ referral.seen }} {{ referral.consent.taken_on }}")

    with pytest.raises(Failed) as caught:
        fill(tags, view(seen="a secret", consent={"answer": "a secret"}))

    assert "'sheet' uses referral.consent.taken_on" in caught.value.message
    assert "secret" not in str(caught.value) + caught.value.hint


def test_a_fault_in_a_tag_tells_no_value() -> None:
    """Python's own words of a failure could quote the value."""
    with pytest.raises(Failed) as caught:
        fill(template("{{ '%d' % referral.seen }}"), view(seen="a secret"))

    assert "secret" not in caught.value.message


def test_a_view_for_another_role_is_refused() -> None:
    """A paper for the duty team is not filled for a family."""
    with pytest.raises(Failed, match="not made for the role 'family'"):
        fill(template("x"), view("family"))


def test_a_name_outside_the_manifest_is_not_there() -> None:
    """What the manifest does not name cannot be had, even when the view holds it."""
    with pytest.raises(Failed, match="uses referral"):
        fill(template("{{ referral.seen }}", names=("council",)), view(seen="x"))


@pytest.mark.parametrize("line", ["{{ referral.seen", "{% if referral.seen %}", "{{ referral.seen|nofilter }}"])
def test_a_broken_tag_is_an_error(line: str) -> None:
    """A tag that cannot be understood stops the work."""
    with pytest.raises(Failed, match="'sheet'"):
        fill(template(line), view(seen="x"))


def test_a_tag_that_breaks_the_file_is_an_error() -> None:
    """A loop that opens in a paragraph and ends in a table is not repaired in silence."""
    document = Document()
    document.add_paragraph("{% for x in referral.seen %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endfor %}"

    with pytest.raises(Failed, match="do not stand whole"):
        fill(template(docx=saved(document)), view(seen=["a", "b"]))


def test_a_picture_stands_in_line_with_its_alt_text() -> None:
    """A picture the view names is drawn where its tag stands, and says what it shows."""
    picture = Picture(png(), 72.0, 36.0, 'The "covered way" <plan>')

    docx = fill(template("{{ referral.map|picture }}"), view(map="plan"), {"plan": picture})

    (found,) = paragraphs(read(docx).sections[0].blocks)
    assert found.inlines == (picture,)


def test_one_picture_can_stand_twice() -> None:
    """The second place shows what the first does."""
    picture = Picture(png(), 10.0, 10.0, "Map")
    tag = "{{ referral.map|picture }}"

    docx = fill(template(tag, tag), view(map="plan"), {"plan": picture})

    assert [one.inlines for one in paragraphs(read(docx).sections[0].blocks)] == [(picture,), (picture,)]


def test_a_picture_that_was_not_given_is_an_error() -> None:
    """A name without its picture leaves no hole in the paper, and is not told."""
    with pytest.raises(Failed) as caught:
        fill(template("{{ referral.map|picture }}"), view(map="a secret"))

    assert "secret" not in caught.value.message


def made_by_someone() -> WordDocument:
    """Return a file that tells of its maker."""
    document = Document()
    document.core_properties.author = "Jo Bloggs"
    document.core_properties.last_modified_by = "Jo Bloggs"
    document.core_properties.comments = "{{ referral.seen }}"
    document.add_paragraph("x")
    return document


def test_the_file_tells_of_the_council_only() -> None:
    """Title from the manifest, author the council; nothing of a person, a machine or a case."""
    docx = word_file(template(docx=saved(made_by_someone())), view(seen="a secret"))

    with zipfile.ZipFile(BytesIO(docx)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    core = Document(BytesIO(docx)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("Task sheet", "London Borough of Thornmere", "")
    assert b"Bloggs" not in everything
    assert b"secret" not in everything


def test_the_language_is_the_manifests() -> None:
    """Whatever machine the template was made on."""
    assert read(fill(template("x"), view())).language == "en-GB"


def test_equal_views_give_equal_bytes() -> None:
    """The same paper twice is the same file."""
    first, second = (fill(template("{{ referral.seen }}"), view(seen="x")) for _ in range(2))

    assert first == second


def test_names_used_are_found_through_loops() -> None:
    """Loops, conditions, assignments and filters all lead to the paths they use."""
    found = names_used(
        template(
            "{% for p in referral.people|sort %}{{ p.name|said }}{{ loop.index }}{% endfor %}",
            "{% set c = referral.consent %}{% if c.answer == 'yes' %}{{ c.answer.label }}{% endif %}",
            "{{ council['name'] }}",
        )
    )

    assert found == {
        "referral.people",
        "referral.people.name",
        "referral.consent",
        "referral.consent.answer",
        "referral.consent.answer.label",
        "council.name",
    }


def test_names_in_headers_count() -> None:
    """A header cannot hide a name from the check."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ referrer.name }}"

    with pytest.raises(Failed, match="uses referrer, which its manifest does not name"):
        check_names(template(docx=saved(document)))


def test_names_within_the_manifest_pass() -> None:
    """A template that keeps to its manifest is fine."""
    check_names(template("{{ council.name }}"))
