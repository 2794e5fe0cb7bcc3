"""The matrix, the explanations and the scan as commands: for people, and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from tests.cli.conftest import Call
from tests.demonstrated import Demonstration, copy_of

CELLS = {"allowed", "own", "consent", "decision", "withheld"}


@pytest.fixture
def own_home(demonstration: Demonstration, tmp_path: Path) -> Path:
    """A copy of the demonstration's home: what notes something in a home keeps every other program out meanwhile."""
    return copy_of(demonstration.home, tmp_path, SystemClock()).folder


def reference(demonstration: Demonstration, kind: str) -> str:
    return next(each.reference for each in demonstration.rows.cases.values() if each.kind == kind)


def test_show_prints_every_cell_with_its_ground(call: Call) -> None:
    """Role, class, kind of case, cell and ground; nothing stands there without a ground."""
    rows = json.loads(call("disclosure", "show", "--json").stdout)

    assert all(set(row) == {"role", "class", "kind", "cell", "ground"} for row in rows)
    assert {row["cell"] for row in rows} == CELLS
    assert all(row["ground"].startswith(("L", "silent: ")) for row in rows)


def test_show_can_be_asked_for_one_role(call: Call) -> None:
    """A records officer looks up one reader."""
    rows = json.loads(call("disclosure", "show", "--role", "police", "--json").stdout)

    assert {row["role"] for row in rows} == {"police"}
    assert "police" in call("disclosure", "show", "--role", "police").stdout


def test_explain_says_why_for_each_field_and_names_nobody(call: Call, demonstration: Demonstration) -> None:
    """Every field of the case, shown or not, with class, cell, ground and reason, and no value."""
    case = reference(demonstration, "individual")

    done = call("disclosure", "explain", case, "--for", "family:F1", "--json", "--home", demonstration.home.folder)

    rows = {(row["record"], row["path"]): row for row in json.loads(done.stdout)}
    assert rows["referral-individual", "referral.seen.words"]["shown"] is False
    assert rows["referral-individual", "referral.people.name"]["reason"] == "It is the reader's own."
    assert all(row["ground"] and row["reason"] for row in rows.values())
    assert "Adeyemi" not in done.stdout


@pytest.mark.parametrize(("audience", "status"), [("nobody", 2), ("family", 2), ("family:F9", 4)])
def test_explain_wants_a_reader_who_is_there(
    call: Call, demonstration: Demonstration, audience: str, status: int
) -> None:
    """An unknown role, a role that needs a person, a person who is not in the case."""
    case = reference(demonstration, "individual")

    done = call("disclosure", "explain", case, "--for", audience, "--home", demonstration.home.folder)

    assert (done.returncode, done.stdout) == (status, "")


def test_scan_clears_a_paper_of_ours(call: Call, demonstration: Demonstration, own_home: Path) -> None:
    """Nothing has to be said but the file and the case; the answer ends with 0."""
    (letter,) = demonstration.of_kind("family-letter")
    case = reference(demonstration, "individual")

    done = call("disclosure", "scan", letter, "--case", case, "--json", "--home", own_home)

    assert done.returncode == 0
    assert json.loads(done.stdout)["verdict"] == "clear"


def test_scan_tells_an_assessor_and_nobody_else(
    call: Call, demonstration: Demonstration, own_home: Path, tmp_path: Path
) -> None:
    """The assessor learns the field and the place; without a role the answer is one refusal, and 5 either way."""
    note = tmp_path / "note.txt"
    note.write_text("Ask Siobhán Kerrigan about the lift she gave him.", "utf-8")
    case = reference(demonstration, "individual")
    scan = ("disclosure", "scan", note, "--case", case, "--home", own_home)

    told, refused = call(*scan, "--as", "assessor"), call(*scan)

    assert "referrer.name" in told.stdout
    assert (told.returncode, refused.returncode, refused.stdout) == (5, 5, "")
    assert "Kerrigan" not in told.stdout + told.stderr + refused.stderr


def test_a_word_file_to_edit_is_made_and_scanned(
    call: Call, demonstration: Demonstration, own_home: Path, tmp_path: Path
) -> None:
    """--format docx: the same paper, unsealed."""
    case = reference(demonstration, "individual")
    paper = tmp_path / "letter.docx"

    done = call(
        *("document", "make", "family-letter", case, "--for", "family:F1", "--format", "docx", "-o", paper),
        *("--home", own_home),
    )

    assert done.returncode == 0
    assert paper.read_bytes().startswith(b"PK")


def test_why_a_paper_was_blocked_is_told_to_an_assessor_only(
    call: Call, demonstration: Demonstration, own_home: Path, tmp_path: Path
) -> None:
    """The same refusal for everybody; the assessor reads fields and places on standard error, and never a value."""
    case = reference(demonstration, "individual")
    letter = demonstration.sample_data("letter")
    letter["paragraphs"].append("Siobhán Kerrigan told us.")
    (tmp_path / "letter.json").write_text(json.dumps(letter), "utf-8")
    call("record", "add", "letter", tmp_path / "letter.json", "--case", case, "--home", own_home)
    make = (
        "document",
        "make",
        "family-letter",
        case,
        "--for",
        "family:F1",
        "-o",
        tmp_path / "x.pdf",
        "--home",
        own_home,
    )

    told, refused = call(*make, "--as", "assessor"), call(*make)

    assert (told.returncode, refused.returncode) == (5, 5)
    assert "referrer.name" in told.stderr
    assert "referrer.name" not in refused.stderr
    assert "Kerrigan" not in told.stderr + refused.stderr
    assert not (tmp_path / "x.pdf").exists()
