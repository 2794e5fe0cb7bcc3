"""The main job on the sample case ends as the sample says: who gets what, and what every file is worth."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from distribution import Refusal
from inconfidence.recipes.conference import Released
from inconfidence.recipes.pen_and_scanner import form_code_of
from inconfidence.recipes.verification import proofs_beside, verify_all
from tests.demonstrated import Demonstration, pages_of, strings_of

REASONS = {
    "declines": "Declined to sign the confidentiality agreement.",
    "never_answers": "Has not answered yet.",
    "superseded_wording": "Signed an earlier wording of the agreement; the current one is not signed.",
    "altered": "The signed agreement was changed after signing.",
}
FILES = {
    "referral-record-location": 1,
    "referral-record-group": 1,
    "referral-record-individual": 1,
    "referrer-record": 3,
    "acknowledgement": 3,
    "survey-guide": 1,
    "survey-form": 1,
    "observation-sheet": 1,
    "monitoring-sheet": 1,
    "family-letter": 1,
    "invitation": 16,
    "confidentiality-agreement": 16,
    "confidentiality-agreement-signed": 12,
    "ink-scan": 1,
    "refused": 1,
    "conference-pack": 12,
}
PACK_PAGES_LEAST = 15


def test_twelve_people_get_a_copy_of_their_own(demonstration: Demonstration) -> None:
    """Everybody whose agreement stands has a copy, numbered without a gap."""
    outcomes = [guest.outcome for guest in demonstration.story.guests]

    copies = [each.copy for each in outcomes if isinstance(each, Released)]

    assert [copy.number for copy in copies] == [f"{number:02}" for number in range(1, 13)]
    assert len({copy.invitee for copy in copies}) == 12
    assert len({copy.code for copy in copies}) == 12
    assert len({copy.digest for copy in copies}) == 12


def test_four_people_get_none_each_for_a_reason_of_their_own(demonstration: Demonstration) -> None:
    """One declined, one is silent, one signed an earlier wording, one agreement was changed: as the reason says."""
    ends = {each["invitee"]["number"]: each["signs"] for each in demonstration.sample_data("invitees")["invitees"]}

    refused = {
        ends[guest.invitee.number]: guest.outcome.reason
        for guest in demonstration.story.guests
        if isinstance(guest.outcome, Refusal)
    }

    assert refused == REASONS


def test_eleven_signed_electronically_and_one_in_ink(demonstration: Demonstration) -> None:
    """The way each standing agreement was signed is on record."""
    ways = Counter(guest.agreement.way for guest in demonstration.story.guests if isinstance(guest.outcome, Released))

    assert ways == {"electronic": 11, "ink": 1}


def test_every_signer_has_a_certificate_of_their_own(demonstration: Demonstration) -> None:
    """Each signed agreement names the very person it was put to, and no other guardian."""
    rows = demonstration.rows
    for file in demonstration.of_kind("confidentiality-agreement-signed"):
        (result,) = verify_all(
            [(file.name, file.read_bytes())], demonstration.home.pki.trust, demonstration.home.clock
        )

        (guardian,) = (each for each in result.evidence.signatures if each.role == "guardian")

        assert guardian.signer == rows.invitees[demonstration.owner(file)].details["name"]


def test_every_kind_of_paper_is_there(demonstration: Demonstration) -> None:
    """All papers of the main job were made, each kind as often as there are people for it, and no other."""
    assert Counter(file.parent.name for file in demonstration.files) == FILES


def test_the_bad_referral_is_refused_with_every_problem(demonstration: Demonstration) -> None:
    """All problems are listed by path with a remedy, and no case was opened for it."""
    problems = demonstration.story.bad_referral

    assert len(problems) >= 20
    assert all(each.path and each.message and each.remedy for each in problems)
    assert {case.kind for case in demonstration.rows.cases.values()} == {"location", "group", "individual"}


def test_the_linked_referrals_are_linked(demonstration: Demonstration) -> None:
    """The place and the group know of one another; the child's case stands alone."""
    rows = demonstration.rows
    with demonstration.home.store.reading() as held:
        links = {case.kind: len(held.cases.linked(case.reference)) for case in rows.cases.values()}

    assert links == {"location": 1, "group": 1, "individual": 0}


LEVELS = {
    "refused": "none",
    "confidentiality-agreement": "B-T",
    "confidentiality-agreement-signed": "B-LTA",
    "conference-pack": "B-B",
}
"""What others have still to sign has its time-stamp, and is closed when they have; copies of the pack have one
time-stamp together; a paper that only the council seals keeps what it is judged by."""


