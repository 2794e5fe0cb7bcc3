"""A closed paper is renewed before its last time-stamp ends, and judged over decades by what it keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from inconfidence.core.documents import SignedPdf
from inconfidence.core.errors import Failed, NotAuthentic, OutOfTurn, TryLater
from signing import CheckedTimeStamper, Revoked, renew, verify
from signing.parts import RENEWAL_DIGEST, prepare_renewal, signature_fields
from signing.revocation import answer_on
from signing.trust import Trust
from signing.validation_data import ValidationData
from tests.signing.desk import NOON, Desk, open_desk, paper
from tests.signing.test_revocation import Withdrawn
from tests.signing.years import (
    RENEWED_AFTER,
    YEAR,
    RsaAuthority,
    after,
    closed_at,
    renewed_at,
    renewed_by_hand,
    renewed_for_thirty_years,
)

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """One paper over thirty years, and the council's desk on each day of renewal."""

    desk: Desk
    signed: SignedPdf
    desks: list[Desk]
    states: list[bytes]
    """Closed, and after each of its three renewals."""

    def at(self, wait: timedelta) -> Desk:
        return self.desk.later(wait)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    desk = open_desk(tmp_path_factory.mktemp("council"))
    signed = desk.complete(paper("seal", "guardian", "chair", "closing"))
    return Life(desk, signed, *renewed_for_thirty_years(desk, closed_at(desk, signed)))


@pytest.mark.parametrize(
    ("renewals", "years"), [(0, 1), (0, 10), (1, 10), (1, 20), (2, 20), (2, 30), (3, 24), (3, 30), (3, 39)]
)
def test_a_paper_renewed_in_time_is_authentic(life: Life, renewals: int, years: int) -> None:
    """By time keys changed three times, long after those before them and all signers' certificates ended."""
    evidence = life.at(years * YEAR).verified(life.states[renewals])

    assert evidence.problems == ()
    assert (evidence.verdict, evidence.level) == ("authentic", "B-LTA")
    assert evidence.closed == NOON
    assert evidence.renewed == tuple(NOON + wait for wait in RENEWED_AFTER[:renewals])


@pytest.mark.parametrize(("renewals", "ends"), [(0, 20), (1, 28), (2, 36), (3, 40)])
def test_until_when_it_lasts_is_told(life: Life, renewals: int, ends: int) -> None:
    """Until the first certificate above the last time-stamp ends; the council's root ends after forty years."""
    evidence = life.at(min(24, ends - 1) * YEAR).verified(life.states[renewals])

    assert evidence.lasts == NOON + ends * YEAR
    assert life.at(ends * YEAR).verified(life.states[renewals]).verdict == "authentic"
    assert life.at(ends * YEAR + DAY).verified(life.states[renewals]).verdict == "unrecognised"


def test_a_paper_nobody_renewed_is_told_to_have_ended(life: Life) -> None:
    """On which day, and which of its time-stamps."""
    evidence = life.at(21 * YEAR).verified(life.states[0])

    assert evidence.verdict == "unrecognised"
    assert "The time-stamp in field closing ended on 18 November 2046, not renewed by then." in evidence.problems


def test_a_renewal_that_was_missed_cannot_be_made_good(life: Life) -> None:
    """A year too late: the product refuses, and a renewal by hand is not believed."""
    late = after(life.desk, 21 * YEAR, "time")
    with pytest.raises(NotAuthentic, match="was not renewed"):
        renewed_at(late, life.states[0])
    by_hand = renewed_by_hand(late, life.states[0], data=_known(late, life.desk))

    evidence = late.verified(by_hand)

    assert evidence.verdict == "unrecognised"
    assert "The time-stamp in field closing ended on 18 November 2046, not renewed by then." in evidence.problems


def _known(desk: Desk, before: Desk) -> ValidationData:
    return desk.revocation().on((before.pki.time.certificate,))


def test_a_renewal_in_the_middle_that_was_missed_is_not_believed(life: Life) -> None:
    """Renewed after eight years and then, too late, after twenty-nine: the first renewal ended after twenty-eight."""
    late = after(life.desks[0], 21 * YEAR, "issuing-time", "time")
    content = renewed_by_hand(late, life.states[1], 2, _known(late, life.desks[0]))

    evidence = late.verified(content)

    assert evidence.verdict == "unrecognised"
    assert evidence.problems == ("The time-stamp in field renewal-1 ended on 16 November 2054, not renewed by then.",)


