"""The schemas say of every field whose it is, who may see it and how it is looked for."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from forms import kinds, load_schema, read_yaml
from forms.derived import DERIVATIONS
from forms.schema import _field, _fields
from forms.schema_files import expanded
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
        {"each": "child"},
        {"people": "part"},
        {"type": "integer", "people": "some"},
        {"warn": "everything"},
        {"format": "horoscope"},
        {"type": "list", "schema": {"type": "string"}, "warn": "upn"},
        {"type": "list", "schema": {"type": "choice", "options": {"a": "A"}}, "excludes_others": "b"},
        {"type": "rows", "schema": {"name": SOUND}, "each": "child"},
        {"type": "rows", "schema": {"code": SOUND}, "each": "child"},
        {"type": "rows", "schema": {"code": SOUND}, "each": "nobody", "unique": "code"},
        {"type": "rows", "schema": {"code": SOUND}, "at_most_one": ["code", "name"]},
    ],
)
def test_a_field_with_a_fault_does_not_load(change: dict[str, Any]) -> None:
    """A slip in the dictionary is found when it is read, not when a paper leaks."""
    with pytest.raises(Failed):
        _field("name", {**SOUND, **change}, "test", "name", "office")


def test_rows_that_are_people_load_with_a_code() -> None:
    """Which is unique among them."""
    rows = {**SOUND, "type": "rows", "schema": {"code": SOUND}, "each": "child", "unique": "code"}

    made = _field("people", rows, "test", "people", "office")

    assert (made.each, made.rules["unique"], made.fields["code"].path) == ("child", "code", "people.code")


def test_a_name_that_a_template_could_not_reach_does_not_load() -> None:
    """`row.items` would be the mapping's own method."""
    with pytest.raises(Failed, match="template"):
        _field("items", SOUND, "test", "items", "office")


def test_an_optional_group_may_not_hold_a_needed_answer() -> None:
    """Else leaving the group out would be refused for what is inside."""
    group = {**SOUND, "type": "dict", "schema": {"inner": {**SOUND, "required": True}}}

    with pytest.raises(Failed, match="optional"):
        _field("group", group, "test", "group", "office")


@pytest.mark.parametrize(
    "rule", [{"not_before": "nothing"}, {"required_if": {"nothing": ["yes"]}}, {"required_if": {"asked": ["perhaps"]}}]
)
def test_a_rule_on_an_answer_there_is_not_does_not_load(rule: dict[str, Any]) -> None:
    """It would never be kept, and nobody would notice."""
    asked = {**SOUND, "type": "choice", "options": {"yes": "Yes"}}

    with pytest.raises(Failed, match="rests on"):
        _fields({"asked": asked, "name": {**SOUND, **rule}}, "test", "", "office")


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


def test_an_included_part_stands_in_its_place_and_can_be_amended() -> None:
    """What is said beside it replaces or adds; what the part says stays for everybody else."""
    entries = expanded(
        {"first": SOUND, "include": ["person_code", "where"], "where": {"required": False, "hint": "H"}}
    )

    assert list(entries) == ["first", "code", "where"]
    assert (entries["where"]["required"], entries["where"]["hint"]) == (False, "H")
    assert entries["where"]["schema"]["words"]["required"]
    assert expanded({"include": ["where"]})["where"]["required"]


def test_named_answers_are_written_out() -> None:
    """In a field, and in what a list holds."""
    answers = {"type": "choice", "answers": "yes_no"}

    entries = expanded({"one": answers, "many": {"type": "list", "schema": answers}})

    assert entries["one"] == {"type": "choice", "options": {"yes": "Yes", "no": "No"}}
    assert entries["many"]["schema"] == entries["one"]


@pytest.mark.parametrize("entries", [{"include": ["nothing"]}, {"one": {"type": "choice", "answers": "nothing"}}])
def test_a_part_or_answers_nobody_wrote_are_refused(entries: dict[str, Any]) -> None:
    """By name, when the schema is read."""
    with pytest.raises(Failed, match="nothing"):
        expanded(entries)


def test_every_part_and_every_set_of_answers_is_used() -> None:
    """What no kind asks for is a leftover."""
    schemas = [folder / "v1.yaml" for folder in files("schemas").iterdir() if folder.is_dir()]
    texts = [file.read_text(encoding="utf-8") for file in schemas if file.is_file()]
    included = {
        name
        for text in texts
        for names in re.findall(r"^[^#\n]*include: \[(.*?)\]", text, re.MULTILINE)
        for name in names.split(", ")
    }
    answered = {name for text in texts for name in re.findall(r"answers: (\w+)", text)}

    assert included == set(read_yaml(files("schemas") / "parts" / "v1.yaml"))
    assert answered == set(read_yaml(files("schemas") / "answers" / "v1.yaml"))


def test_a_schema_is_read_once() -> None:
    """The same object each time: reading the files takes many times as long as judging a record."""
    assert load_schema("referral-location") is load_schema("referral-location")
