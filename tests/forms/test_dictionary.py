"""The dictionary as a page that a records officer can read."""

from __future__ import annotations

import re

import pytest

from forms import dictionary_page, kinds, load_schema
from forms.dictionary import DOUBT_WORDS, FORMAT_WORDS
from forms.doubts import DOUBTS
from forms.formats import FORMATS
from forms.schema_files import kinds_by_document_kind
from inconfidence.core.values import UNKNOWNS

PAGE = dictionary_page()


def section(kind: str) -> str:
    return PAGE.split(f'<a id="kind-{kind}"></a>')[1].split("\n## ")[0]


def line(kind: str, path: str) -> str:
    return next(each for each in section(kind).splitlines() if each.startswith(f"| `{path}` |"))


@pytest.mark.parametrize("kind", kinds())
def test_every_field_of_every_kind_has_its_line(kind: str) -> None:
    """In the order of the form, with its label, class, whose it is and how it is looked for."""
    lines = re.findall(r"^\| `([a-z0-9_.]+)` \|", section(kind), re.MULTILINE)
    schema = load_schema(kind)

    assert lines == list(schema.by_path)
    for path, each in schema.by_path.items():
        assert f"| {each.label} |" in line(kind, path)
        assert f"| {each.information_class} | {each.whose} | {each.scan} |" in line(kind, path)


def test_every_row_has_as_many_cells() -> None:
    """A bar in an answer would break the table."""
    rows = [each for each in PAGE.splitlines() if each.startswith("|")]

    assert {len(re.findall(r"(?<!\\)\|", each)) for each in rows} == {8}


def test_whom_a_question_is_asked_of_is_told() -> None:
    """Nobody is asked for what is worked out."""
    assert "| public | narrative |" in line("referral-group", "seen.words")
    assert "| professional | child_identity |" in line("referral-individual", "people.nhs_number")
    assert "| nobody | child_identity |" in line("referral-individual", "people.dob_day")


RULES = [
    ("referral-group", "seen.words", "**needed**"),
    ("referral-group", "people", "each entry is one person (child), known by `code`"),
    ("referral-individual", "people", "only one of `dob` and `expected_on`"),
    ("referral-individual", "people.disability", "`NONE` stands alone"),
    ("referral-individual", "people.age_to", "from 0 to 25; not before `age_from`"),
    ("referral-individual", "people.upn", "warning only: an authority that is not known"),
    ("referral-individual", "parents.why_not", "needed when `aware` is `no`"),
    ("referral-group", "group.size_from", "counts people"),
    ("consent", "taken_on", "not in the future"),
    ("invitee", "language", "`English` when left out"),
]


@pytest.mark.parametrize(("kind", "path", "rule"), RULES)
def test_every_rule_is_said_in_words(kind: str, path: str, rule: str) -> None:
    """What is refused, needed or only doubted."""
    assert rule in line(kind, path)


def test_a_long_list_of_answers_stands_once() -> None:
    """And every link on the page leads somewhere."""
    assert PAGE.count("White and Black Caribbean (`MWBC`)") == 1
    assert set(re.findall(r"\]\(#([a-z0-9-]+)\)", PAGE)) == set(re.findall(r'<a id="([a-z0-9-]+)">', PAGE))


def test_the_page_tells_the_vocabulary_and_the_names_of_kinds() -> None:
    """The four unknowns, and what a document calls itself."""
    assert all(f"`{code}`" in PAGE.split("## Kinds")[0] for code in UNKNOWNS)
    assert all(f"`{name}`" in section(kind) for name, kind in kinds_by_document_kind().items())


def test_every_format_and_every_doubt_has_words() -> None:
    """A new one without is found here."""
    assert set(FORMAT_WORDS) == set(FORMATS)
    assert set(DOUBT_WORDS) == set(DOUBTS)


def test_the_page_is_the_same_each_time() -> None:
    """So that it can be kept beside the schemas and compared."""
    assert dictionary_page() == PAGE
    assert PAGE.endswith("\n") and not PAGE.endswith("\n\n")
