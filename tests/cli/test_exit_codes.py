"""Every refusal is one clear message on standard error and its own exit code; no traceback, no personal value."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from inconfidence.recipes.home import secret_folder
from inconfidence.recipes.sample import Sample
from tests.cli.conftest import Call, Called
from tests.demonstrated import Demonstration

SAMPLE = Sample(date(2026, 11, 23))
CANARIES = ("Kanarya Yıldız", "canary@@example", "0777 CANARY", "Canary Court", "canary words", "CANARYCODE")


def assert_refused(done: Called, status: int, *words: str) -> None:
    """One message that a person can act on, on standard error; nothing on standard output."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert all(word in done.stderr for word in words), done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "Something went wrong inside" not in done.stderr


@pytest.fixture
def good_referral(tmp_path: Path) -> Path:
    file = tmp_path / "group.json"
    file.write_bytes(SAMPLE.text("referral-group"))
    return file


@pytest.fixture
def reference(call: Call, home_folder: Path, good_referral: Path) -> str:
    """The reference of a referral that was taken in."""
    return call("referral", "add", good_referral, "--home", home_folder).stdout.strip()


def test_what_works_exits_with_0_and_prints_the_answer_alone(
    command: Call, call: Call, home_folder: Path, good_referral: Path
) -> None:
    """A script reads the reference from standard output; the same referral again is the same case."""
    first = command("referral", "add", good_referral, "--home", home_folder)
    second = call("referral", "add", good_referral, "--home", home_folder)

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("R-")
    assert second.stdout == first.stdout


def test_secrets_of_another_home_exit_with_1(call: Call, home_folder: Path, tmp_path: Path) -> None:
    """The job could not be done, and the message says to look at the keys."""
    assert call("init", "--home", tmp_path / "other").returncode == 0
    shutil.copy(tmp_path / "other.secret" / "store.key", secret_folder(home_folder) / "store.key")

    done = call("case", "show", "R-0000-0000", "--home", home_folder)

    assert_refused(done, 1, "key")


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("referral", "schema", "weather"),
        ("document", "make", "acknowledgement"),
        ("verify",),
    ],
    ids=" ".join,
)
def test_a_command_put_wrongly_exits_with_2(call: Call, arguments: tuple[str, ...]) -> None:
    """The message says what is wrong with the command."""
    done = call(*arguments)

    assert_refused(done, 2)


def test_a_bad_referral_exits_with_3_and_every_problem(call: Call, home_folder: Path, tmp_path: Path) -> None:
    """All problems are listed by path, and nothing is kept."""
    file = tmp_path / "bad.json"
    file.write_bytes(SAMPLE.text("referral-bad"))

    done = call("referral", "add", file, "--home", home_folder)

    assert_refused(done, 3, "people.1.age_to", "referrer.email", "place.name")
    assert done.stderr.count("\n") > 20


def test_no_value_of_a_bad_referral_is_repeated(call: Call, tmp_path: Path) -> None:
    """A refusal can be pasted into a ticket: it tells fields, never what stood in them."""
    file = tmp_path / "canary.json"
    file.write_text(json.dumps(canary_referral()), "utf-8")

    done = call("referral", "check", file)

    assert_refused(done, 3, "referrer.email", "referrer.phone")
    assert not [canary for canary in CANARIES if canary in done.stderr]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"kind": "CANARYCODE"}', b"null"])
def test_what_is_no_referral_at_all_exits_with_3(call: Call, tmp_path: Path, content: bytes) -> None:
    """An empty, broken, foreign or hostile file is a problem like any other."""
    file = tmp_path / "file.json"
    file.write_bytes(content)

    done = call("referral", "check", file)

    assert_refused(done, 3)
    assert "CANARYCODE" not in done.stderr


def test_a_reference_nobody_issued_exits_with_4(call: Call, home_folder: Path) -> None:
    """What is not held is not found."""
    done = call("case", "show", "R-0000-0000", "--home", home_folder)

    assert_refused(done, 4, "reference")


def test_a_file_that_is_not_there_exits_with_4(call: Call) -> None:
    """A mistyped file name is not a fault of the program."""
    done = call("referral", "check", "no-such-file.json")

    assert_refused(done, 4, "no file")


def test_a_home_that_is_not_there_exits_with_4(call: Call) -> None:
    """Nothing is made in a folder that was only mistyped."""
    done = call("archive", "check", "--home", "no-such-home")

    assert_refused(done, 4, "inconfidence init")


