"""An empty store in a folder of its own, its key in another, and one case to work on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inconfidence.store import KeyEncryptionKey, Store

CASE = "R-7K3M-9QXT"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def key(tmp_path: Path) -> KeyEncryptionKey:
    return KeyEncryptionKey.load_or_create(tmp_path / "keys" / "store.key")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "store.sqlite"


@pytest.fixture
def store(file: Path, key: KeyEncryptionKey) -> Iterator[Store]:
    opened = Store.open(file, key)
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store, now: datetime) -> str:
    with store.writing() as held:
        return held.cases.open(CASE, "location", "received", at=now).reference


@pytest.fixture
def invitee(store: Store, case: str) -> str:
    with store.writing() as held:
        return held.invitees.invite(case, "07", {"name": "Zoë Canary"}, reference="I-0000-0007").reference
