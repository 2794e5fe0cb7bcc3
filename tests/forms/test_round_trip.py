"""What the store keeps can be loaded back as exactly the record that was taken in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from least_said import sent

from forms import Field, Record, kinds, load_schema, record_from_stored, take_in, to_json
from forms.characters import has_refused, tidy
from forms.normalise import normalised
from forms.record import json_text
from inconfidence.core.errors import InputInvalid, NotFound
from inconfidence.core.values import UNKNOWNS

WORDS = st.text(min_size=1, max_size=30).map(tidy).filter(lambda text: text != "" and not has_refused(text))
NAMES = WORDS.filter(lambda text: "\n" not in text)
UNKNOWN = st.sampled_from([{"unknown": code} for code in UNKNOWNS])
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name": NAMES | UNKNOWN,
            "also_known_as": NAMES,
            "age_from": st.integers(0, 25),
            "description": WORDS,
        },
    ),
    max_size=4,
)
CLOCK = st.times().map(lambda moment: moment.isoformat("minutes"))
TIMES = st.lists(
    st.fixed_dictionaries({"day": st.sampled_from(["mon", "fri", "sun"]), "from": CLOCK, "to": CLOCK}), max_size=3
)
REFERRALS = st.fixed_dictionaries(
    {
        "kind": st.just("location"),
        "seen": st.fixed_dictionaries({"words": WORDS}),
        "worry": st.fixed_dictionaries({"words": WORDS}),
        "place": st.fixed_dictionaries(
            {
                "name": WORDS,
                # Thirty in all, two of which the form shows besides whatever is drawn here.
                "features": st.lists(
                    st.sampled_from(["lighting", "cctv", "exits"]).map(lambda code: {"code": code}), max_size=27
                ),
            }
        ),
    },
    optional={
        "people": PEOPLE,
        "patterns": st.fixed_dictionaries({"times": TIMES}),
        "referrer": st.fixed_dictionaries({}, optional={"name": NAMES | UNKNOWN, "connection": WORDS}),
        "consent": st.fixed_dictionaries({"answer": st.sampled_from(["yes", "no", "not_asked"])}),
    },
)


def again(record: Record) -> Record:
    return record_from_stored(record.kind, record.schema_version, to_json(record))


@given(REFERRALS)
@settings(max_examples=60, deadline=None)
def test_any_record_comes_back_equal(document: dict[str, Any]) -> None:
    """Storing and loading changes neither a value nor the digest."""
    record = take_in(json.dumps(document).encode())

    assert again(record) == record


@given(REFERRALS)
@settings(max_examples=60, deadline=None)
def test_filling_the_gaps_twice_changes_nothing(document: dict[str, Any]) -> None:
    """A complete record is already normal."""
    fields = load_schema("referral-location").fields

    once = normalised(fields, document)

    assert normalised(fields, json.loads(json_text(fields, once))) == once


@given(st.text(max_size=50))
def test_tidying_twice_changes_nothing(text: str) -> None:
    """Text has one tidy form."""
    assert tidy(tidy(text)) == tidy(text)


def test_two_ways_of_writing_the_same_answers_have_one_digest() -> None:
    """The digest is of what was said, not of how it was typed."""
    plain = take_in(sent(people=[{"name": "Zo\u00e9"}], received="2026-11-05T18:30"))
    other = take_in(
        sent(received="2026-11-05T18:30:00+00:00", people=[{"name": " Zoe\u0301", "age_to": {"unknown": "not_asked"}}])
    )

    assert plain.digest == other.digest


def test_a_changed_answer_changes_the_digest() -> None:
    """Also when the letters stay: an unknown is not the word for it."""
    assert (
        take_in(sent(people=[{"name": "declined"}])).digest
        != take_in(sent(people=[{"name": {"unknown": "declined"}}])).digest
    )


def test_what_was_stored_is_not_trusted_more_than_what_comes_in() -> None:
    """A stored record that no longer satisfies its version is refused."""
    stored = json.loads(to_json(take_in(sent())))

    with pytest.raises(InputInvalid):
        record_from_stored("referral-location", 1, json.dumps({**stored, "how": "pigeon"}))
    with pytest.raises(NotFound):
        record_from_stored("referral-location", 2, json.dumps(stored))
    for damaged in ("", "[]", to_json(take_in(sent()))[:-1], '"\ud800"'):
        with pytest.raises(InputInvalid):
            record_from_stored("referral-location", 1, damaged)


def holes(fields: dict[str, Field], values: Any, path: str = "") -> list[str]:
    found = [f"{path}{name}" for name in fields if name not in values or values[name] is None]
    for name, each in fields.items():
        rows = [values[name]] if each.type == "dict" else values[name] if each.type == "rows" else []
        found += [hole for row in rows for hole in holes(dict(each.fields), row, f"{path}{name}.")]
    return found


@pytest.mark.parametrize("kind", ["individual", "group", "location"])
def test_a_template_never_meets_a_hole(kind: str) -> None:
    """Every field of the form is there, in every row, whatever was sent."""
    record = take_in(
        sent(kind, people=[{}], adults=[{}]) if kind != "individual" else sent(kind, people=[{}], family=[{}])
    )

    assert holes(dict(load_schema(record.kind).fields), record.values) == []


def test_every_kind_of_record_has_its_schema() -> None:
    """The kinds the papers are filled from."""
    assert {"agreement", "conference", "copy", "council", "invitee", "letter", "paper", "screening", "task"} < set(
        kinds()
    )
