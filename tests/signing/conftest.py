"""What the tests of signing share: one council, and one paper of it in each state."""

from __future__ import annotations

from pathlib import Path

import pytest

from inconfidence.core.documents import ClearedPdf, SealedPdf, SignedPdf
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture
def other_desk(tmp_path: Path) -> Desk:
    """A council of the same name with keys of its own: a look-alike."""
    return open_desk(tmp_path / "lookalike")


@pytest.fixture(scope="session")
def agreement() -> ClearedPdf:
    return paper(*ALL_FIELDS)


@pytest.fixture(scope="session")
def sealed(desk: Desk, agreement: ClearedPdf) -> SealedPdf:
    return desk.sealed(agreement)


@pytest.fixture(scope="session")
def signed(desk: Desk, agreement: ClearedPdf) -> SignedPdf:
    """An agreement that carries seal, guardian's and chair's signature."""
    return desk.complete(agreement)