def test_every_file_verifies_as_what_it_is(demonstration: Demonstration) -> None:
    """All are genuine but the one that was changed; agreements nobody has signed yet are genuine and incomplete."""
    files = [(str(file), file.read_bytes()) for file in demonstration.files]
    expected = {"confidentiality-agreement": "incomplete", "refused": "altered"}

    results = verify_all(
        files, demonstration.home.pki.trust, demonstration.home.clock, proofs=proofs_beside(demonstration.files)
    )

    for result in results:
        kind = Path(result.file).parent.name
        assert result.evidence.verdict == expected.get(kind, "authentic"), kind
        assert result.evidence.level == LEVELS.get(kind, "B-LT"), kind


def test_copies_of_the_pack_are_incomplete_without_the_proof_of_their_time(demonstration: Demonstration) -> None:
    """All of them have one time, which no copy holds itself; nobody is told a time that nothing proves."""
    packs = demonstration.of_kind("conference-pack")
    files, home = [(str(file), file.read_bytes()) for file in packs], demonstration.home

    bare = verify_all(files, home.pki.trust, home.clock)
    proved = verify_all(files, home.pki.trust, home.clock, proofs=proofs_beside(packs))

    assert {each.evidence.verdict for each in bare} == {"incomplete"}
    assert {each.evidence.signatures[0].time for each in bare} == {None}
    assert len({each.evidence.signatures[0].time for each in proved}) == 1


def test_every_file_is_in_the_archive_with_one_entry(demonstration: Demonstration) -> None:
    """What lies in the papers folder is what is kept, file by file."""
    home = demonstration.home

    kept = {entry.object: entry for entry in home.archive.entries()}

    assert demonstration.story.archive.sound
    assert len(kept) == len(home.archive.entries()) == len(demonstration.files)
    for file in demonstration.files:
        assert any(
            home.archive.read(digest) == file.read_bytes() for digest in kept if kept[digest].reference in file.name
        )


def test_the_ink_agreement_is_a_sealed_sheet_with_its_own_code(demonstration: Demonstration) -> None:
    """The scan carries the code of the agreement it stands for, and the sheet says who saw it signed."""
    (sheet,) = demonstration.of_kind("ink-scan")
    (agreement,) = (each for each in demonstration.rows.agreements.values() if each.way == "ink")

    code = form_code_of(pictures_in(sheet))

    assert code == agreement.form_code
    assert f"Form code read off the scan {code}" in pages_of(sheet)[0]
    assert "Officer who saw it signed Faisal Qureshi" in pages_of(sheet)[0]


def test_a_pack_is_long_enough_and_drawn(demonstration: Demonstration) -> None:
    """At least 15 pages, and one described figure for the map and for each chart of the survey."""
    charts = demonstration.sample_data("conference")["survey"]["charts"]

    for pack in demonstration.of_kind("conference-pack"):
        assert len(pages_of(pack)) >= PACK_PAGES_LEAST
        assert len(figures_in(pack)) >= len(charts) + 1
        assert all(figures_in(pack))


def test_the_map_is_described_for_those_who_cannot_see_it(demonstration: Demonstration) -> None:
    """The words the sample gives for the map stand in the pack as its alternative text."""
    words = demonstration.sample_data("conference")["place"]["map_alt"]

    assert words in strings_of(demonstration.of_kind("conference-pack")[0])


@pytest.mark.parametrize("chart", range(3))
def test_a_chart_prints_its_numbers(demonstration: Demonstration, chart: int) -> None:
    """Title, question, base and every row of a chart can be read as text."""
    wanted = demonstration.sample_data("conference")["survey"]["charts"][chart]
    text = " ".join(pages_of(demonstration.of_kind("conference-pack")[0]))

    assert wanted["title"] in text
    assert wanted["question"] in text
    assert all(f"{row['label']} {row['count']}" in text for row in wanted["rows"])


def pictures_in(file: Path) -> list[bytes]:
    """Return the pictures a PDF shows, as PNG."""
    with pikepdf.open(file) as document:
        shown = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        return [png_of(one) for one in shown if one.get("/Subtype") == pikepdf.Name.Image]


def png_of(image: pikepdf.Stream) -> bytes:
    out = BytesIO()
    pikepdf.PdfImage(image).as_pil_image().save(out, "PNG")
    return out.getvalue()


def figures_in(file: Path) -> list[str]:
    with pikepdf.open(file) as document:
        tagged = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return [str(one.get("/Alt", "")) for one in tagged if one.get("/S") == pikepdf.Name.Figure]
