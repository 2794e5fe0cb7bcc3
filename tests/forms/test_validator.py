"""The holes of plain cerberus, each closed in the base validator."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from forms.validator import StrictValidator
from inconfidence.core.values import unknown

HOLES: list[tuple[dict[str, Any], Any]] = [
    ({"type": "integer"}, True),
    ({"type": "float", "min": 0}, float("nan")),
    ({"type": "float"}, float("inf")),
    ({"type": "number"}, False),
    ({"type": "date"}, datetime(2026, 11, 5, tzinfo=UTC)),
    ({"type": "string", "empty": False}, "  "),
    ({"type": "string", "empty": False}, "\u3000"),
    ({"type": "string", "regex": "a+"}, "aaa\n"),
    ({"type": "string", "regex": "a|b"}, "ac"),
    ({"type": "string", "lines": False}, "a\u202eb"),
    ({"type": "string", "lines": True}, "a\u2028b"),
    ({"type": "string"}, unknown("not_known")),
    ({"type": "string"}, None),
    ({"type": "choice"}, "yes"),
]


@pytest.mark.parametrize(("rules", "value"), HOLES)
def test_each_hole_is_closed(rules: dict[str, Any], value: Any) -> None:
    """What plain cerberus lets through is refused."""
    assert not StrictValidator({"answer": rules}).validate({"answer": value}, normalize=False)


SOUND: list[tuple[dict[str, Any], Any]] = [
    ({"type": "integer"}, 3),
    ({"type": "float"}, 1.5),
    ({"type": "date"}, date(2026, 11, 5)),
    ({"type": "string", "regex": "a+"}, "aaa"),
    ({"type": "string", "lines": True}, "first\nsecond"),
    ({"type": ["date", "unknown"], "min": date(2026, 1, 1)}, unknown("declined")),
    ({"type": ["string", "unknown"], "format": "email", "maxlength": 3}, unknown("withheld")),
]


@pytest.mark.parametrize(("rules", "value"), SOUND)
def test_sound_values_pass(rules: dict[str, Any], value: Any) -> None:
    """Strict is not stubborn; an unknown has no length or format to be judged by."""
    assert StrictValidator({"answer": rules}).validate({"answer": value}, normalize=False)
