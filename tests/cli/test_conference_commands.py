"""`inconfidence conference invite` and `agreements` as an admin or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from inconfidence.core.clock import SystemClock
from inconfidence.recipes.home import Home
from inconfidence.store import Invitee
from tests.cli.conftest import Call
from tests.demonstrated import Demonstration, copy_of, rows_of

NEWCOMER = {
    "kind": "invitee",
    "number": "17",
    "name": "Şükrü Öztürk",
    "role": "Market trader",
    "capacity": "myself",
    "email": "sukru@example.org",
}


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


def case_of(home: Home, kind: str = "location") -> str:
    return next(each.reference for each in rows_of(home).cases.values() if each.kind == kind)


def lines_of(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def in_state(home: Home, state: str) -> Invitee:
    rows = rows_of(home)
    return next(rows.invitees[each.invitee] for each in rows.agreements.values() if each.state == state)


def papers(home: Home) -> int:
    return len(list(home.papers.rglob("*.pdf")))


def test_a_newcomer_is_invited_and_asked_once(call: Call, home: Home, tmp_path: Path) -> None:
    """Put on the list and called by number: an invitation and an agreement; a second call finds both."""
    file = tmp_path / "person.json"
    file.write_text(json.dumps(NEWCOMER))
    assert call("record", "add", "invitee", file, "--case", case_of(home), "--home", home.folder).returncode == 0
    before = papers(home)

    first = call("conference", "invite", case_of(home), "17", "--json", "--home", home.folder)
    second = call("conference", "invite", case_of(home), "17", "--json", "--home", home.folder)

    assert (first.returncode, first.stderr) == (0, "")
    (row,) = lines_of(first.stdout)
    assert (row["number"], row["state"], row["problem"]) == ("17", "asked", None)
    assert lines_of(second.stdout) == [row]
    assert papers(home) == before + 2
    for folder, name in (("invitation", row["invitation"]), ("confidentiality-agreement", row["agreement"])):
        assert (home.papers / folder / name).is_file()
        assert name.startswith(f"{folder}-17-")
    assert not [word for word in ("Şükrü", "Öztürk", "sukru", "trader") if word in first.stdout]


def test_inviting_everybody_again_asks_only_whose_wording_is_out_of_date(call: Call, home: Home) -> None:
    """Sixteen lines; who signed the earlier wording is asked in the current one, and who declined is not."""
    declined = in_state(home, "declined")

    said = call("conference", "invite", case_of(home), "--home", home.folder)
    rows = json.loads(call("conference", "agreements", case_of(home), "--json", "--home", home.folder).stdout)

    assert said.returncode == 0
    assert len(said.stdout.splitlines()) == len(rows) == 16
    assert all(row["wording_is_current"] for row in rows)
    by_number = {row["number"]: row for row in rows}
    assert by_number[declined.number]["state"] == "declined"
    assert sum(row["state"] == "asked" for row in rows) == 2


def test_who_declined_is_asked_again_when_named(call: Call, home: Home) -> None:
    """By number: a new agreement, with another form code."""
    number = in_state(home, "declined").number
    earlier = next(each.form_code for each in rows_of(home).agreements.values() if each.state == "declined")

    (row,) = lines_of(call("conference", "invite", case_of(home), number, "--json", "--home", home.folder).stdout)

    assert row["state"] == "asked"
    assert row["form_code"] != earlier


def test_another_wording_is_taken_in_and_put_to_everybody_meant(call: Call, home: Home, tmp_path: Path) -> None:
    """The council's own words as a record; with a translation that follows an older version nobody is asked in it."""
    wording = yaml.safe_load(Path("inconfidence/sample_case/agreement.yaml").read_text("utf-8"))
    newer, older = tmp_path / "newer.json", tmp_path / "older.json"
    newer.write_text(json.dumps({**wording, "kind": "agreement", "wording_version": "2027-1"}, default=str))
    older.write_text(json.dumps({**wording, "kind": "agreement"}, default=str))
    number = next(each.number for each in rows_of(home).invitees.values() if each.details["language"] == "English")

    said = call(
        *("conference", "invite", case_of(home), number, "--wording", newer, "--translation", "tr", older),
        *("--json", "--home", home.folder),
    )
    rows = json.loads(call("conference", "agreements", case_of(home), "--json", "--home", home.folder).stdout)

    assert said.returncode == 0
    assert [row["number"] for row in rows if row["wording_is_current"]] == [number]
    assert next(row for row in rows if row["number"] == number)["wording"] == "2027-1"


def test_the_agreements_are_told_by_number_alone(call: Call, home: Home, demonstration: Demonstration) -> None:
    """As a table and as JSON: how each ended and when, whom nobody reminded, and nobody's name."""
    table = call("conference", "agreements", case_of(home), "--home", home.folder)
    rows = json.loads(call("conference", "agreements", case_of(home), "--json", "--home", home.folder).stdout)

    assert table.returncode == 0
    assert {row["state"] for row in rows} >= {"signed", "declined", "asked", "altered"}
    assert [len(row["reminded"]) for row in rows if row["state"] == "asked"] == [2]
    assert {row["way"] for row in rows if row["state"] == "signed"} == {"electronic", "ink"}
    assert all(row["form_code"] in table.stdout for row in rows)
    told = table.stdout + json.dumps(rows, ensure_ascii=False)
    assert not [person["name"] for person in demonstration.people if person["name"] in told]


def test_what_cannot_be_done_is_said_with_its_exit_code(call: Call, home: Home, tmp_path: Path) -> None:
    """A name for a number, which is not repeated, a case without a conference, and a wording that is none."""
    wrong = tmp_path / "wording.json"
    wrong.write_text(json.dumps({"kind": "agreement", "wording_version": "1"}))

    not_listed = call("conference", "invite", case_of(home), "16", "Öztürk", "--home", home.folder)
    no_conference = call("conference", "agreements", case_of(home, "group"), "--home", home.folder)
    no_wording = call("conference", "invite", case_of(home), "--wording", wrong, "--home", home.folder)

    assert (not_listed.returncode, no_conference.returncode, no_wording.returncode) == (4, 4, 3)
    assert "1 of the numbers given" in not_listed.stderr
    assert "Öztürk" not in not_listed.stdout + not_listed.stderr
    assert "clauses" in no_wording.stderr
