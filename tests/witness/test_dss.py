"""EU DSS looks at papers we sealed and signed: offline, with the council's root as the only one it trusts.

It is fetched from Maven Central where all witnesses have to be heard (CI), and asked elsewhere if it was fetched
before (``python -m tools.second_opinions.dss``). Where Maven Central does not answer, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from signing import OutsideWords, Revoked, SerialFile, WiderDesk, close, seal, trust_files
from signing.arc import CLOSING
from signing.parts import embedded_certificates, prepare_closing
from tests.signing.attacks import flipped
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper
from tests.signing.desk import closed_by as closed_by_council
from tests.signing.outside_time import Outsider
from tests.signing.test_outside_words import street
from tests.witness.witnesses import REQUIRED, witness
from tools.second_opinions.dss import KEEP, PASSED, NotHeard, Opinion, opinions

DAY = timedelta(days=1)


def asked(
    root: Path, files: list[Path], *, revocation: bool, time: tuple[Path, ...] = (), at: Sequence[datetime] = ()
) -> list[Opinion]:
    """Return what DSS says, as of another moment than now where one is given for each, or skip with the reason."""
    if not (REQUIRED or KEEP.exists()):
        pytest.skip("WITNESS NOT HEARD: EU DSS was never fetched here (python -m tools.second_opinions.dss)")
    witness("javac")
    try:
        return opinions(root, files, revocation=revocation, time=time, at=at)
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


@pytest.fixture(scope="module")
def lasting(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Opinion]]:
    """Papers that keep what they are judged by, by our clock and by somebody else's, as DSS judges them."""
    folder = tmp_path_factory.mktemp("lasting")
    elsewhere = open_desk(folder / "elsewhere", "Somebody Else", desk.clock.now())
    with street(desk, elsewhere, Outsider.answers) as there:
        (folder / "closed.pdf").write_bytes(closed_by(desk, desk, there.words))
        (folder / "kept.pdf").write_bytes(seal(paper("seal"), desk.lasting(), stamp=None).content)
        (folder / "outside-closed.pdf").write_bytes(closed_by(desk, there.council, there.words))
        (folder / "outside-kept.pdf").write_bytes(there.sealed().content)
        levels = {each.name: there.judged(each.read_bytes()).level for each in folder.glob("*.pdf")}
    assert levels == {
        "closed.pdf": "B-LTA",
        "kept.pdf": "B-LT",
        "outside-closed.pdf": "B-LTA",
        "outside-kept.pdf": "B-LT",
    }
    trust_files(desk.pki, folder / "trust")
    trust_files(elsewhere.pki, folder / "time")
    roots, time = folder / "trust" / "root.pem", (folder / "time" / "root.pem",)
    found = asked(roots, sorted(folder.glob("*.pdf")), revocation=True, time=time)
    return {name: [one for one in found if Path(one.file).name == name] for name in levels}


def closed_by(council: Desk, stamping: Desk, words: OutsideWords) -> bytes:
    signed = stamping.complete(paper(*ALL_FIELDS, "closing"))
    trust = replace(council.pki.trust, time_roots=words.roots)
    wide = WiderDesk(council.pki, council.keys, SerialFile(council.serials), lambda: (), council.clock, words)
    return close(signed, trust, wide, time_stamper=stamping.time_stamper, clock=council.clock).content


@pytest.mark.parametrize("name", ["closed.pdf", "outside-closed.pdf"])
def test_dss_passes_a_closed_paper_by_its_own_policy_at_our_level(
    lasting: dict[str, list[Opinion]], name: str
) -> None:
    """B-LTA for seal, guardian and chair, from what the paper itself keeps, by our clock and by somebody else's."""
    signatures = [one for one in lasting[name] if one.kind == "signature"]

    assert [(one.indication, one.level) for one in signatures] == [(PASSED, "PAdES-BASELINE-LTA")] * 3


@pytest.mark.parametrize("name", ["kept.pdf", "outside-kept.pdf"])
def test_dss_passes_a_paper_that_keeps_what_it_is_judged_by(lasting: dict[str, list[Opinion]], name: str) -> None:
    """By its own policy, by which it concludes nothing of a paper at B-T, and at the level we state: B-LT."""
    signatures = [one for one in lasting[name] if one.kind == "signature"]

    assert [(one.indication, one.level) for one in signatures] == [(PASSED, "PAdES-BASELINE-LT")]


@pytest.mark.parametrize("reason", ["superseded", "keyCompromise"])
def test_dss_passes_a_paper_that_was_closed_after_a_certificate_was_withdrawn(tmp_path: Path, reason: str) -> None:
    """Sealed three days ago, the seal withdrawn since, closed the day before: B-LTA, for it was there first."""
    desk = open_desk(tmp_path / "council", moment=SystemClock().now() - 3 * DAY)
    complete = desk.complete(paper(*ALL_FIELDS, "closing"))
    gone = Revoked(desk.pki.seal.certificate.serial_number, desk.clock.now() + DAY, reason)
    closed = closed_by_council(desk.later(2 * DAY), complete, gone).content
    (tmp_path / "closed.pdf").write_bytes(closed)
    trust_files(desk.pki, tmp_path / "trust")
    assert desk.later(3 * DAY).verified(closed).level == "B-LTA"

    found = asked(tmp_path / "trust" / "root.pem", [tmp_path / "closed.pdf"], revocation=True)

    signatures = [one for one in found if one.kind == "signature"]
    assert [(one.indication, one.level) for one in signatures] == [(PASSED, "PAdES-BASELINE-LTA")] * 3


def test_dss_does_not_pass_a_seal_that_was_withdrawn_before_it_was_used(tmp_path: Path) -> None:
    """The witness is awake: with the same words, said of a day earlier, it passes the people's signatures alone."""
    desk = open_desk(tmp_path / "council", moment=SystemClock().now() - 3 * DAY)
    complete = desk.complete(paper(*ALL_FIELDS, "closing")).content
    gone = Revoked(desk.pki.seal.certificate.serial_number, desk.clock.now() - DAY, "keyCompromise")
    late = desk.later(2 * DAY)
    prepared = prepare_closing(complete, CLOSING, late.revocation(gone).on(embedded_certificates(complete)))
    (tmp_path / "closed.pdf").write_bytes(prepared.filled(late.time_stamper.token_for(prepared.digest)))
    trust_files(desk.pki, tmp_path / "trust")

    found = asked(tmp_path / "trust" / "root.pem", [tmp_path / "closed.pdf"], revocation=True)

    passed = [one.indication == PASSED for one in found if one.kind == "signature"]
    assert passed == [False, True, True]
