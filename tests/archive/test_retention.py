"""How long things are kept is data with a ground, and a period without a rule has no date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive import RetentionClass, load_retention_classes
from inconfidence.core.errors import InputInvalid


def test_every_class_that_is_shipped_says_why() -> None:
    """Title, trigger and ground are there for each, and a records officer can read them."""
    classes = load_retention_classes()

    assert {"child-in-need", "child-protection", "context-case", "agreement"} <= set(classes)
    assert all(rule.title and rule.trigger and rule.ground for rule in classes.values())


@pytest.mark.parametrize(
    ("name", "triggered", "review"),
    [
        ("child-protection", date(2026, 12, 10), date(2061, 12, 10)),
        ("child-in-need", date(2012, 2, 29), date(2042, 3, 1)),
        ("agreement", date(2024, 2, 29), date(2030, 3, 1)),
        ("field-notes", date(2026, 12, 10), date(2026, 12, 10)),
    ],
)
def test_the_review_date_is_so_many_years_after_the_trigger(name: str, triggered: date, review: date) -> None:
    """Years are calendar years, and nothing is reviewed a day too early."""
    assert load_retention_classes()[name].review_on(triggered) == review


def test_without_a_rule_there_is_no_date() -> None:
    """A place with no child linked is never disposed of by arithmetic; the council decides."""
    assert load_retention_classes()["context-case"].review_on(date(2026, 12, 10)) is None


def test_every_fault_of_a_file_is_listed(tmp_path: Path) -> None:
    """A council that settles its own periods is told everything that is wrong at once."""
    path = tmp_path / "retention.yaml"
    path.write_text(
        "one: {title: a, years: -1, trigger: b, ground: ''}\n"
        "two: {title: a, years: true, trigger: b, ground: c}\n"
        "three: {years: 6}\n"
        "four: six years\n"
        "five: {title: a, years: 9999, trigger: b, ground: c}\n"
    )

    with pytest.raises(InputInvalid) as refused:
        load_retention_classes(path)
    assert [problem.path for problem in refused.value.problems] == [
        "one.years",
        "one.ground",
        "two.years",
        "three",
        "four",
        "five.years",
    ]


@pytest.mark.parametrize("content", [b"", b"[]", b"a: [", b"\xff\xfe\x00", b"!!python/object:os.system {}"])
def test_a_file_that_is_no_list_of_classes_is_refused(tmp_path: Path, content: bytes) -> None:
    """Broken, empty or hostile YAML is one clear message."""
    path = tmp_path / "retention.yaml"
    path.write_bytes(content)

    with pytest.raises(InputInvalid, match="could not be read"):
        load_retention_classes(path)


def test_a_class_is_frozen() -> None:
    """A period cannot be changed in passing."""
    rule = RetentionClass("a", "b", 1, "c", "d")

    with pytest.raises(AttributeError):
        rule.years = 2
