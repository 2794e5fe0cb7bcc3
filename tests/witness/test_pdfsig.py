"""Other people's tools look at papers we sealed and signed: poppler, qpdf and OpenSSL, where they are installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.core.documents import SignedPdf
from signing import seal, trust_files
from tests.signing.attacks import flipped
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper
from tests.witness.witnesses import nss_database, said, witness


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    # Poppler cannot be told another time than the computer's.
    return open_desk(tmp_path_factory.mktemp("council"), moment=SystemClock().now())


@pytest.fixture(scope="module")
def signed(desk: Desk) -> SignedPdf:
    return desk.complete(paper(*ALL_FIELDS))


@pytest.fixture
def database(desk: Desk, tmp_path: Path) -> Path:
    """An NSS database that trusts the council's root and knows its authorities."""
    trust_files(desk.pki, tmp_path / "trust")
    return nss_database(tmp_path / "trust", tmp_path / "nss")


def test_pdfsig_finds_every_signature_valid_and_trusted(signed: SignedPdf, database: Path, tmp_path: Path) -> None:
    """Poppler, with the council's root in its own store, agrees with our verdict."""
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed.content)

    report = said(witness("pdfsig"), "-nssdir", f"sql:{database}", file)

    assert report.count("Signature is Valid") == 3
    assert report.count("Certificate is Trusted") == 3
    assert report.count("ETSI.CAdES.detached") == 3
    assert "Ayşe Yıldız" in report


def test_pdfsig_notices_a_flipped_bit(signed: SignedPdf, database: Path, tmp_path: Path) -> None:
    """The witness is awake: it sees what we see."""
    file = tmp_path / "flipped.pdf"
    file.write_bytes(flipped(signed.content, re.search(rb"stream\r?\n", signed.content).end() + 20))

    assert "Signature is Valid" not in said(witness("pdfsig"), "-nssdir", f"sql:{database}", file, fails=True)


def test_other_tools_find_a_seal_valid_that_has_words_kept_behind_it(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    """Poppler says that something stands behind it (docs/what-you-will-see.md); the file is sound PDF."""
    file = tmp_path / "kept.pdf"
    file.write_bytes(seal(paper("seal"), desk.lasting(), stamp=None).content)

    report = said(witness("pdfsig"), "-nssdir", f"sql:{database}", file)

    assert report.count("Signature is Valid") == report.count("Certificate is Trusted") == 1
    assert "Not total document signed" in report
    assert "No syntax or stream encoding errors found" in said(witness("qpdf"), "--check", file)


def test_qpdf_finds_no_fault(signed: SignedPdf, tmp_path: Path) -> None:
    """The file is sound PDF after three increments."""
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed.content)

    assert "No syntax or stream encoding errors found" in said(witness("qpdf"), "--check", file)


def test_openssl_accepts_the_time_authority(desk: Desk, tmp_path: Path) -> None:
    """A time-stamp asked for and checked by OpenSSL alone."""
    openssl = witness("openssl")
    data, query, reply = (tmp_path / name for name in ("data", "query", "reply"))
    data.write_bytes(b"a paper")
    said(openssl, "ts", "-query", "-data", data, "-sha256", "-cert", "-out", query)

    reply.write_bytes(desk.answer(query.read_bytes()))

    root, *_, time = trust_files(desk.pki, tmp_path / "trust")
    checked = said(
        openssl,
        "ts",
        "-verify",
        "-data",
        data,
        "-in",
        reply,
        "-CAfile",
        root,
        "-untrusted",
        time,
        "-attime",
        moment(desk),
    )
    assert "Verification: OK" in checked


def moment(desk: Desk) -> str:
    """Return the desk's time in the form OpenSSL takes."""
    return str(int(desk.clock.moment.timestamp()))
