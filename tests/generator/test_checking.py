"""A template is looked at before it is used: every fault with its place, and no false alarm."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest
from docx import Document

from generator.checking import problems_of_template, tags_left
from generator.provenance import MARKUP_FILTERS
from generator.template import load_template
from tests.generator.word.making import paragraph, run, saved, word

FOLLOW = (("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"))
TEMPLATES = Path(__file__).parents[2] / "templates"


def lines(*texts: str) -> bytes:
    """A Word file of these lines."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


@pytest.mark.parametrize(
    "texts",
    [
        ("Plain words, 50% of them, {in braces}.",),
        ("{{ council.name }}", "{%p if a and b == 'c' %}", "x", "{%p elif d %}", "{%p else %}", "{%p endif %}"),
        ("{% for one in many %}{{ loop.index }} {{ one|upper }}{% else %}none{% endfor %}",),
        ("{% set x = 3 %}{{ x }}", "{# a note #}", "{{- y -}}", "{%- if z %}{%- endif -%}"),
        ("{{ conference.place.map|picture }}",),
    ],
)
def test_a_template_that_is_right_has_no_problem(texts: tuple[str, ...]) -> None:
    """With and without tags."""
    assert problems_of_template(lines(*texts)) == []


@pytest.mark.parametrize(
    "folder", sorted(each.parent for each in TEMPLATES.glob("*/manifest.yaml")), ids=attrgetter("name")
)
def test_every_shipped_template_has_no_problem(folder: Path) -> None:
    """Held against its own manifest."""
    shipped = load_template(folder, ())

    assert problems_of_template(shipped.docx, shipped.names) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("{% for one in many %}", "{% set x = x ~ x %}", "{% endfor %}"),
        ("{% set x = a.b %}", "{% set x = x ~ ' ' ~ x %}" * 12),
        ("{% set x = [x, x]|join %}" * 12,),
        (
            "{% set b = a + a + a + a %}",
            *(f"{{% set {two} = {one} ~ {one} ~ {one} ~ {one} %}}" for one, two in FOLLOW),
        ),
    ],
)
def test_a_text_made_of_itself_is_named_with_its_place(texts: tuple[str, ...]) -> None:
    """In a loop by one tag; by tags one after another when they double it ten times."""
    (found,) = problems_of_template(lines("Before.", *texts))

    assert found.path.startswith("body, paragraph ")
    assert "makes a text out of itself" in found.message


@pytest.mark.parametrize(
    "texts",
    [
        ("{% for one in many %}", "{% set x = x ~ one %}", "{% endfor %}"),
        ("{% for one in many %}", "{% set x = one if x == x else x %}", "{% endfor %}"),
        ("{% set x = a.given ~ ' ' ~ a.family %}{% set y = x ~ ', ' ~ x %}",),
        ("{% set n = n + 1 %}" * 30,),
    ],
)
def test_a_text_that_is_added_to_is_no_fault(texts: tuple[str, ...]) -> None:
    """Sums, joints and choices as papers have them."""
    assert problems_of_template(lines(*texts)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ council.name", "begin and end in one paragraph"),
        ("council.name }}", "begin and end in one paragraph"),
        ("{% if a }}", "begins in one way"),
        ("{{ council. }}", "expected name"),
        ("{{ a ‘b’ }}", "unexpected char"),
        ("{{ a|nosuchfilter }}", "nosuchfilter"),
        ("{% if a %}", "'if' never ends"),
        ("{% endfor %}", "'endfor' ends nothing"),
        ("{% for a in b %}{% endif %}", "'endif' ends nothing"),
        ("{% else %}", "stands in no condition"),
        ("{% fro a in b %}", "fro"),
        ("{% %}", "cannot be understood"),
        *((f"{{{{ a|{name} }}}}", name) for name in sorted(MARKUP_FILTERS)),
    ],
)
def test_a_tag_that_cannot_be_understood_is_named_with_its_place(text: str, said: str) -> None:
    """By the paragraph it stands in, with what to do."""
    found = problems_of_template(lines("First.", text))

    assert [(one.path, one.code) for one in found] == [("body, paragraph 2", "tag")]
    assert said in found[0].message
    assert "straight quotes" in found[0].remedy


def test_a_tag_over_two_paragraphs_is_named_twice() -> None:
    """Each half where it stands."""
    found = problems_of_template(lines("{{ council.", "name }}"))

    assert [one.path for one in found] == ["body, paragraph 1", "body, paragraph 2"]


def test_a_tag_that_word_split_over_runs_is_whole() -> None:
    """Word does so when somebody edits in the middle of it; the filling puts it together again."""
    docx = word(paragraph(run("{{ coun") + run("cil.name }}", "<w:b/>")))

    assert problems_of_template(docx) == []


def test_heads_tables_and_what_cannot_be_drawn_are_looked_at_too() -> None:
    """All of it at once."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ x"
    document.add_table(1, 1).cell(0, 0).text = "{% if %}{% endif %}"
    document.add_paragraph().add_run("hidden").font.hidden = True

    found = {(one.path, one.code) for one in problems_of_template(saved(document))}

    assert ("header, paragraph 1", "tag") in found
    assert ("body, table 1, row 1, cell 1, paragraph 1", "tag") in found
    assert any(code == "hidden-text" for _, code in found)


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("{%tr for a in b %}", "{%tr endfor %}", 0),
        ("{% for a in b %}", "{% endfor %}", 1),
        ("{%p if a %}", "{%p endif %}", 1),
        ("{%tc for a in b %}", "{%tc endfor %}", 1),
    ],
)
def test_what_is_repeated_has_to_be_whole_rows_or_cells(begin: str, end: str, found: int) -> None:
    """A loop from one row into the next is one of rows, or the filled file would be torn."""
    document = Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = begin, end

    problems = problems_of_template(saved(document))

    assert [one.path for one in problems] == ["body, table 1, row 2, cell 1, paragraph 1"] * found


def test_a_name_the_manifest_does_not_give_is_named() -> None:
    """Only when a manifest is given; what a template names itself is none."""
    docx = lines("{% for line in referral.lines %}{{ line }}{% endfor %}{{ secret.name }}")

    assert problems_of_template(docx) == []
    assert problems_of_template(docx, ("referral", "secret")) == []
    (found,) = problems_of_template(docx, ("referral",))
    assert (found.code, "'secret'" in found.message) == ("tag-name", True)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file_is_one_problem(content: bytes) -> None:
    """Never a fault of ours."""
    assert len(problems_of_template(content)) == 1


def test_tags_that_are_left_are_found() -> None:
    """Where a file should be filled; braces alone are none."""
    assert tags_left(lines("{ a }", "50% }")) == []
    assert [one.path for one in tags_left(lines("x", "{{ a }}", "{% b"))] == ["body, paragraph 2", "body, paragraph 3"]
