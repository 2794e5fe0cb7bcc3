"""`render` and `template check` as a script calls them, and papers as web pages."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import lxml.html
import page as conformance
import pikepdf
import pytest
from docx import Document

from inconfidence.core.clock import SystemClock
from tests.cli.conftest import Call
from tests.demonstrated import Demonstration, copy_of
from tests.generator.word.making import saved

ROOT = Path(__file__).parents[2]
NOT_SEALED = "This page is not the sealed paper"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A Word file somebody wrote: a heading, words, a list, a table."""
    document = Document()
    document.add_heading("Minutes", 1)
    document.add_paragraph("Yıldız said: <b>no</b>.")
    document.add_paragraph("One", "List Bullet")
    document.add_table(1, 2).cell(0, 0).text = "Cell"
    return written(tmp_path / "minutes.docx", saved(document))


@pytest.fixture
def own_home(demonstration: Demonstration, tmp_path: Path) -> Path:
    """A copy of the demonstration's home: what notes something in a home keeps every other program out meanwhile."""
    return copy_of(demonstration.home, tmp_path, SystemClock()).folder


def reference(demonstration: Demonstration, kind: str) -> str:
    return next(each.reference for each in demonstration.rows.cases.values() if each.kind == kind)


def written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def test_a_filled_word_file_becomes_pdf_and_page(call: Call, filled: Path, tmp_path: Path) -> None:
    """Without a home; the PDF keeps both standards, the page says the same, and neither is marked or sealed."""
    pdf, page = tmp_path / "minutes.pdf", tmp_path / "minutes.html"

    done = call("render", filled, "-o", pdf, "--html", page)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with pikepdf.open(pdf) as opened:
        assert "/AcroForm" not in opened.Root
    for profile in ("ua1", "3a"):
        assert not conformance.validate_pdf_bytes(pdf.read_bytes(), profile=profile).failures
    root = lxml.html.document_fromstring(page.read_text("utf-8"))
    assert "Yıldız said: <b>no</b>." in root.text_content()
    assert "sealed" not in root.text_content()


def test_nothing_is_overwritten_and_nothing_is_half_done(call: Call, filled: Path, tmp_path: Path) -> None:
    """When the page is there already, no PDF is written either."""
    pdf, page = tmp_path / "minutes.pdf", written(tmp_path / "minutes.html", b"mine")

    done = call("render", filled, "-o", pdf, "--html", page)

    assert done.returncode == 5
    assert "was not overwritten" in done.stderr
    assert (pdf.exists(), page.read_bytes()) == (False, b"mine")


def test_what_cannot_be_drawn_is_listed_with_its_place(call: Call, tmp_path: Path) -> None:
    """All of it, and no file is written."""
    document = Document()
    document.add_paragraph().add_run("hidden").font.hidden = True
    document.add_paragraph().add_run("LOUD").font.all_caps = True
    pdf = tmp_path / "x.pdf"

    done = call("render", written(tmp_path / "x.docx", saved(document)), "-o", pdf)

    assert done.returncode == 3
    assert "body, paragraph 1: Hidden text." in done.stderr
    assert "body, paragraph 2: Text shown in capitals" in done.stderr
    assert not pdf.exists()


def test_a_template_that_was_not_filled_is_not_drawn(call: Call, tmp_path: Path) -> None:
    """Its tags would stand on the page."""
    done = call("render", ROOT / "templates" / "invitation" / "template.docx", "-o", tmp_path / "x.pdf")

    assert done.returncode == 3
    assert "has not been filled" in done.stderr


@pytest.mark.parametrize("command", [("render", "-o", "x.pdf"), ("template", "check")])
def test_a_file_that_is_not_there_exits_with_4(call: Call, command: tuple[str, ...]) -> None:
    """As everywhere."""
    assert call(*command, "no-such.docx").returncode == 4


@pytest.mark.parametrize("what", ["invitation", "conference-pack/template.docx"])
def test_a_shipped_template_passes_its_check(call: Call, what: str) -> None:
    """By its folder or by its file, with a plain sentence."""
    done = call("template", "check", ROOT / "templates" / what)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Everything in this template can be drawn")


def test_a_template_with_faults_exits_with_3_and_names_them(call: Call, tmp_path: Path) -> None:
    """For people on standard error, for programs as JSON on standard output."""
    document = Document()
    document.add_paragraph("{{ council. }}")
    file = written(tmp_path / "bad.docx", saved(document))

    done, listed = call("template", "check", file), call("template", "check", file, "--json")

    assert (done.returncode, done.stdout, listed.returncode) == (3, "", 3)
    assert "body, paragraph 1: A tag that cannot be understood" in done.stderr
    (problem,) = json.loads(listed.stdout)
    assert problem.keys() == {"path", "code", "message", "remedy"}
    assert (problem["path"], problem["code"]) == ("body, paragraph 1", "tag")


def test_a_template_without_faults_is_an_empty_list_to_a_program(call: Call) -> None:
    """And nothing beside it."""
    done = call("template", "check", ROOT / "templates" / "invitation", "--json")

    assert (json.loads(done.stdout), done.returncode) == ([], 0)


def test_a_name_the_manifest_lacks_is_found_in_a_folder(call: Call, tmp_path: Path) -> None:
    """The folder says which names a view will hold."""
    document = Document(BytesIO((ROOT / "templates" / "invitation" / "template.docx").read_bytes()))
    document.add_paragraph("{{ screening.outcome }}")
    written(tmp_path / "template.docx", saved(document))
    written(tmp_path / "manifest.yaml", (ROOT / "templates" / "invitation" / "manifest.yaml").read_bytes())

    done = call("template", "check", tmp_path)

    assert done.returncode == 3
    assert "'screening', which the manifest does not name" in done.stderr


def test_a_paper_is_made_as_a_page(call: Call, demonstration: Demonstration, own_home: Path, tmp_path: Path) -> None:
    """It says at its head what it is not, is marked, and is not overwritten."""
    case, page = reference(demonstration, "location"), tmp_path / "record.html"
    asked = ("document", "make", "referral-record-location", case, "--for", "fast", "--format", "html", "-o", page)

    done = call(*asked, "--home", own_home)

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    root = lxml.html.document_fromstring(page.read_text("utf-8"))
    assert root.find_class("notice")[0].text_content().startswith(NOT_SEALED)
    assert "Private and Confidential" in root.find_class("top")[0].text_content()
    assert "SAMPLE" in root.find_class("top")[0].text_content()
    assert call(*asked, "--home", own_home).returncode == 5


def test_a_page_that_says_too_much_is_not_handed_out(
    call: Call, demonstration: Demonstration, own_home: Path, tmp_path: Path
) -> None:
    """The same scan as for every paper, and the same refusal."""
    case, page = reference(demonstration, "individual"), tmp_path / "letter.html"
    letter = demonstration.sample_data("letter")
    letter["paragraphs"].append("Siobhán Kerrigan told us.")
    file = written(tmp_path / "letter.json", json.dumps(letter).encode())
    call("record", "add", "letter", file, "--case", case, "--home", own_home)

    done = call(
        *("document", "make", "family-letter", case, "--for", "family:F1", "--format", "html", "-o", page),
        *("--home", own_home),
    )

    assert done.returncode == 5
    assert "Kerrigan" not in done.stderr
    assert not page.exists()


def test_the_list_says_in_which_formats_a_paper_can_be_made(call: Call) -> None:
    """Where it can be made at all."""
    rows = json.loads(call("document", "list", "--json").stdout)

    assert {tuple(row["formats"]) for row in rows if row["available"]} == {("pdf", "docx", "html")}
