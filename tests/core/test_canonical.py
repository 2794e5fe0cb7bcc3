"""Plain data in one form: what is the same gives the same bytes, and what is not is never taken for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inconfidence.core.canonical import canonical
from inconfidence.core.values import Choice, unknown

WORDS = st.text(max_size=12) | st.sampled_from(("", '"', "\\", "\x00\x1f\x7f", "Ayşe", "ا", "𠮷", "</script>"))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
MOMENTS = st.dates() | st.datetimes() | st.times()
PLAIN = st.recursive(
    WORDS | NUMBERS | MOMENTS | st.builds(Choice, WORDS, WORDS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(WORDS, inner, max_size=4)
        | st.dictionaries(WORDS, inner, max_size=4).map(MappingProxyType)
    ),
    max_leaves=20,
)


def thawed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: thawed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [thawed(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@given(PLAIN)
def test_the_form_is_json_with_its_names_in_order_and_nothing_between(value: Any) -> None:
    """To the byte what Python's own json writes of the same: records kept since the first day keep their digests."""
    told = json.dumps(thawed(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert canonical(value) == told.encode()


def test_the_order_in_which_names_were_given_says_nothing() -> None:
    """One mapping written in two orders is one text."""
    first, second = {"b": (1,), "a": unknown("not_known")}, MappingProxyType({"a": "not_known", "b": [1]})

    assert canonical(first) == canonical(second) == b'{"a":"not_known","b":[1]}'


@pytest.mark.parametrize("value", [{1: "a"}, {"a": object()}, [b"bytes"], {"a": {1, 2}}, [1 + 2j]])
def test_what_is_not_plain_data_is_refused(value: Any) -> None:
    """Nothing is guessed: a thing that has no one form has no digest."""
    with pytest.raises(TypeError):
        canonical(value)


def test_half_a_character_is_refused() -> None:
    """A lone surrogate is no text, and has no bytes in UTF-8."""
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")
