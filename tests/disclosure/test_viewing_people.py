"""Several people in one case: each sees their own, and nothing tells them that there are others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from recorded import both, leaves, letter, referral

from disclosure import View, explain, view_for
from disclosure.ruling import FROM_ONE_ANSWER
from forms import Field, kinds, load_schema

CHILDREN = [{"name": f"Canary Child {each}", "code": f"C{each}"} for each in (1, 2, 3)]
FAMILIES = [
    {"name": f"Canary Parent {each}", "code": f"F{each}", "acts_for": [f"C{each}"], "address": [f"{each} Canary Row"]}
    for each in (1, 2, 3)
]
ADULTS = [{"name": f"Canary Adult {each}", "code": f"A{each}", "what_they_do": "Canary does"} for each in (1, 2)]
CASE = both(referral(people=CHILDREN, family=FAMILIES))
PLACE = both(referral("location", people=CHILDREN, adults=ADULTS))


def seen_by(role: str, *persons: str, records: Any = CASE, **more: Any) -> View:
    reader = f"{role}-{persons[0]}" if persons else role
    return view_for(records, role=role, reader=reader, persons=frozenset(persons), **more)


def canaries(view: View) -> set[str]:
    return {text for text in leaves(view.values) if text.startswith("Canary")}


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_three_families_in_one_case_each_see_their_own(number: str) -> None:
    """One assessment once went to a mother and two former partners (Nottinghamshire, 2023)."""
    view = seen_by("family", f"F{number}", f"C{number}")

    assert canaries(view) == {f"Canary Parent {number}", f"Canary Child {number}"}


def test_whoever_acts_for_nobody_sees_no_child() -> None:
    """A relative is not a parent."""
    assert canaries(seen_by("family", "F2")) == {"Canary Parent 2"}


@pytest.mark.parametrize("persons", [(), ("C9",), ("F9", "X1"), ("not_asked",), ("",), ("c1",), ("A1",)])
def test_a_code_that_is_nobodys_opens_nobody(persons: tuple[str, ...]) -> None:
    """Nor does another list's, nor the word for a code that was not given."""
    unnumbered = both(referral(people=[*CHILDREN, {"name": "Canary Uncoded"}], family=FAMILIES))

    assert canaries(seen_by("family", *persons, records=unnumbered)) == set()


@pytest.mark.parametrize("whose", ["child", "family", "adult"])
def test_a_list_of_several_people_is_nobodys_own_as_a_whole(whose: str) -> None:
    """An owner of the record does not own the others in it."""
    role, records = ("adult_of_concern", PLACE) if whose == "adult" else ("family", CASE)

    assert canaries(seen_by(role, records=records, owners={whose: role})) == set()
    assert "children_named" not in leaves(seen_by(role, records=records, owners={whose: role}).values)
    assert canaries(seen_by(role, "X1", records=records, owners={whose: f"{role}-X1"})) == set()


def test_where_people_live_is_shown_to_no_family_member() -> None:
    """Not even one's own line of the list: it is also the line a parent acts for a child in."""
    child = [{"name": "Canary Child 1", "code": "C1", "address": ["Canary Refuge"], "postcode": "E8 1EA"}]
    view = seen_by("family", "F1", "C1", records=both(referral(people=child, family=FAMILIES)))

    assert not {"Canary Refuge", "E8 1EA", "1 Canary Row", "safe_address"} & set(leaves(view.values))


@pytest.mark.parametrize("telling", ["label", "code", "acts_for", "children_named"])
def test_no_label_code_or_sum_tells_that_there_are_others(telling: str) -> None:
    """ "Young person B" has a Young person A beside them."""
    assert telling not in leaves(seen_by("family", "F2", "C2").values)
    assert telling not in leaves(seen_by("adult_of_concern", "A2", records=PLACE).values)


def test_the_same_child_alone_or_among_others_gives_the_same_view() -> None:
    """In whatever order they stand."""
    alone = both(referral(people=[CHILDREN[1]], family=[FAMILIES[1]]))
    among = both(referral(people=[*reversed(CHILDREN), {"name": "Other"}], family=FAMILIES))

    assert seen_by("family", "F2", "C2", records=alone) == seen_by("family", "F2", "C2", records=among)


def test_those_who_may_see_everybody_still_see_labels_and_codes() -> None:
    """FAST and the assessor tell people apart by them."""
    people = seen_by("assessor").values["referral"]["people"]

    assert [each["code"] for each in people] == ["C1", "C2", "C3"]
    assert people[1]["label"] == "Young person B"


def test_an_adult_of_concern_sees_their_own_entry_only() -> None:
    """Subject access: never the referrer, a child, or what was reported, what they are said to do included."""
    view = seen_by("adult_of_concern", "A1", records=PLACE)

    assert canaries(view) == {"Canary Adult 1"}
    assert set(view.values) == {"referral"}
    assert set(view.values["referral"]) == {"adults"}


def test_an_adult_whose_code_is_a_childs_sees_nothing_of_the_child() -> None:
    """The class decides first, the code after it."""
    assert canaries(seen_by("adult_of_concern", "C1", "F1", records=PLACE)) == set()


def test_own_entries_are_explained_as_such() -> None:
    """And what would tell of others says so."""
    lines = {each.path: each for each in explain(CASE, role="family", reader="F", persons=frozenset({"C1"}))}

    assert lines["referral.people"].reason == "The reader's own entries only."
    assert lines["referral.people.name"].shown
    assert "how many others" in lines["referral.people.label"].reason


@pytest.mark.parametrize(("person", "opened"), [("F1", True), ("F2", False), ("C1", False)])
def test_a_letter_is_for_the_person_it_names(person: str, opened: bool) -> None:
    """Made out to another reader by a slip, it stays closed."""
    view = seen_by("family", "F1", records={"letter": letter(person=person)}, owners={"family": "family-F1"})

    assert ("Canary paragraph" in leaves(view.values)) == opened


def test_a_letter_that_names_nobody_is_no_coded_readers() -> None:
    """Nobody can tell whose it is."""
    view = seen_by("family", "F1", records={"letter": letter()}, owners={"family": "family-F1"})

    assert "Canary paragraph" not in leaves(view.values)


def lists_of_people() -> list[tuple[str, Field]]:
    return [
        (kind, each)
        for kind in kinds()
        for each in load_schema(kind).by_path.values()
        if each.type == "rows" and each.each
    ]


@pytest.mark.parametrize(("kind", "rows"), lists_of_people(), ids=lambda each: getattr(each, "path", each))
def test_in_every_list_of_people_codes_are_references_and_labels_are_not_shown_alone(kind: str, rows: Field) -> None:
    """A code or a label worked out from a place in the list would tell of the entries before it."""
    assert rows.fields["code"].information_class == "case_reference"
    assert {each.derive for each in rows.fields.values() if each.derive} - FROM_ONE_ANSWER <= {
        *("young_person", "adult")
    }


def test_what_is_worked_out_from_its_own_entry_is_the_same_without_the_others() -> None:
    """So it can be shown to the person it is about."""
    child: Mapping[str, Any] = {"name": "B", "code": "C2", "age_from": 13, "age_to": 15, "dob": "June 2011"}
    alone, among = (referral(people=people).values["people"][-1] for people in ([child], [*CHILDREN[:1], child]))
    made = [name for name, each in load_schema("referral-individual").fields["people"].fields.items() if each.derive]
    own = [name for name in made if name != "label"]

    assert own and all(alone[name] == among[name] for name in own)
    assert alone["label"] != among["label"]
