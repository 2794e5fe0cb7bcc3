"""Other people's tools look at everything the demonstration made: poppler and qpdf."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.demonstrated import Demonstration
from tests.witness.witnesses import nss_database, said, witness

SIGNATURES = {"confidentiality-agreement-signed": 3}
"""How many signatures the papers of a folder carry; all others carry the council's seal alone."""


@pytest.fixture(scope="module")
def database(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of trust made from the files the council gives to others."""
    return nss_database(demonstration.home.folder / "trust", tmp_path_factory.mktemp("trusting") / "nss")


def test_pdfsig_finds_every_signature_valid_and_trusted(demonstration: Demonstration, database: Path) -> None:
    """Poppler, knowing the council's root, agrees about each signature of each paper but the altered one."""
    pdfsig = witness("pdfsig")

    for file in set(demonstration.files) - {demonstration.altered}:
        report = said(pdfsig, "-nssdir", f"sql:{database}", file)
        count = SIGNATURES.get(file.parent.name, 1)
        assert report.count("Signature is Valid") == count, file.name
        assert report.count("Certificate is Trusted") == count, file.name


def test_pdfsig_does_not_believe_the_altered_agreement(demonstration: Demonstration, database: Path) -> None:
    """One bit was changed after three people had signed and the paper was closed: none of the four holds."""
    report = said(witness("pdfsig"), "-nssdir", f"sql:{database}", demonstration.altered, fails=True)

    assert report.count("Signature #") == 4
    assert "Signature is Valid" not in report


def test_qpdf_finds_no_fault_in_any_file(demonstration: Demonstration) -> None:
    """Every file is sound PDF, after one increment or three."""
    qpdf = witness("qpdf")

    for file in set(demonstration.files) - {demonstration.altered}:
        assert "No syntax or stream encoding errors found" in said(qpdf, "--check", file), file.name


def test_pdftotext_finds_the_marking_on_every_page(demonstration: Demonstration) -> None:
    """Poppler, which reads PDF in its own way, finds the words on each page of each file."""
    pdftotext = witness("pdftotext")

    # Of the altered file poppler has more to say than its words.
    for file in set(demonstration.files) - {demonstration.altered}:
        *pages, last = said(pdftotext, file, "-").split("\f")
        assert pages, file.name
        assert last == ""
        for page in pages:
            words = re.sub(r"\s+", " ", page)
            assert "Private and Confidential" in words, file.name
            assert "SAMPLE - not a real case" in words, file.name
