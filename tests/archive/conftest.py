"""An empty archive, and files with evidence about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Archive, Label, load_retention_classes
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence, Verdict

Proof = Callable[..., Evidence]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def archive(folder: Path) -> Archive:
    return Archive(folder, load_retention_classes())


@pytest.fixture
def label() -> Label:
    return Label("invitation", "P-7K3M-9QXT", "context-case")


@pytest.fixture
def proof() -> Proof:
    def proof_of(content: bytes, verdict: Verdict = "authentic") -> Evidence:
        return Evidence(digest_of(content), verdict, "B-T", "own", (), ())

    return proof_of
