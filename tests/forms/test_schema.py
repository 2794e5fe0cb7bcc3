"""The schemas say of every field whose it is, who may see it and how it is looked for."""

from __future__ import annotations

from typing import Any

import pytest

from forms import kinds, load_schema
from forms.derived import DERIVATIONS
from forms.schema import _field
from inconfidence.core.errors import Failed, NotFound

SOUND: dict[str, Any] = {
    "type": "string",
    "label": "Name",
    "class": "child_identity",
    "whose": "child",
    "scan": "name",
}
EVERY_FIELD = [(kind, each) for kind in kinds() for each in load_schema(kind).by_path.values()]


@pytest.mark.parametrize("missing", ["class", "whose", "scan", "label", "type"])
def test_a_field_that_does_not_say_who_may_see_it_does_not_load(missing: str) -> None:
    """Class, whose it is and how it is scanned for are not optional."""
    entry = {name: value for name, value in SOUND.items() if name != missing}

    with pytest.raises(Failed, match=missing):
        _field("name", entry, "test", "name", "office")


@pytest.mark.parametrize(
    "change",
    [
        {"whose": "somebody"},
        {"scan": "everything"},
        {"class": "Child Identity"},
        {"type": "text"},
        {"colour": "red"},
        {"type": "choice"},
        {"options": {"yes": "Yes"}},
        {"type": "choice", "options": {"not_known": "No idea"}},
        {"type": "dict"},
        {"schema": {"inner": SOUND}},
        {"asked_of": "anyone"},
    ],
)
def test_a_field_with_a_fault_does_not_load(change: dict[str, Any]) -> None:
    """A slip in the dictionary is found when it is read, not when a paper leaks."""
    with pytest.raises(Failed):
        _field("name", {**SOUND, **change}, "test", "name", "office")


def test_a_name_that_a_template_could_not_reach_does_not_load() -> None:
    """`row.items` would be the mapping's own method."""
    with pytest.raises(Failed, match="template"):
        _field("items", SOUND, "test", "items", "office")


def test_an_optional_group_may_not_hold_a_needed_answer() -> None:
    """Else leaving the group out would be refused for what is inside."""
    group = {**SOUND, "type": "dict", "schema": {"inner": {**SOUND, "required": True}}}

    with pytest.raises(Failed, match="optional"):
        _field("group", group, "test", "group", "office")


@pytest.mark.parametrize("kind", kinds())
def test_every_schema_loads(kind: str) -> None:
    """Each with its title and the class it is retained under."""
    schema = load_schema(kind)

    assert schema.version >= 1
    assert schema.title and schema.retention


def test_every_derived_field_can_be_derived() -> None:
    """No schema asks for a rule that is not there, and no rule stands unused."""
    assert {each.derive for _, each in EVERY_FIELD if each.derive} == set(DERIVATIONS)


def test_a_callers_field_with_words_says_what_to_do() -> None:
    """Whatever must be given has a remedy of its own."""
    needed = [each for kind, each in EVERY_FIELD if kind.startswith("referral-") and each.required and not each.fields]

    assert all(each.error.endswith(".") or each.type == "choice" for each in needed)


def test_what_stands_inside_a_group_is_asked_of_the_same_people() -> None:
    """Unless the schema says otherwise."""
    fields = load_schema("referral-location").by_path

    assert fields["referrer.name"].asked_of == "public"
    assert fields["consent.taken_by"].asked_of == "office"


def test_nobody_is_asked_for_an_unheard_of_form() -> None:
    """A kind or version that does not exist is not found."""
    with pytest.raises(NotFound):
        load_schema("horoscope")
    with pytest.raises(NotFound):
        load_schema("letter", 99)