def test_each_renewal_is_one_update_behind_all_that_was(life: Life) -> None:
    """Nothing before is touched, and each brings one field of its own."""
    for before, renewed in zip(life.states, life.states[1:], strict=False):
        assert renewed.startswith(before)
        assert renewed.count(b"startxref") == before.count(b"startxref") + 1
    assert [name for name in signature_fields(life.states[3]) if name not in signature_fields(life.states[0])] == [
        "renewal-1",
        "renewal-2",
        "renewal-3",
    ]


def test_a_renewal_hangs_on_another_digest(life: Life) -> None:
    """The file is hashed by SHA-512, what it renews was by SHA-256."""
    assert RENEWAL_DIGEST == "sha512"
    # The name of SHA-512 (2.16.840.1.101.3.4.2.3), in hexadecimal as signatures are written.
    assert b"0609608648016503040203" not in life.states[0]
    assert b"0609608648016503040203" in life.states[1][len(life.states[0]) :]


def test_without_word_on_the_time_stamp_before_a_renewal_is_not_believed(life: Life) -> None:
    """The answer kept at the closing was current for a week, not eight years later."""
    desk = life.desks[0]
    evidence = desk.verified(renewed_by_hand(desk, life.states[0]))

    assert evidence.verdict == "unrecognised"
    assert evidence.problems == (
        "Nothing it keeps says that the time-stamp in field closing stood when it was renewed.",
    )


def test_word_that_came_in_later_vouches_for_nothing_before(life: Life) -> None:
    """It is in the paper now, but was not under the time-stamp that renewed: anybody might have put it there since."""
    first = renewed_by_hand(life.desks[0], life.states[0])
    data = _known(life.desks[0], life.desk)
    content = renewed_by_hand(life.desks[1], first, 2, ValidationData(data.certificates, data.answers, data.lists))

    assert "field closing stood" in " ".join(life.desks[1].verified(content).problems)


def test_a_time_authority_lost_after_it_was_renewed_takes_nothing_along(life: Life) -> None:
    """Lost after nine years: the renewal after eight shows that the closing was there before."""
    heard = _heard(life, NOON + 9 * YEAR)
    assert life.at(10 * YEAR).verified(life.states[1], heard=heard).verdict == "authentic"
    assert life.at(10 * YEAR).verified(life.states[0], heard=heard).verdict == "unrecognised"


def _heard(life: Life, at: object) -> ValidationData:
    lost = Withdrawn(life.desk.pki.time.certificate.serial_number, at, "keyCompromise")
    answer = answer_on(life.desk.pki.time.certificate, life.desk.pki.issuing["time"], [lost], NOON + 10 * YEAR)
    return ValidationData(answers=(answer,))


def test_a_paper_whose_time_authority_was_withdrawn_is_not_renewed(life: Life) -> None:
    """Its time-stamp may be anybody's; the product does not put another on top."""
    desk = life.desks[0]
    lost = Revoked(life.desk.pki.time.certificate.serial_number, NOON + YEAR, "keyCompromise")

    with pytest.raises(NotAuthentic, match="had been withdrawn"):
        renew(
            life.states[0],
            desk.pki.trust,
            desk.revocation(lost),
            time_stamper=desk.time_stamper,
            clock=desk.clock,
        )


def test_a_time_authority_that_was_merely_replaced_is_renewed(life: Life) -> None:
    """Superseded: what it stamped before stays good."""
    desk = life.desks[0]
    replaced = Revoked(life.desk.pki.time.certificate.serial_number, NOON + YEAR, "superseded")
    renewed = renew(
        life.states[0], desk.pki.trust, desk.revocation(replaced), time_stamper=desk.time_stamper, clock=desk.clock
    )

    assert renewed.evidence.verdict == "authentic"


def test_a_renewal_that_lasts_no_longer_is_not_made(life: Life) -> None:
    """By the same certificate as before; the keys have to be changed first."""
    early = life.desk.later(DAY)

    with pytest.raises(OutOfTurn, match="no later"):
        renewed_at(early, life.states[0])


def test_what_was_not_closed_is_not_renewed(life: Life, desk: Desk, signed: SignedPdf) -> None:
    """Neither a paper planned without a closing nor one that waits for it."""
    with pytest.raises(OutOfTurn, match="never closed"):
        renewed_at(desk, signed.content)
    with pytest.raises(NotAuthentic, match="No time-stamp has closed it yet"):
        renewed_at(life.desk, life.signed.content)


