"""The same forms as JSON Schema, for other systems."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms import json_schema, kinds, load_schema


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
