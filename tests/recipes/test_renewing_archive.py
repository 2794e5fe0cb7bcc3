"""The closed papers of a home are renewed in time: what ends soon is told, and every former version stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Failed, TryLater
from inconfidence.recipes import keys, renewing
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.kept_alarms import kept_troubles
from inconfidence.recipes.papers import judged
from inconfidence.recipes.renewing import Done, Ending
from inconfidence.recipes.sweeping import sweep_archive
from signing import CheckedTimeStamper
from tests.demonstrated import Demonstration, copy_of

YEAR = timedelta(days=365)
END = 13 * 12
"""Months after the eighth year by which the first time certificate has ended, and the next one has not."""


@dataclass(frozen=True)
class AllRenewed:
    """A home whose agreements were all renewed in the eighth year: what ended, and what became of each."""

    home: Home
    soon: Sequence[Ending]
    done: Sequence[Done]

    def in_25_years(self, told: Home) -> Home:
        """Return it opened long after the first time-stamp ended."""
        return open_home(self.home.folder, secret_folder(self.home.folder), FixedClock(told.clock.now() + 25 * YEAR))


@pytest.fixture(scope="module")
def told(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demonstration's home on the day it was told; nothing is changed in it."""
    clock = FixedClock(demonstration.home.clock.now())
    return copy_of(demonstration.home, tmp_path_factory.mktemp("told"), clock)