def test_a_paper_out_of_turn_exits_with_5(call: Call, home_folder: Path, reference: str, tmp_path: Path) -> None:
    """The message names the line of the protocol, and no file is written."""
    out = tmp_path / "form.pdf"

    done = call("document", "make", "survey-form", reference, "--for", "public", "-o", out, "--home", home_folder)

    assert_refused(done, 5, "L89")
    assert not out.exists()


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        (("--language", "tr"), 4, "It exists in: en-GB."),
        (("--language", "../survey-form"), 4, "It exists in: en-GB."),
        (("--variant", "huge"), 2, "large-print"),
    ],
    ids=str,
)
def test_a_print_or_language_there_is_not_is_refused(
    call: Call, home_folder: Path, reference: str, tmp_path: Path, how: tuple[str, ...], status: int, said: str
) -> None:
    """The message names what there is, and no file is written in its place."""
    out = tmp_path / "paper"
    made = ("document", "make", "acknowledgement", reference, "--for", "referrer")

    done = call(*made, *how, "-o", out, "--home", home_folder)

    assert_refused(done, status, said)
    assert not out.exists()


def test_large_print_is_made_when_asked_for(call: Call, home_folder: Path, reference: str, tmp_path: Path) -> None:
    """The paper in large print has more pages than the other, and is another file."""
    made = ("document", "make", "acknowledgement", reference, "--for", "referrer", "--home", home_folder)

    assert call(*made, "-o", tmp_path / "standard.pdf", "--variant", "standard").returncode == 0
    assert call(*made, "-o", tmp_path / "large.pdf", "--variant", "large-print", "--language", "en-GB").returncode == 0

    pages = [len(pikepdf.open(tmp_path / name).pages) for name in ("standard.pdf", "large.pdf")]
    assert pages[0] < pages[1]


def test_a_word_file_is_made_in_large_print(call: Call, home_folder: Path, reference: str, tmp_path: Path) -> None:
    """No words of it are smaller than 18 points."""
    made = ("document", "make", "acknowledgement", reference, "--for", "referrer", "--home", home_folder)
    out = tmp_path / "large.docx"

    assert call(*made, "-o", out, "--format", "docx", "--variant", "large-print").returncode == 0

    with zipfile.ZipFile(out) as word:
        sizes = re.findall(rb'<w:sz w:val="([0-9]+)"', word.read("word/styles.xml") + word.read("word/document.xml"))
    assert min(map(int, sizes)) >= 36


def test_a_file_that_exists_is_not_overwritten(call: Call, home_folder: Path, reference: str, tmp_path: Path) -> None:
    """The second paper goes elsewhere; what stood there stays."""
    out = tmp_path / "paper.pdf"
    out.write_text("mine", "ascii")

    done = call(
        "document", "make", "acknowledgement", reference, "--for", "referrer", "-o", out, "--home", home_folder
    )

    assert_refused(done, 5, "exists")
    assert out.read_text("ascii") == "mine"


def test_an_altered_file_exits_with_6(call: Call, demonstration: Demonstration) -> None:
    """The verdict is on standard output for a person to read, and the exit code for a script."""
    done = call("verify", demonstration.altered, "--home", demonstration.home.folder)

    assert done.returncode == 6
    assert "changed after it was sealed or signed" in done.stdout
    assert "cannot be relied on" in done.stderr


def test_a_time_authority_that_cannot_answer_exits_with_75(
    call: Call, home_folder: Path, reference: str, tmp_path: Path
) -> None:
    """A script may call again later: nothing was sealed."""
    (home_folder / "keys" / "time.serial").write_text("not a number", "ascii")
    out = tmp_path / "paper.pdf"

    done = call(
        "document", "make", "acknowledgement", reference, "--for", "referrer", "-o", out, "--home", home_folder
    )

    assert_refused(done, 75, "time authority")
    assert not out.exists()


def test_an_archive_that_was_tampered_with_exits_with_6(
    call: Call, home_folder: Path, reference: str, tmp_path: Path
) -> None:
    """The file that was changed on the disk is named by its digest."""
    out = tmp_path / "paper.pdf"
    call("document", "make", "acknowledgement", reference, "--for", "referrer", "-o", out, "--home", home_folder)
    (kept,) = (home_folder / "archive" / "objects").rglob("*.pdf")
    kept.chmod(0o600)
    kept.write_bytes(out.read_bytes()[:-1])

    done = call("archive", "check", "--home", home_folder)

    assert done.returncode == 6
    assert "was changed on the disk" in done.stdout
    assert "Traceback" not in done.stderr


def canary_referral() -> dict[str, Any]:
    """Return a referral in which every wrong field holds a value that must not be seen again."""
    referral: dict[str, Any] = json.loads(SAMPLE.text("referral-location"))
    referral["referrer"] |= {
        "name": [CANARIES[0]],
        "email": CANARIES[1],
        "phone": CANARIES[2],
        CANARIES[3]: CANARIES[4],
    }
    referral["how"] = CANARIES[4]
    referral["people"][0] |= {"age_from": CANARIES[0], "name": {"unknown": CANARIES[5]}}
    referral["received"] = CANARIES[5]
    return referral
