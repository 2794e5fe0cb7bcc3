"""Other people's tools on copies of a pack: poppler on seals, BouncyCastle on their time, qpdf on what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.packs import UntimedCopy
from signing import evidence_records, trust_files
from tests.signing.attacks import flipped
from tests.signing.batches import people, sealed_copies
from tests.signing.desk import Desk, open_desk
from tests.witness.witnesses import library, nss_database, said, witness

PEOPLE = people(6)
LIBRARIES = ("bcpkix", "bcprov", "bcutil")
CLASS = "EvidenceOpinion"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    # Poppler cannot be told another time than the computer's.
    return open_desk(tmp_path_factory.mktemp("council"), moment=SystemClock().now())


@pytest.fixture(scope="module")
def batch(desk: Desk) -> list[UntimedCopy]:
    return sealed_copies(desk, PEOPLE)


@pytest.fixture(scope="module")
def records(desk: Desk, batch: list[UntimedCopy]) -> dict[Digest, bytes]:
    others = [digest_of(b"other %d" % at) for at in range(31)]
    return dict(evidence_records([*(each.digest for each in batch), *others], desk.time_stamper))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the class path with our small class, compiled now, and BouncyCastle."""
    folder = tmp_path_factory.mktemp("classes")
    path = ":".join(str(library(name)) for name in LIBRARIES)
    said(witness("javac"), "-cp", path, "-d", folder, Path(__file__).with_name(f"{CLASS}.java"))
    return f"{folder}:{path}"


def test_pdfsig_finds_every_copys_seal_valid_and_over_the_whole_file(
    desk: Desk, batch: list[UntimedCopy], tmp_path: Path
) -> None:
    """In every script, with the council's root in its own store."""
    trust_files(desk.pki, tmp_path / "trust")
    database = nss_database(tmp_path / "trust", tmp_path / "nss")
    for number, copy in enumerate(batch):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(copy.content)

        report = said(witness("pdfsig"), "-nssdir", f"sql:{database}", file)

        assert "Signature is Valid" in report
        assert "Certificate is Trusted" in report
        assert "Total document signed" in report


def test_qpdf_finds_no_fault_and_nothing_of_another_person(batch: list[UntimedCopy], tmp_path: Path) -> None:
    """Written out with every stream unpacked, a copy holds its own code and no other."""
    for number, (person, copy) in enumerate(zip(PEOPLE, batch, strict=True)):
        file, plain = tmp_path / f"{number}.pdf", tmp_path / f"{number}-plain.pdf"
        file.write_bytes(copy.content)

        assert "No syntax or stream encoding errors found" in said(witness("qpdf"), "--check", file)
        said(witness("qpdf"), "--qdf", "--preserve-unreferenced", file, plain)

        written = plain.read_bytes()
        assert person.code.encode() in written
        assert not [each.code for each in PEOPLE if each is not person and each.code.encode() in written]


def test_bouncycastle_finds_the_time_of_each_copy_proved(
    batch: list[UntimedCopy], records: dict[Digest, bytes], program: str, tmp_path: Path
) -> None:
    """It reads the record as RFC 4998 has it, and finds the copy in it."""
    pairs = []
    for number, copy in enumerate(batch):
        file, record = tmp_path / f"{number}.pdf", tmp_path / f"{number}.ers"
        file.write_bytes(copy.content)
        record.write_bytes(records[copy.digest])
        pairs += [file, record]

    answers = said(witness("java"), "-cp", program, CLASS, *pairs).splitlines()

    assert answers == [f"{number}.pdf proved" for number in range(len(batch))]


def test_bouncycastle_notices_another_copy_and_a_changed_record(
    batch: list[UntimedCopy], records: dict[Digest, bytes], program: str, tmp_path: Path
) -> None:
    """The witness is awake: a changed copy, the record of another, and a touched record prove nothing."""
    copy = batch[0]
    record = records[copy.digest]
    written = {
        "copy.pdf": copy.content,
        "changed.pdf": flipped(copy.content, 3000),
        "own.ers": record,
        "other.ers": records[digest_of(b"other 7")],
        "touched.ers": flipped(record, record.index(bytes.fromhex(copy.digest)) + 3),
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    pairs = [("changed.pdf", "own.ers"), ("copy.pdf", "other.ers"), ("copy.pdf", "touched.ers")]

    answers = said(witness("java"), "-cp", program, CLASS, *(tmp_path / name for pair in pairs for name in pair))

    assert all("not proved" in line for line in answers.splitlines())
    assert len(answers.splitlines()) == len(pairs)