def test_a_changed_paper_is_not_renewed(life: Life) -> None:
    """The council puts its time-stamp on nothing it does not believe."""
    changed = life.states[0].replace(b"/Rotate 0", b"/Rotate 9", 1)
    assert changed != life.states[0]

    with pytest.raises(NotAuthentic):
        renewed_at(life.desks[0], changed)


def test_without_a_time_stamp_nothing_is_renewed(life: Life) -> None:
    """It waits, as it is."""

    def down(question: bytes) -> bytes:
        raise ConnectionError

    desk = life.desks[0]
    with pytest.raises(TryLater):
        renew(
            life.states[0],
            desk.pki.trust,
            desk.revocation(),
            time_stamper=CheckedTimeStamper(down),
            clock=desk.clock,
        )


def test_with_a_root_s_list_that_has_ended_nothing_is_renewed(tmp_path: Path) -> None:
    """Nothing would tell how the authority above the time-stamp stands."""
    desk = open_desk(tmp_path)
    content = closed_at(desk, desk.complete(paper("seal", "guardian", "chair", "closing")))
    changed = after(desk, YEAR, "time")

    with pytest.raises(Failed, match="has ended"):
        renewed_at(changed.at(NOON + 4 * YEAR), content)


def test_an_authority_of_a_later_day_renews_by_its_own_root_and_keys(life: Life) -> None:
    """Year 38: RSA, another root and other policies; the council's own root ends after forty years."""
    day = life.desk.clock.moment + 38 * YEAR
    authority = RsaAuthority(day)
    desk = replace(after(life.desks[2], 14 * YEAR), time_stamper=authority.time_stamper)
    trust = replace(desk.pki.trust, time_roots=(authority.root,))
    content = renewed_at(desk, life.states[3], trust)

    late = life.at(45 * YEAR)
    assert late.verified(content, time_roots=(authority.root,)).verdict == "authentic"
    assert late.verified(content).verdict == "unrecognised"
    assert late.verified(life.states[3]).verdict == "unrecognised"


def test_an_outside_time_stamp_is_renewed_by_what_was_heard_of_its_authority(life: Life) -> None:
    """Its revocation list, as the home has it, goes into the paper; without it there is no renewal."""
    first = RsaAuthority(NOON)
    desk = replace(life.desk, time_stamper=first.time_stamper)
    content = closed_at(desk, life.signed, (first.root,))
    later = life.desks[0]
    trust = replace(later.pki.trust, time_roots=(first.root,))

    with pytest.raises(NotAuthentic, match="stood when it was renewed"):
        renewed_at(later, content, trust)
    heard = ValidationData(lists=(first.list_of_revoked(later.clock.moment - DAY),))
    renewed = renewed_at(later, content, replace(trust, heard=heard))
    assert life.at(15 * YEAR).verified(renewed, time_roots=(first.root,)).verdict == "authentic"


@pytest.mark.parametrize("said", [-9 * DAY, 400 * DAY])
def test_a_list_that_was_not_current_then_vouches_for_nothing(life: Life, said: timedelta) -> None:
    """Out of date on the day of renewal, or not made yet."""
    first = RsaAuthority(NOON)
    content = closed_at(replace(life.desk, time_stamper=first.time_stamper), life.signed, (first.root,))
    later = life.desks[0]
    heard = ValidationData(lists=(first.list_of_revoked(later.clock.moment + said),))
    trust = Trust(roots=later.pki.trust.roots, time_roots=(first.root,), heard=heard)

    with pytest.raises(NotAuthentic, match="stood when it was renewed"):
        renewed_at(later, content, trust)


def test_a_fourth_time_stamp_that_is_a_stranger_s_spoils_the_paper(life: Life, other_desk: Desk) -> None:
    """Anybody can append one: what they append is not believed, and what was kept before still is."""
    stranger = after(other_desk, 25 * YEAR, "time")
    content = renewed_by_hand(stranger, life.states[3], 4, _known(life.desks[2], life.desks[2]))

    assert life.at(26 * YEAR).verified(content).verdict == "unrecognised"
    assert verify(life.states[3], life.desk.pki.trust, clock=life.at(26 * YEAR).clock).verdict == "authentic"


def test_a_field_for_another_renewal_is_not_believed(life: Life) -> None:
    """The first renewal in the field of the second."""
    desk = life.desks[0]
    prepared = prepare_renewal(life.states[0], 2, _known(desk, life.desk))
    content = prepared.filled(desk.time_stamper.token_for(prepared.digest, RENEWAL_DIGEST))

    assert desk.verified(content).verdict == "altered"
