"""What veraPDF says is read without losing a fault: silence about a file is never a pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools.conformance import verapdf
from tools.conformance.verapdf import NOT_JUDGED, NotHeard, answers, program

FILE = Path("/tmp/paper.pdf")
PDFA, PDFUA = "PDF/A-3A validation profile", "PDF/UA-1 validation profile"


def result(
    profile: str, *rules: dict[str, str], status: str = "normal", compliant: bool | None = None
) -> dict[str, Any]:
    """One verdict in veraPDF's own words."""
    passed = not rules if compliant is None else compliant
    return {
        "profileName": profile,
        "jobEndStatus": status,
        "compliant": passed,
        "details": {"ruleSummaries": list(rules)},
    }


def report(*results: dict[str, Any]) -> dict[str, Any]:
    """A report on one file."""
    jobs = [{"itemDetails": {"name": str(FILE)}, "validationResult": list(results)}]
    return {"buildInformation": {"releaseDetails": [{"version": "1.28.2"}]}, "jobs": jobs}


def test_a_file_that_keeps_both_standards_breaks_nothing() -> None:
    """Two verdicts, two passes."""
    said = answers(report(result(PDFA), result(PDFUA)), [FILE])

    assert said.broken == {(str(FILE), "3a"): frozenset(), (str(FILE), "ua1"): frozenset()}


def test_a_broken_rule_is_named_by_clause() -> None:
    """Whoever mends it finds it in the standard."""
    rule = {"specification": "ISO 14289-1:2014", "clause": "7.2", "testNumber": "42"}

    said = answers(report(result(PDFA), result(PDFUA, rule)), [FILE])

    assert said.broken[str(FILE), "ua1"] == {"ISO 14289-1:2014 7.2 test 42"}


@pytest.mark.parametrize(
    "results",
    [
        (),
        (result(PDFA),),
        (result(PDFA), result(PDFUA, status="cancelled")),
        (result(PDFA), result(PDFUA, compliant=False)),
    ],
    ids=["nothing said", "a claim missing", "cut off", "failed without a rule"],
)
def test_silence_is_no_pass(results: tuple[dict[str, Any], ...]) -> None:
    """A file that was not read, does not claim a standard, or failed without a reason counts as broken."""
    assert answers(report(*results), [FILE]).broken[str(FILE), "ua1"] == {NOT_JUDGED}


def test_another_program_is_never_run(tmp_path: Path) -> None:
    """A program that is not the pinned one, were it on our own disk, is refused."""
    (tmp_path / f"verapdf-{verapdf.VERSION}.jar").write_bytes(json.dumps("something else").encode())

    with pytest.raises(NotHeard, match="not the program"):
        program(tmp_path)
