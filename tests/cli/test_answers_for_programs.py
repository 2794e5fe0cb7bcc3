"""What a program reads from standard output has the shape it was promised (design, section 9)."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.cli.conftest import Call
from tests.demonstrated import Demonstration

VERDICT = {"file", "verdict", "level", "clock", "signatures", "problems", "notes"}
SIGNATURE = {"field", "signer", "role", "time", "level", "intact", "trusted", "covers"}
PAPER = {"kind", "title", "for", "cases", "never", "stages", "ground", "requires", "available", "note", "needs"}
PAPER |= {"signed_by", "goes_out", "formats", "prints", "languages"}
SLOW = ("pyhanko", "reportlab", "sqlalchemy", "docxtpl", "cerberus", "PIL")


def test_verify_answers_with_one_object_a_file(call: Call, demonstration: Demonstration, tmp_path: Path) -> None:
    """Each verdict there is, in the order the files were named, with every signature and every problem."""
    unsigned, unreadable = tmp_path / "unsigned.pdf", tmp_path / "unreadable.pdf"
    unsigned.write_bytes(blank_pdf())
    unreadable.write_bytes(b"%PDF-1.7 and no more")
    signed = demonstration.of_kind("confidentiality-agreement-signed")[0]
    files = [
        signed,
        demonstration.of_kind("confidentiality-agreement")[0],
        demonstration.altered,
        unsigned,
        unreadable,
    ]

    done = call("verify", *files, "--json", "--home", demonstration.home.folder)

    answers = json.loads(done.stdout)
    assert [each["file"] for each in answers] == [str(file) for file in files]
    assert [each["verdict"] for each in answers] == ["authentic", "incomplete", "altered", "unsigned", "unreadable"]
    assert all(set(each) == VERDICT for each in answers)
    assert all(set(one) == SIGNATURE for each in answers for one in each["signatures"])
    assert [one["role"] for one in answers[0]["signatures"]] == ["seal", "guardian", "chair"]
    assert all(each["problems"] for each in answers[1:])
    assert done.returncode == 6


def test_verify_exits_with_0_only_when_every_file_is_authentic(call: Call, demonstration: Demonstration) -> None:
    """One genuine file: no word on standard error, and 0."""
    done = call("verify", demonstration.of_kind("family-letter")[0], "--json", "--home", demonstration.home.folder)

    assert (done.returncode, done.stderr) == (0, "")


def test_verify_believes_the_root_it_is_given(call: Call, demonstration: Demonstration) -> None:
    """Somebody without a home verifies with the council's root alone."""
    root = demonstration.home.folder / "trust" / "root.pem"

    done = call("verify", demonstration.of_kind("invitation")[0], "--trust", root, "--json")

    assert json.loads(done.stdout)[0]["verdict"] == "authentic"


def test_verify_does_not_believe_another_councils_papers(
    call: Call, demonstration: Demonstration, home_folder: Path
) -> None:
    """A genuine paper of a council that is not ours is unrecognised, and not altered."""
    done = call("verify", demonstration.of_kind("invitation")[0], "--json", "--home", home_folder)

    assert json.loads(done.stdout)[0]["verdict"] == "unrecognised"
    assert done.returncode == 6


@pytest.mark.parametrize("content", [b"", b"no certificate"])
def test_a_root_that_is_none_is_refused(
    call: Call, demonstration: Demonstration, tmp_path: Path, content: bytes
) -> None:
    """A file named with --trust has to hold a certificate."""
    root = tmp_path / "root.pem"
    root.write_bytes(content)

    done = call("verify", demonstration.of_kind("invitation")[0], "--trust", root)

    assert done.returncode == 3
    assert "certificate" in done.stderr


