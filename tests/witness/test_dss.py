"""EU DSS looks at papers we sealed and signed: offline, with the council's root as the only one it trusts.

It is fetched from Maven Central where all witnesses have to be heard (CI), and asked elsewhere if it was fetched
before (``python -m tools.second_opinions.dss``). Where Maven Central does not answer, that is said.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from signing import trust_files
from tests.signing.attacks import flipped
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper
from tests.witness.witnesses import REQUIRED, witness
from tools.second_opinions.dss import KEEP, PASSED, NotHeard, Opinion, opinions


def asked(root: Path, files: list[Path], *, revocation: bool, at: datetime | None = None) -> list[Opinion]:
    """Return what DSS says, as of another moment than now where one is given, or skip with the reason."""
    if not (REQUIRED or KEEP.exists()):
        pytest.skip("WITNESS NOT HEARD: EU DSS was never fetched here (python -m tools.second_opinions.dss)")
    witness("javac")
    try:
        return opinions(root, files, revocation=revocation, at=at)
    except NotHeard as silence:
        pytest.skip(f"WITNESS NOT HEARD: {silence}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    # DSS judges these as of now.
    return open_desk(tmp_path_factory.mktemp("council"), moment=SystemClock().now())


@pytest.fixture(scope="module")
def files(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed paper, one signed by everybody, and that one with a bit flipped."""
    folder = tmp_path_factory.mktemp("papers")
    signed = desk.complete(paper(*ALL_FIELDS)).content
    (folder / "sealed.pdf").write_bytes(desk.sealed(paper(*ALL_FIELDS)).content)
    (folder / "signed.pdf").write_bytes(signed)
    at = re.search(rb"stream\r?\n", signed)
    assert at
    (folder / "flipped.pdf").write_bytes(flipped(signed, at.end() + 20))
    trust_files(desk.pki, folder / "trust")
    return folder


@pytest.fixture(scope="module")
def told(files: Path) -> dict[str, list[Opinion]]:
    found = asked(files / "trust" / "root.pem", sorted(files.glob("*.pdf")), revocation=False)
    return {file.name: [one for one in found if one.file == str(file)] for file in files.glob("*.pdf")}


def test_dss_passes_every_signature_at_the_level_we_state(told: dict[str, list[Opinion]]) -> None:
    """Seal, guardian and chair: TOTAL-PASSED, PAdES B-T, by whom we say."""
    for name, count in (("sealed.pdf", 1), ("signed.pdf", 3)):
        assert [(one.indication, one.level) for one in told[name]] == [(PASSED, "PAdES-BASELINE-T")] * count
    assert "Ayşe Yıldız" in {one.signer for one in told["signed.pdf"]}


def test_dss_fails_every_signature_of_an_altered_paper(told: dict[str, list[Opinion]]) -> None:
    """The witness is awake: no signature over a flipped bit passes."""
    assert told["flipped.pdf"]
    assert PASSED not in {one.indication for one in told["flipped.pdf"]}


def test_dss_believes_no_other_councils_root(files: Path, tmp_path: Path) -> None:
    """A root with the same name and another key makes nothing pass."""
    other = open_desk(tmp_path / "other", moment=SystemClock().now())
    trust_files(other.pki, tmp_path / "trust")

    found = asked(tmp_path / "trust" / "root.pem", [files / "signed.pdf"], revocation=False)

    assert len(found) == 3
    assert PASSED not in {one.indication for one in found}


def test_dss_cannot_conclude_without_word_of_revocation(files: Path) -> None:
    """By its own policy a paper at B-T, which carries no such word, is neither passed nor failed."""
    found = asked(files / "trust" / "root.pem", [files / "sealed.pdf"], revocation=True)

    assert [one.indication for one in found] == ["INDETERMINATE"]