@pytest.fixture(scope="module")
def eighth(told: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """That home eight years later, with a new time key; nothing is changed in it either."""
    return later(copy_of(told, tmp_path_factory.mktemp("eighth"), told.clock), 8 * YEAR, "time")


@pytest.fixture(scope="module")
def renewed(eighth: Home, tmp_path_factory: pytest.TempPathFactory) -> AllRenewed:
    then = copy_of(eighth, tmp_path_factory.mktemp("renewed"), eighth.clock)
    soon = renewing.ending(then, END)
    return AllRenewed(then, soon, renewing.renew_all(then, soon))


@pytest.fixture
def home(told: Home, tmp_path: Path) -> Home:
    """A copy of the home on the day it was told, to do with as one likes."""
    return copy_of(told, tmp_path, told.clock)


@pytest.fixture
def then(eighth: Home, tmp_path: Path) -> Home:
    """A copy of the home in the eighth year, to do with as one likes."""
    return copy_of(eighth, tmp_path, eighth.clock)


def later(home: Home, wait: timedelta, *changed: str) -> Home:
    """Return the home opened some time later, these keys changed that day and the root's list made anew."""
    clock = FixedClock(home.clock.now() + wait)
    council = keys.open_keys(home.folder, secret_folder(home.folder), clock)
    for name in changed:
        keys.renew(council, name, None)
    keys.renew_list(council, None)
    return open_home(home.folder, secret_folder(home.folder), clock)


def agreements(home: Home) -> list[str]:
    """Return the references of the agreements signed by everybody and closed."""
    return sorted({each.reference for each in home.archive.current() if each.level == "B-LTA"})


@pytest.mark.parametrize("wait", [timedelta(days=1), timedelta(days=30), YEAR], ids=["day", "month", "year"])
def test_every_agreement_is_authentic_later_on(told: Home, wait: timedelta) -> None:
    """A day, a month and a year later by the clock: signers' certificates have ended by then."""
    late = open_home(told.folder, secret_folder(told.folder), FixedClock(told.clock.now() + wait))
    closed = [each.object for each in late.archive.current() if each.level == "B-LTA"]

    assert len(closed) >= 5
    assert {(one.verdict, one.level) for one in (judged(late, late.archive.read(each)) for each in closed)} == {
        ("authentic", "B-LTA")
    }


def test_what_ends_soon_is_listed_and_nothing_else(home: Home) -> None:
    """Every closed agreement, in the last year of its time-stamp; no paper that was never closed."""
    assert renewing.ending(home, 12) == ()
    last_year = later(home, 19 * YEAR + timedelta(days=2))

    soon = renewing.ending(last_year, 12)

    assert sorted(each.reference for each in soon) == agreements(home)
    assert {each.ends - home.clock.now() <= 20 * YEAR for each in soon} == {True}
    assert renewing.as_plain(soon)[0].keys() == {"reference", "paper", "digest", "ends"}


def test_renewed_papers_are_new_versions_and_the_former_ones_stay(told: Home, renewed: AllRenewed) -> None:
    """The archive is sound, each newest version authentic long after the first time-stamp ended."""
    then, done = renewed.home, renewed.done
    renewing.refuse_unless_renewed(done)

    assert len(done) >= 5
    assert [each.ending for each in done] == list(renewed.soon)
    assert then.archive.check().sound
    for each in done:
        assert each.renewed is not None
        assert then.archive.newest(each.ending.digest) == each.renewed
        assert then.archive.read(each.renewed).startswith(then.archive.read(each.ending.digest))
    late = renewed.in_25_years(told)
    assert {judged(late, late.archive.read(each.renewed)).verdict for each in done if each.renewed} == {"authentic"}
    doubtful = {digest for digest, _ in sweep_archive(late.archive, late.trust, late.clock).doubtful}
    assert not doubtful & {each.renewed for each in done}
    assert not doubtful & {each.ending.digest for each in done}


def test_a_renewed_paper_takes_the_place_of_its_copy_to_look_at(home: Home) -> None:
    """Whoever hands it out hands out the one that lasts; every other file among the papers stays as it was."""
    then = later(home, 8 * YEAR, "time")
    soon = renewing.ending(then, END)
    before = {file: file.read_bytes() for file in then.papers.rglob("*") if file.is_file()}
    formers = {then.archive.read(each.digest): each.digest for each in soon}

    renewing.refuse_unless_renewed(renewing.renew_all(then, soon))

    lying = [file for file, content in before.items() if content in formers]
    assert len(lying) >= 2
    for file in lying:
        assert file.read_bytes() == then.archive.read(then.archive.newest(formers[before[file]]))
    after = {file: file.read_bytes() for file in then.papers.rglob("*") if file.is_file()}
    assert set(after) == set(before)
    assert [file for file in before if file not in lying and after[file] != before[file]] == []


def test_agreements_renewed_three_times_are_authentic_after_thirty_years(home: Home) -> None:
    """Two of them, after 8, 16 and 24 years, by a time key changed each time."""
    then, chosen = home, agreements(home)[:2]
    for changed in (("time",), ("issuing-time", "time"), ("time",)):
        then = later(then, 8 * YEAR, *changed)
        soon = [each for each in renewing.ending(then, END) if each.reference in chosen]
        assert len(soon) == 2
        renewing.refuse_unless_renewed(renewing.renew_all(then, soon))
    end = open_home(home.folder, secret_folder(home.folder), FixedClock(home.clock.now() + 30 * YEAR))
    newest = [each.object for each in end.archive.current() if each.reference in chosen and each.kind == "renewed"]
    found = [judged(end, end.archive.read(each)) for each in newest]

    assert {(one.verdict, one.level) for one in found} == {("authentic", "B-LTA")}
    assert [len(one.renewed) for one in found] == [3, 3]


def test_a_second_call_renews_nothing_more(renewed: AllRenewed) -> None:
    """Within the same time nothing ends any more."""
    assert renewed.done
    assert renewing.ending(renewed.home, END) == ()


def test_without_a_new_time_key_each_paper_says_why_it_was_not_renewed(home: Home) -> None:
    """And nothing is kept."""
    then = later(home, 8 * YEAR)
    soon = renewing.ending(then, END)[:1]
    before = len(then.archive.entries())
    (left,) = renewing.renew_all(then, soon)

    assert "keys rotate time" in left.reason
    assert len(then.archive.entries()) == before
    assert renewing.done_as_plain([left])[0]["renewed"] is None
    with pytest.raises(Failed, match=r"1 of 1 paper\(s\) were not renewed"):
        renewing.refuse_unless_renewed([left])


def test_a_paper_whose_time_authority_does_not_answer_waits_and_the_others_are_renewed(
    then: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each says what became of it; the same call goes on with what waits, and the exit code says that it may."""
    soon = renewing.ending(then, END)[:2]
    answers, asked = CheckedTimeStamper.token_for, []

    def down_at_first(self: CheckedTimeStamper, digest: bytes, algorithm: str) -> bytes:
        asked.append(digest)
        if len(asked) == 1:
            raise TryLater("The time authority did not answer.")
        return answers(self, digest, algorithm)

    with monkeypatch.context() as outage:
        outage.setattr(CheckedTimeStamper, "token_for", down_at_first)
        waiting, renewed = renewing.renew_all(then, soon)

    assert (waiting.waits, waiting.renewed, waiting.reason) == (True, None, "The time authority did not answer.")
    assert then.archive.newest(soon[1].digest) == renewed.renewed
    with pytest.raises(TryLater, match=r"1 of 2 paper\(s\) were not renewed, 1 of them wait") as left:
        renewing.refuse_unless_renewed((waiting, renewed))
    assert left.value.exit_status == 75
    assert [each["waits"] for each in renewing.done_as_plain((waiting, renewed))] == [True, False]
    again = renewing.renew_all(then, soon[:1])
    assert again[0].renewed is not None
    renewing.refuse_unless_renewed(again)


def test_what_cannot_be_renewed_beside_what_waits_is_told_of_by_its_row() -> None:
    """The exit code says to call again: then only what cannot be renewed is left, and the code says that."""
    one = Ending("agreement", "R-1", digest_of(b""), datetime(2034, 1, 1, tzinfo=UTC))
    waits, cannot = Done(one, reason="down", waits=True), Done(one, reason="never")

    with pytest.raises(TryLater, match=r"2 of 2 paper\(s\) were not renewed, 1 of them wait"):
        renewing.refuse_unless_renewed((waits, cannot))
    with pytest.raises(Failed, match="1 of 1"):
        renewing.refuse_unless_renewed((cannot,))


def test_a_renewal_that_was_cut_off_is_found_again(then: Home) -> None:
    """The file was written and the power went: the next run keeps that one and makes no other."""
    soon = renewing.ending(then, END)[:1]
    (first,) = renewing.renew_all(then, soon)
    ledger = then.folder / "archive" / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    again = open_home(then.folder, secret_folder(then.folder), then.clock)

    (second,) = renewing.renew_all(again, soon)

    assert second.renewed == first.renewed
    assert again.archive.check().sound


def _altered(home: Home, each: Ending) -> None:
    file = home.folder / "archive" / "objects" / each.digest[:2] / f"{each.digest[2:]}.pdf"
    file.chmod(0o600)
    file.write_bytes(file.read_bytes() + b"\n")


def test_a_paper_that_was_changed_on_the_disk_is_not_renewed(then: Home) -> None:
    """It is not even listed: `archive check` tells of it."""
    soon = renewing.ending(then, END)
    _altered(then, soon[0])

    assert renewing.ending(then, END) == soon[1:]
    assert "was changed on the disk" in renewing.renew_all(then, soon[:1])[0].reason


def kept_said(home: Home, moment: datetime) -> dict[str, str]:
    then = open_home(home.folder, secret_folder(home.folder), FixedClock(moment))
    return {each.state: f"{each.words} {each.remedy}" for each in kept_troubles(then)}


def test_the_doctor_warns_a_year_ahead_and_says_when_it_is_too_late(told: Home) -> None:
    """With the command that renews; afterwards only the ledger speaks for the paper."""
    closed = told.clock.now()

    assert kept_said(told, closed + 18 * YEAR) == {}
    assert "archive renew" in kept_said(told, closed + 19 * YEAR + timedelta(days=2))["warning"]
    assert "ledger" in kept_said(told, closed + 20 * YEAR + timedelta(days=2))["fault"]


def test_a_renewed_agreement_still_opens_what_it_opened(
    demonstration: Demonstration, told: Home, renewed: AllRenewed
) -> None:
    """The gate judges the newest version of it, long after the first time-stamp ended."""
    signed = {each.signed_digest for each in demonstration.rows.agreements.values() if each.signed_digest}
    late = renewed.in_25_years(told)
    newest = {digest: late.archive.newest(digest) for digest in signed}

    changed = [each for each, now in newest.items() if each != now]
    assert len(changed) >= 5
    assert {judged(late, late.archive.read(newest[each])).verdict for each in changed} == {"authentic"}
    assert {judged(late, late.archive.read(each)).verdict for each in changed} == {"unrecognised"}