def test_document_list_says_for_whom_when_and_why(call: Call) -> None:
    """Every kind of paper with roles, kinds of case, stages, the protocol's line, and what it needs."""
    papers: list[dict[str, Any]] = json.loads(call("document", "list", "--json").stdout)

    assert {paper["kind"] for paper in papers} >= {
        "acknowledgement",
        "conference-pack",
        "survey-form",
        "referrer-record",
    }
    assert all(set(paper) == PAPER for paper in papers)
    assert all(paper["ground"].startswith(("L", "silent: ")) and paper["for"] and paper["cases"] for paper in papers)
    assert all(bool(paper["formats"]) == paper["available"] != bool(paper["note"]) for paper in papers)


def test_only_referral_papers_for_staff_name_the_referrer_as_a_need(call: Call) -> None:
    """Part B and the referrer's own papers are filled from their details, and what is held of a person who asks."""
    papers = json.loads(call("document", "list", "--json").stdout)

    assert {paper["kind"] for paper in papers if "referrer" in paper["needs"]} == {
        "referrer-record",
        "acknowledgement",
        "consent-to-be-named",
        "subject-access-extract",
    }


@pytest.mark.parametrize("kind", ["individual", "group", "location"])
def test_a_referrals_schema_is_json_schema(call: Call, kind: str) -> None:
    """Draft 2020-12, an object that takes no unknown field, each property with its class of information."""
    schema = json.loads(call("referral", "schema", kind).stdout)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) <= set(schema["properties"])
    assert all("x-information-class" in each for each in schema["properties"].values())


def test_a_case_is_shown_without_anything_personal(call: Call, demonstration: Demonstration) -> None:
    """Stage, links and papers by reference; no name of the sample in it."""
    reference = next(each.reference for each in demonstration.rows.cases.values() if each.kind == "location")

    done = call("case", "show", reference, "--json", "--home", demonstration.home.folder)

    shown = json.loads(done.stdout)
    assert (shown["kind"], shown["stage"], len(shown["linked"])) == ("location", "conference", 1)
    assert not [person["name"] for person in demonstration.people if person["name"] in done.stdout]


def test_a_referral_is_shown_without_its_referrer(call: Call, demonstration: Demonstration) -> None:
    """FAST reads the concern on the screen; who rang is on Part B alone."""
    reference = next(each.reference for each in demonstration.rows.cases.values() if each.kind == "individual")

    done = call("referral", "show", reference, "--for", "fast", "--home", demonstration.home.folder)

    assert "Oluwaseun Adeyemi" in done.stdout
    assert "Kerrigan" not in done.stdout


def test_help_does_not_wait_for_signing() -> None:
    """--help loads none of the libraries that cost a second to import."""
    code = (
        "import sys\nfrom inconfidence.cli import main\nsys.argv[1:] = ['--help']\n"
        "try: main()\nexcept SystemExit: print(*sorted(sys.modules), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "demo" in done.stdout
    assert not set(SLOW) & set(done.stderr.split())


def blank_pdf() -> bytes:
    """Return a page with nothing on it."""

    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


def test_a_bundle_is_made_and_tells_a_script_whether_its_paper_is_genuine(
    call: Call, demonstration: Demonstration, tmp_path: Path
) -> None:
    """A folder or a zip; the exit code is that of verify; nothing is overwritten."""
    home = ("--home", demonstration.home.folder)
    genuine = demonstration.of_kind("confidentiality-agreement-signed")[0]

    assert call("bundle", genuine, "-o", tmp_path / "made", *home).returncode == 0
    assert (tmp_path / "made" / "paper.pdf").read_bytes() == genuine.read_bytes()
    assert call("bundle", genuine, "-o", tmp_path / "made", *home).returncode == 5
    assert call("bundle", demonstration.altered, "-o", tmp_path / "altered.zip", *home).returncode == 6
    assert (tmp_path / "altered.zip").is_file()


def test_the_archives_check_says_how_its_signatures_were_looked_at(call: Call, demonstration: Demonstration) -> None:
    """Most are swept; the first of each signer is judged."""
    done = call("archive", "check", "--home", demonstration.home.folder)

    assert done.returncode == 0
    assert "papers as they were judged" in done.stdout
