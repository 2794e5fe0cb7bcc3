"""The same forms as JSON Schema, for other systems."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from least_said import LEAST, as_bytes

from benchmarks.documents import full_document
from forms import json_schema, kinds, load_schema, take_in
from inconfidence.core.errors import InputInvalid

Judge = Callable[[dict[str, Any], Any], bool]


def leaves(shape: Any) -> list[Any]:
    inner = shape.get("properties") or shape.get("items", {}).get("properties") or {}
    return [*inner.values(), *(leaf for each in inner.values() for leaf in leaves(each))]


@pytest.mark.parametrize("kind", kinds())
def test_every_property_carries_its_information_class(kind: str) -> None:
    """Except the name of the kind itself, which says nothing of anybody."""
    properties = [each for each in leaves(json_schema(kind)) if "const" not in each]
    asked = [each for each in load_schema(kind).by_path.values() if not each.derive]

    assert all(each["x-information-class"] and each["x-whose"] and each["x-scan"] for each in properties)
    assert len(properties) >= len(asked) - sum("grid" in each.path for each in asked)


@pytest.mark.parametrize("kind", kinds())
def test_it_is_plain_json_and_closed(kind: str) -> None:
    """No field beyond the form is let in, and the whole can be printed."""
    schema = json_schema(kind)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema


def test_what_is_needed_and_what_may_be_unknown_can_be_told() -> None:
    """Needed words are plain; anything else may also be an unknown."""
    properties = json_schema("referral-location")["properties"]

    assert properties["seen"]["required"] == ["words"]
    assert properties["seen"]["properties"]["words"]["minLength"] == 1
    assert "unknown" in properties["referrer"]["properties"]["name"]["anyOf"][1]["properties"]


def test_what_is_worked_out_is_not_asked_for() -> None:
    """Derived values are no part of what is sent."""
    assert "decision_due" not in json_schema("referral-location")["properties"]


def test_who_is_one_person_and_what_counts_people_is_told() -> None:
    """So that another system can keep the same rules."""
    properties = json_schema("referral-individual")["properties"]
    counts = json_schema("conference")["properties"]["survey"]["properties"]

    assert properties["people"]["x-each"] == "child"
    assert counts["replies"]["anyOf"][0]["maximum"] == 100000
    assert counts["replies"]["x-people"] == "total"


def test_patterns_and_lists_without_repeats_are_told() -> None:
    """As far as JSON Schema can say them."""
    person = json_schema("referral-individual")["properties"]["people"]["items"]["properties"]

    assert person["code"]["anyOf"][0]["pattern"] == "^(?:C[0-9]{1,3})$"
    assert person["disability"]["uniqueItems"] is True


def by_jsonschema(schema: dict[str, Any], document: Any) -> bool:
    validator = importlib.import_module("jsonschema").Draft202012Validator
    validator.check_schema(schema)
    return bool(validator(schema).is_valid(document))


def by_jsonschema_rs(schema: dict[str, Any], document: Any) -> bool:
    return bool(importlib.import_module("jsonschema_rs").Draft202012Validator(schema).is_valid(document))


def by_fastjsonschema(schema: dict[str, Any], document: Any) -> bool:
    fast = importlib.import_module("fastjsonschema")
    try:
        fast.compile(schema)(document)
    except fast.JsonSchemaValueException:
        return False
    return True


@pytest.fixture(params=["jsonschema", "jsonschema_rs", "fastjsonschema"])
def judge(request: pytest.FixtureRequest) -> Judge:
    """Somebody else's validator, where it is installed."""
    pytest.importorskip(request.param)
    judges = {"jsonschema": by_jsonschema, "jsonschema_rs": by_jsonschema_rs, "fastjsonschema": by_fastjsonschema}
    return judges[request.param]


@pytest.mark.parametrize("kind", kinds())
def test_an_independent_validator_takes_what_we_take(kind: str, judge: Judge) -> None:
    """Every question answered, and every question that may be left open answered with an unknown."""
    document = full_document(kind, Random(1))
    unknown = {
        name: {"unknown": "declined"}
        for name, each in load_schema(kind).fields.items()
        if not (each.required or each.derive or each.fields or each.item or each.default is not None)
    }

    for sent in (document, {**document, **unknown}):
        assert take_in(as_bytes(sent), kind)
        assert judge(json_schema(kind), sent)


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_an_independent_validator_takes_the_least_a_caller_says(kind: str, judge: Judge) -> None:
    """No name is ever needed."""
    assert judge(json_schema(f"referral-{kind}"), LEAST[kind])


FAULTS: list[tuple[str, Any]] = [
    ("colour", "red"),
    ("seen", {}),
    ("seen", {"words": ""}),
    ("how", "pigeon"),
    ("how", {"unknown": "forgotten"}),
    ("reference", "R-1"),
    ("people", {"name": "Sam"}),
    ("people", [{"age_from": 99}]),
    ("people", [{"age_from": "14"}]),
    ("people", [{"name": "a" * 101}]),
    ("people", [{"dob_day": "2011-06-05"}]),
    ("people", [{"disability": ["AUT", "AUT"]}]),
    ("people", [{}] * 41),
    ("people", [{"acts_for": []}]),
]


@pytest.mark.parametrize(("name", "answer"), FAULTS)
def test_an_independent_validator_refuses_what_we_refuse(name: str, answer: Any, judge: Judge) -> None:
    """Strange fields, missing and wrong answers, too many, too long, and what is worked out."""
    document = {**LEAST["individual"], name: answer}

    with pytest.raises(InputInvalid):
        take_in(as_bytes(document))
    assert not judge(json_schema("referral-individual"), document)
