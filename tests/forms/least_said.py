"""What the tests of this room share: the least a caller has to say, and how problems are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms import take_in
from inconfidence.core.errors import InputInvalid

LEAST: dict[str, dict[str, Any]] = {
    "individual": {"kind": "individual", "seen": {"words": "a"}, "where": {"words": "b"}, "worry": {"words": "c"}},
    "group": {"kind": "group", "seen": {"words": "a"}, "where": {"words": "b"}, "worry": {"words": "c"}},
    "location": {"kind": "location", "seen": {"words": "a"}, "place": {"name": "b"}, "worry": {"words": "c"}},
}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document).encode()


def sent(kind: str = "location", **more: Any) -> bytes:
    return as_bytes({**LEAST[kind], **more})


def problems_in(content: bytes, kind: str | None = None) -> dict[str, str]:
    with pytest.raises(InputInvalid) as refused:
        take_in(content, kind)
    return {each.path: each.code for each in refused.value.problems}
