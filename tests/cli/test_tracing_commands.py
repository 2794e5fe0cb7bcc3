"""`inconfidence trace` and `inconfidence conference` as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.recipes.home import Home
from inconfidence.store import PersonalCopy
from tests.cli.conftest import Call
from tests.demonstrated import Demonstration, copy_of, rows_of

AS_RECORDS = ("--as", "records", "--by", "4711", "--reason", "A page was found.")


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def copy(home: Home) -> PersonalCopy:
    return next(each for each in rows_of(home).copies.values() if each.number == "03")


def case_of(home: Home) -> str:
    return next(each.reference for each in rows_of(home).cases.values() if each.kind == "location")


def name_of(home: Home, copy: PersonalCopy) -> str:
    return str(rows_of(home).invitees[copy.invitee].details["name"])


def test_a_typed_code_names_the_person_and_what_that_means(call: Call, home: Home, copy: PersonalCopy) -> None:
    """One letter wrong: the answer says so, and that it does not say who passed the page on."""
    wrong = "Z" if copy.code[-1] != "Z" else "Y"
    said = call("trace", copy.code[:-1] + wrong, *AS_RECORDS, "--home", home.folder)

    assert said.returncode == 0
    assert name_of(home, copy) in said.stdout
    assert "1 letter(s) of it were misread and mended" in said.stdout
    assert "does not say who passed it on" in said.stdout


def test_a_file_is_answered_as_json(call: Call, home: Home, copy: PersonalCopy, tmp_path: Path) -> None:
    """A program gets copy, reference, moment, agreement and person."""
    file = tmp_path / "found.pdf"
    file.write_bytes(home.archive.read(copy.digest or ""))

    (found,) = json.loads(call("trace", file, *AS_RECORDS, "--json", "--home", home.folder).stdout)

    assert (found["found_by"], found["copy"], found["reference"]) == ("file", "03", copy.reference)
    assert found["agreement"]["file"] == copy.agreement
    assert found["person"]["name"] == name_of(home, copy)


def test_another_role_is_told_nothing(call: Call, home: Home, copy: PersonalCopy) -> None:
    """Exit 5, which roles may, and no name."""
    said = call("trace", copy.code, "--as", "fast", "--by", "1", "--reason", "x", "--home", home.folder)

    assert said.returncode == 5
    assert "admin, chair, records" in said.stderr
    assert name_of(home, copy) not in said.stdout + said.stderr


@pytest.mark.parametrize(("given", "status"), [("AAAA-BBBB-CCCC", 4), ("nothing-here.jpg", 4), ("7K3M", 4)])
def test_what_is_not_there_is_not_found(call: Call, home: Home, given: str, status: int) -> None:
    """A code nobody was given, a file that is not there, and neither of the two."""
    assert call("trace", given, *AS_RECORDS, "--home", home.folder).returncode == status


def test_releasing_tells_each_turn_to_people_and_to_programs(call: Call, home: Home) -> None:
    """Away from a terminal there are plain lines, no bar; with --json each line is an event."""
    lines = call("conference", "release", case_of(home), "--home", home.folder)
    events = call("conference", "release", case_of(home), "--json", "--home", home.folder)

    assert lines.returncode == events.returncode == 0
    assert len(lines.stdout.splitlines()) == 16
    assert "\x1b" not in lines.stdout + lines.stderr
    assert "12 of 16 people have a copy of their own." in lines.stderr
    told = [json.loads(line) for line in events.stdout.splitlines()]
    made, turns = ([each for each in told if each["step"] == step] for step in ("making", "handing-over"))
    assert told == made + turns
    assert [each["done"] for each in made] == list(range(1, 13))
    assert [each["done"] for each in turns] == list(range(1, 17))
    for step in (made, turns):
        assert step[0]["seconds_to_go"] is None
        assert step[-1]["seconds_to_go"] == 0


def test_the_status_and_one_copy_to_print(call: Call, home: Home, copy: PersonalCopy, tmp_path: Path) -> None:
    """Sixteen people, who stands and why the others do not; the copy of one of them as a file."""
    rows = json.loads(call("conference", "status", case_of(home), "--json", "--home", home.folder).stdout)
    number = rows_of(home).invitees[copy.invitee].number
    printed = tmp_path / "print.pdf"

    assert sum(row["stands"] for row in rows) == 12
    assert all(row["reason"] for row in rows if not row["stands"])
    assert call("conference", "pack", case_of(home), number, "-o", printed, "--home", home.folder).returncode == 0
    assert printed.read_bytes() == home.archive.read(copy.digest or "")
    assert "stands" in call("conference", "status", case_of(home), "--home", home.folder).stdout
