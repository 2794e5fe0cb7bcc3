"""What the tests of viewing share: records with a canary in every place, and how a view is searched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from forms import Record, take_in

ON = date(2026, 11, 22)
CONSENT = {
    "answer": "yes",
    "scope": ["family"],
    "taken_by": "Duty worker",
    "taken_on": "2026-10-09",
    "wording_version": "C-1",
}
REFERRER = {"name": "Canary Referrer", "organisation": "Canary Shop", "phone": "020 7946 0177"}
SAID = {
    "individual": {"where": {"words": "Canary where"}},
    "group": {"where": {"words": "Canary where"}},
    "location": {"place": {"name": "Canary place"}},
}


def referral(kind: str = "individual", **more: Any) -> Record:
    document = {
        "kind": kind,
        "seen": {"words": "Canary seen"},
        "worry": {"words": "Canary worry"},
        "people": [{"name": "Canary Child", "code": "C1"}],
        "referrer": REFERRER,
        **SAID[kind],
        **more,
    }
    return take_in(json.dumps(document).encode())


def decision(audience: str = "referrer", **more: Any) -> Record:
    document = {
        "kind": "decision",
        "audience": audience,
        "why": "Canary why",
        "words": "Canary words",
        "intervention": "yes",
        "duration": "Canary six weeks",
        "decided_by": "Canary Assessor",
        "decided_on": "2026-11-02",
        "expires_on": "2026-12-02",
        **more,
    }
    return take_in(json.dumps(document).encode())


def letter(**more: Any) -> Record:
    document = {
        "kind": "letter",
        "addressed_to": "Canary Addressee",
        "address": ["Canary Street"],
        "greeting": "Dear Canary",
        "paragraphs": ["Canary paragraph"],
        "signed_by": "Assessor",
        "signed_role": "Social worker",
        "phone": "020 7946 0123",
        "approved_by": "Assessor",
        "approved_on": "2026-11-02",
        **more,
    }
    return take_in(json.dumps(document).encode())


def both(record: Record) -> dict[str, Record]:
    return {"referral": record, "referrer": record}


def leaves(value: Any) -> list[str]:
    """Return every text that stands in a view, however deep, and every key it stands under."""
    if isinstance(value, Mapping):
        return [text for name, inner in value.items() for text in (name, *leaves(inner))]
    if isinstance(value, tuple | list):
        return [text for inner in value for text in leaves(inner)]
    return [str(value)]
