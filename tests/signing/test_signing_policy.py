"""The verdict as a pure function: each rule alone, from facts to verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SignatureField
from signing.certificates import Binding
from signing.facts import ClosingFound, PaperFound, Period, SignatureFound, TimeFound
from signing.policy import GRAVEST_FIRST, Question, judge
from signing.standing import Standing, Withdrawal

THEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SEALED = digest_of(b"sealed")
LIFE = Period(THEN - timedelta(days=1), THEN + timedelta(days=1))
TIME = TimeFound(THEN, shape=(), intact=True, trusted=True, role="time", own=True, valid=LIFE)
SEAL = SignatureFound(
    field="seal",
    field_role="seal",
    signer="A council",
    shape=(),
    covers="revision",
    intact=True,
    changed_since="filling",
    permission=2,
    trusted=True,
    role="seal",
    binding=None,
    valid=LIFE,
    time=TIME,
    accepted=True,
    demonstration=False,
)
GUARDIAN = replace(
    SEAL,
    field="guardian",
    field_role="guardian",
    covers="file",
    changed_since="none",
    permission=None,
    role="guardian",
    binding=Binding(SEALED, "guardian", "known", key_made_here=False),
)
PAPER = PaperFound(
    signatures=(SEAL, GUARDIAN),
    remains=True,
    sealed=SEALED,
    planned=("seal", "guardian"),
    present=("seal", "guardian"),
    other_fields=False,
    scripts=False,
    unsigned_revisions=0,
)


RECORD = replace(
    PAPER,
    signatures=(replace(SEAL, changed_since="filling"),),
    planned=("seal",),
    present=("seal",),
    unsigned_revisions=1,
    kept_behind=True,
)
"""A paper that nobody signs but the council, which keeps behind its seal what it is judged by."""


def verdict(paper: PaperFound, now: datetime = THEN) -> str:
    return judge(Question(paper, None, now)).verdict


def with_guardian(**changes: object) -> PaperFound:
    return replace(PAPER, signatures=(SEAL, replace(GUARDIAN, **changes)))


def with_seal(**changes: object) -> PaperFound:
    return replace(PAPER, signatures=(replace(SEAL, **changes), GUARDIAN))


def test_a_paper_with_nothing_against_it_is_authentic() -> None:
    """No finding, no problem."""
    judgement = judge(Question(PAPER, None, THEN))

    assert judgement.verdict == "authentic"
    assert judgement.problems == ()


@pytest.mark.parametrize(
    ("paper",),
    [
        (replace(RECORD, kept_behind=False),),
        (replace(RECORD, unsigned_revisions=0),),
        (replace(RECORD, unsigned_revisions=2),),
        (replace(RECORD, signatures=(replace(SEAL, covers="file"),)),),
        (replace(RECORD, signatures=(replace(SEAL, covers="part"),)),),
        (replace(RECORD, signatures=(replace(SEAL, changed_since="other"),)),),
        (replace(RECORD, signatures=(replace(SEAL, vouched_exactly=False),)),),
        (replace(RECORD, planned=("seal", "guardian"), present=("seal", "guardian")),),
        (replace(RECORD, planned=("guardian",), present=("guardian",)),),
        (replace(PAPER, unsigned_revisions=1, kept_behind=True),),
        (
            replace(
                PAPER, signatures=(SEAL, replace(GUARDIAN, covers="revision")), unsigned_revisions=1, kept_behind=True
            ),
        ),
    ],
)
def test_behind_a_seal_stands_what_vouches_for_it_or_nothing(paper: PaperFound) -> None:
    """One update, in our form, of just the needed words, behind a seal that nobody else was to sign after."""
    assert verdict(RECORD) == "authentic"
    assert verdict(paper) == "altered"


def test_behind_a_closing_stands_nothing() -> None:
    """A paper that is closed keeps under its closing what it is judged by."""
    closed = replace(RECORD, planned=("seal", "closing"), present=("seal", "closing"), closings=(CLOSING,))

    assert verdict(replace(closed, unsigned_revisions=0, kept_behind=False)) == "authentic"
    assert verdict(closed) == "altered"
    assert verdict(replace(closed, closings=(replace(CLOSING, covers="revision"),))) == "altered"
    assert verdict(replace(RECORD, closings=(replace(CLOSING, covers="revision"),))) == "altered"


def test_one_signature_that_is_not_vouched_for_is_told_beside_others() -> None:
    """Behind whichever it stands."""
    paper = replace(with_seal(vouched_exactly=False), kept_behind=True)

    assert problems(paper) == ("What stands behind its seal is not just what vouches for its certificates.",)


def test_what_is_not_kept_behind_a_seal_need_not_vouch() -> None:
    """Of a paper that keeps nothing there, nothing is asked."""
    assert verdict(with_seal(vouched_exactly=False)) == "authentic"


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (replace(PAPER, signatures=(), remains=False), "unsigned"),
        (replace(PAPER, signatures=()), "altered"),
        (with_guardian(shape=("it is odd",)), "altered"),
        (with_guardian(time=replace(TIME, shape=("it is odd",))), "altered"),
        (with_guardian(covers="revision"), "altered"),
        (with_guardian(covers="part"), "altered"),
        (with_seal(covers="part"), "altered"),
        (replace(PAPER, unsigned_revisions=1), "altered"),
        (with_guardian(intact=False), "altered"),
        (with_seal(permission=1), "altered"),
        (with_seal(permission=3), "altered"),
        (with_seal(permission=None), "altered"),
        (with_seal(field_role=None), "altered"),
        (with_guardian(permission=2), "altered"),
        (with_guardian(field_role="seal"), "altered"),
        (replace(PAPER, signatures=(GUARDIAN, SEAL)), "altered"),
        (with_seal(changed_since="other"), "altered"),
        (replace(PAPER, present=("seal", "guardian", "chair")), "altered"),
        (replace(PAPER, present=("seal",)), "altered"),
        (replace(PAPER, other_fields=True), "altered"),
        (replace(PAPER, scripts=True), "altered"),
        (with_guardian(trusted=False), "unrecognised"),
        (with_guardian(role=None), "unrecognised"),
        (with_guardian(role="chair"), "unrecognised"),
        (with_seal(role="guardian"), "unrecognised"),
        (with_guardian(binding=None), "unrecognised"),
        (with_guardian(binding=Binding(SEALED, "chair", "known", False)), "unrecognised"),
        (with_guardian(binding=Binding(digest_of(b""), "guardian", "known", False)), "unrecognised"),
        (with_guardian(time=None), "incomplete"),
        (with_guardian(time=replace(TIME, intact=False)), "altered"),
        (with_guardian(time=replace(TIME, trusted=False)), "unrecognised"),
        (with_guardian(time=replace(TIME, role="guardian")), "unrecognised"),
        (with_guardian(time=replace(TIME, role=None)), "unrecognised"),
        (with_guardian(time=replace(TIME, valid=Period(THEN + timedelta(1), THEN + timedelta(2)))), "unrecognised"),
        (with_guardian(valid=Period(THEN - timedelta(9), THEN - timedelta(seconds=1))), "unrecognised"),
        (with_guardian(valid=Period(THEN + timedelta(seconds=1), THEN + timedelta(9))), "unrecognised"),
        (with_guardian(time=replace(TIME, moment=THEN - timedelta(seconds=1))), "unrecognised"),
        (replace(PAPER, signatures=(replace(SEAL, covers="file"),)), "incomplete"),
        (with_guardian(accepted=False), "altered"),
        (replace(PAPER, unasked=("guardian",)), "altered"),
        (with_guardian(unfulfilled=("it is odd",)), "unrecognised"),
        (with_seal(unfulfilled=("it is odd",)), "unrecognised"),
    ],
)
def test_each_rule_broken_alone_has_its_verdict(paper: PaperFound, expected: str) -> None:
    """One fact turned, one verdict."""
    assert verdict(paper) == expected
    assert judge(Question(paper, None, THEN)).problems


def test_a_time_stamp_at_the_very_end_of_a_certificate_counts() -> None:
    """Both ends of a certificate's validity belong to it."""
    assert verdict(with_guardian(valid=Period(THEN - timedelta(1), THEN))) == "authentic"
    assert verdict(with_guardian(valid=Period(THEN, THEN + timedelta(1)))) == "authentic"


def test_clocks_may_differ_by_five_minutes() -> None:
    """A little ahead is another computer's clock, more is the future."""
    assert verdict(PAPER, THEN - timedelta(minutes=5)) == "authentic"
    assert verdict(PAPER, THEN - timedelta(minutes=5, seconds=1)) == "unrecognised"


def test_an_outside_time_authority_needs_none_of_our_policies() -> None:
    """Other authorities have policies of their own."""
    outside = replace(TIME, role=None, own=False)

    assert (
        verdict(replace(PAPER, signatures=tuple(replace(one, time=outside) for one in (SEAL, GUARDIAN))))
        == "authentic"
    )


def test_the_record_excuses_what_it_calls_optional() -> None:
    """An empty field is only required when the record does not say otherwise."""
    alone = replace(PAPER, signatures=(replace(SEAL, covers="file"),))
    record = (SignatureField("seal", "seal", ""), SignatureField("guardian", "guardian", "", required=False))

    assert judge(Question(alone, record, THEN)).verdict == "authentic"


def test_the_record_has_to_name_the_same_fields() -> None:
    """One field more or less on record, and the file is not that paper."""
    assert judge(Question(PAPER, (SignatureField("seal", "seal", ""),), THEN)).verdict == "altered"


def test_the_gravest_finding_is_the_verdict_and_all_are_told() -> None:
    """A paper that is altered, unrecognised and incomplete is altered."""
    paper = with_guardian(intact=False, time=None)
    broken = replace(paper, signatures=(replace(SEAL, trusted=False), paper.signatures[1]))

    judgement = judge(Question(broken, None, THEN))

    assert judgement.verdict == "altered"
    assert len(judgement.problems) == 3


def test_every_verdict_has_its_place() -> None:
    """The order of gravity names each verdict once."""
    assert len(set(GRAVEST_FIRST)) == len(GRAVEST_FIRST) == 6


CLOSING = ClosingFound("closing", shape=(), covers="file", changed_since="none", time=TIME)
CLOSED = replace(
    PAPER,
    signatures=(SEAL, replace(GUARDIAN, covers="revision", changed_since="filling")),
    planned=("seal", "guardian", "closing"),
    present=("seal", "guardian", "closing"),
    closings=(CLOSING,),
)
SECOND = timedelta(seconds=1)
LATER = THEN + timedelta(days=2)
RENEWAL = ClosingFound(
    "renewal-1",
    shape=(),
    covers="file",
    changed_since="none",
    time=replace(TIME, moment=LIFE.end, valid=Period(LIFE.end, LATER + timedelta(days=2))),
)
RENEWED = replace(
    CLOSED,
    present=("seal", "guardian", "closing", "renewal-1"),
    closings=(replace(CLOSING, covers="revision", changed_since="filling"), RENEWAL),
)


def with_renewal(**changes: object) -> PaperFound:
    return replace(RENEWED, closings=(RENEWED.closings[0], replace(RENEWAL, **changes)))


def with_renewed_closing(**changes: object) -> PaperFound:
    return replace(RENEWED, closings=(replace(RENEWED.closings[0], **changes), RENEWAL))


def renewed_at(moment: datetime) -> PaperFound:
    return with_renewal(time=replace(RENEWAL.time, moment=moment, valid=Period(THEN, LATER)))


def with_closing(**changes: object) -> PaperFound:
    return replace(CLOSED, closings=(replace(CLOSING, **changes),))


def withdrawn(after: timedelta, *, harsh: bool = True) -> Standing:
    return Standing((Withdrawal(THEN + after, harsh),), vouched=True)


def timed(standing: Standing) -> TimeFound:
    return replace(TIME, standing=standing)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (CLOSED, "authentic"),
        (replace(CLOSED, closings=(), signatures=PAPER.signatures), "incomplete"),
        (with_closing(shape=("it is odd",)), "altered"),
        (with_closing(time=replace(TIME, shape=("it is odd",))), "altered"),
        (with_closing(covers="revision"), "altered"),
        (with_closing(covers="part"), "altered"),
        (with_closing(changed_since="other"), "altered"),
        (with_closing(field="guardian"), "altered"),
        (with_closing(time=replace(TIME, intact=False)), "altered"),
        (with_closing(time=replace(TIME, trusted=False)), "unrecognised"),
        (with_closing(time=replace(TIME, role="seal")), "unrecognised"),
        (with_closing(time=replace(TIME, role=None)), "unrecognised"),
        (with_closing(time=replace(TIME, role=None, own=False)), "authentic"),
        (with_closing(time=replace(TIME, moment=THEN - SECOND)), "unrecognised"),
        (with_closing(time=replace(TIME, moment=THEN + timedelta(minutes=6))), "unrecognised"),
        (with_closing(time=replace(TIME, moment=THEN + timedelta(minutes=5))), "authentic"),
        (with_closing(time=replace(TIME, valid=Period(THEN + SECOND, LIFE.end))), "unrecognised"),
        (replace(CLOSED, closed_last=False), "altered"),
        (replace(CLOSED, store_faults=("it is odd",)), "altered"),
        (replace(PAPER, store_faults=("it is odd",)), "altered"),
        (with_guardian(standing=withdrawn(timedelta(0))), "unrecognised"),
        (with_guardian(standing=withdrawn(timedelta(0), harsh=False)), "unrecognised"),
        (with_guardian(standing=withdrawn(SECOND)), "authentic"),
        (with_guardian(time=None, standing=withdrawn(SECOND)), "incomplete"),
        (with_guardian(time=None, standing=withdrawn(timedelta(0))), "unrecognised"),
        (with_guardian(time=timed(withdrawn(timedelta(0), harsh=False))), "unrecognised"),
        (with_guardian(time=timed(withdrawn(SECOND, harsh=False))), "authentic"),
        (with_guardian(time=timed(withdrawn(timedelta(0)))), "unrecognised"),
        (with_guardian(time=timed(withdrawn(SECOND))), "authentic"),
    ],
)
def test_each_rule_about_closing_and_withdrawal_alone_gives_its_verdict(paper: PaperFound, expected: str) -> None:
    """Rules 14 to 16, and the rules for time-stamps on the one that closes."""
    assert verdict(paper) == expected


@pytest.mark.parametrize(("harsh", "expected"), [(True, "unrecognised"), (False, "authentic")])
def test_a_time_key_lost_before_anybody_closed_the_paper_takes_its_stamps_along(harsh: bool, expected: str) -> None:
    """Lost a second after the stamp, looked at two seconds after: by then its holder could have written the time."""
    lost = with_guardian(time=timed(withdrawn(SECOND, harsh=harsh)))

    assert verdict(lost, now=THEN + 2 * SECOND) == expected


def test_what_was_closed_before_a_time_key_was_lost_stays() -> None:
    """The closing by another key proves that the stamp was there before."""
    first = replace(SEAL, time=timed(withdrawn(SECOND)))
    paper = replace(CLOSED, signatures=(first, CLOSED.signatures[1]))

    assert verdict(paper, now=THEN + timedelta(hours=1)) == "authentic"
    assert verdict(with_closing(time=timed(withdrawn(SECOND))), now=THEN + timedelta(hours=1)) == "unrecognised"


def notes(paper: PaperFound) -> tuple[str, ...]:
    return judge(Question(paper, None, THEN)).notes


def test_a_signature_is_as_old_as_its_time_stamp_however_late_it_is_judged() -> None:
    """Withdrawn in between, its certificate was good when it was used; without a time-stamp nothing says so."""
    between = withdrawn(SECOND)

    assert verdict(with_guardian(standing=between), now=THEN + HOUR) == "authentic"
    assert verdict(with_guardian(standing=between, time=None), now=THEN + HOUR) == "unrecognised"


def test_what_was_withdrawn_after_it_was_used_is_said_and_no_fault() -> None:
    """With the day it is withdrawn from, that of the earliest of several; nothing is said of what was not."""
    two = Standing((Withdrawal(THEN + timedelta(9), True), Withdrawal(THEN + timedelta(2), False)), vouched=False)
    paper = with_guardian(standing=two)

    assert verdict(paper) == "authentic"
    assert notes(paper) == (
        "The certificate used in field guardian was withdrawn as of 25 November 2026; it signed before that.",
    )
    assert notes(PAPER) == ()


def test_a_time_authority_that_was_withdrawn_later_is_said_too() -> None:
    """Of a signature's time-stamp and of one that closes; lost for good or merely replaced."""
    later = timed(withdrawn(timedelta(1), harsh=False))
    signed, closed = with_guardian(time=later), with_closing(time=later)

    assert verdict(signed) == verdict(closed) == "authentic"
    assert notes(signed) == (
        "The time authority of the stamp in field guardian was withdrawn as of 24 November 2026; the stamp stands.",
    )
    assert notes(closed)[0].startswith("The time authority of the stamp in field closing")


def test_of_a_paper_that_is_not_complete_yet_it_is_said_as_well() -> None:
    """Genuine so far, and to be known before anybody else signs it."""
    alone = replace(PAPER, signatures=(replace(SEAL, covers="file", standing=withdrawn(timedelta(1))),))

    assert verdict(alone) == "incomplete"
    assert len(notes(alone)) == 1


def renewed(first: Standing, stamp: Standing) -> PaperFound:
    """A paper closed at once and again an hour later, its signatures stamped by an authority of such standing."""
    closings = (replace(CLOSING, time=timed(first)), replace(CLOSING, time=replace(TIME, moment=THEN + HOUR)))
    signatures = tuple(replace(one, time=timed(stamp)) for one in CLOSED.signatures)
    return replace(CLOSED, signatures=signatures, closings=closings)


HOUR = timedelta(hours=1)


def words_on(paper: PaperFound, now: datetime) -> list[str]:
    return [words for words in judge(Question(paper, None, now)).problems if "withdrawn" in words]


def test_a_stamp_counts_when_its_key_was_lost_after_the_next_one_was_there() -> None:
    """The first closing is enough for what was signed, and the second for the first closing."""
    lost = withdrawn(HOUR / 2)
    nothing = Standing((), vouched=True)
    late = withdrawn(2 * HOUR)

    assert words_on(renewed(nothing, lost), THEN + 3 * HOUR) == []
    assert words_on(renewed(late, late), THEN + 3 * HOUR) == []
    assert words_on(renewed(lost, nothing), THEN + 3 * HOUR) == [
        "The time authority of the stamp in field closing had been withdrawn."
    ]


def test_of_a_paper_that_is_not_believed_no_withdrawal_is_called_harmless() -> None:
    """Nor of a signature whose time is not proved."""
    later = withdrawn(timedelta(1))

    assert notes(with_guardian(standing=later, intact=False)) == ()
    assert notes(with_guardian(standing=later, time=None)) == ()


def problems(paper: PaperFound, record: tuple[SignatureField, ...] | None = None) -> tuple[str, ...]:
    return judge(Question(paper, record, THEN)).problems


def test_an_unsigned_paper_is_told_that_and_nothing_else() -> None:
    """What its fields are is no matter where nobody has sealed anything."""
    paper = replace(PAPER, signatures=(), remains=False, present=("x",), other_fields=True, scripts=True)

    assert problems(paper) == ("It carries no signature.",)


def test_of_a_broken_signature_nothing_more_is_asked() -> None:
    """Whose a signature is that is not one of this paper has no answer."""
    paper = with_guardian(intact=False, trusted=False, role=None, binding=None, accepted=False)

    assert problems(paper) == ("What the signature in field guardian covers is not what was signed.",)


def test_of_a_stranger_nothing_more_is_asked() -> None:
    """A chain that leads nowhere has no role, no paper and no period."""
    paper = with_guardian(trusted=False, role=None, binding=None, valid=None, accepted=False)

    assert problems(paper) == ("The signature in field guardian leads to no authority trusted here.",)


def test_a_field_of_no_role_has_no_right_signer() -> None:
    """Two unknown roles do not match."""
    paper = with_guardian(field_role=None, role=None)

    assert problems(paper) == ("The certificate used in field guardian is not one for that role.",)


def test_of_an_unknown_time_authority_nothing_more_is_asked() -> None:
    """Its period is not known, and pyHanko's refusal says the same again."""
    paper = with_guardian(time=replace(TIME, trusted=False, role=None, valid=None), accepted=False)

    assert problems(paper) == ("The time-stamp in field guardian leads to no time authority trusted here.",)


def test_what_only_has_to_be_closed_is_told_as_that() -> None:
    """Nobody is asked to sign in the field for the time-stamp, nor is it ever excused."""
    paper = replace(CLOSED, closings=(), signatures=PAPER.signatures)
    fields = ("seal", "guardian")
    record = (*(SignatureField(each, each, "") for each in fields), SignatureField("closing", "closing", "", False))

    assert problems(paper) == problems(paper, record) == ("No time-stamp has closed it yet.",)


def test_the_record_excuses_no_required_field() -> None:
    """Being on record is not being optional."""
    alone = replace(PAPER, signatures=(replace(SEAL, covers="file"),))
    record = (SignatureField("seal", "seal", ""), SignatureField("guardian", "guardian", ""))

    assert problems(alone, record) == ("Field guardian has not been signed yet.",)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (RENEWED, "authentic"),
        (renewed_at(LIFE.end), "authentic"),
        (renewed_at(LIFE.end + SECOND), "unrecognised"),
        (renewed_at(THEN), "authentic"),
        (renewed_at(THEN - SECOND), "unrecognised"),
        (with_renewal(field="renewal-2"), "altered"),
        (with_renewal(field="closing"), "altered"),
        (with_renewed_closing(field="renewal-1"), "altered"),
        (replace(RENEWED, closings=(RENEWED.closings[0], RENEWAL, RENEWAL)), "altered"),
        (replace(RENEWED, present=("seal", "guardian", "closing", "renewal-1", "renewal-2")), "altered"),
        (replace(RENEWED, present=("seal", "guardian", "renewal-1")), "altered"),
        (replace(RENEWED, planned=("seal", "guardian", "closing", "renewal-1")), "altered"),
        (with_renewal(shape=("it is odd",)), "altered"),
        (with_renewal(covers="revision"), "altered"),
        (with_renewal(changed_since="other"), "altered"),
        (with_renewal(time=replace(RENEWAL.time, trusted=False)), "unrecognised"),
        (with_renewal(time=replace(RENEWAL.time, trusted=False, valid=None)), "unrecognised"),
        (with_renewal(stood=False), "authentic"),
        (with_renewed_closing(stood=False), "unrecognised"),
        (with_renewed_closing(covers="part"), "altered"),
        (with_renewed_closing(time=replace(TIME, trusted=False, valid=None)), "unrecognised"),
    ],
)
def test_each_rule_about_renewals_alone_gives_its_verdict(paper: PaperFound, expected: str) -> None:
    """Rules 7, 16 and 17: in its own field, in its turn, in time, and with word on the time-stamp it renews."""
    assert verdict(paper, now=LATER) == expected


def test_the_last_time_stamp_has_to_last_until_now() -> None:
    """To the second; the ones before it only until they were renewed."""
    end = LATER + timedelta(days=2)

    assert verdict(RENEWED, now=end) == "authentic"
    assert verdict(RENEWED, now=end + SECOND) == "unrecognised"
    assert verdict(CLOSED, now=LIFE.end) == "authentic"
    assert verdict(CLOSED, now=LIFE.end + SECOND) == "unrecognised"


def test_a_missed_renewal_is_told_by_field_and_day() -> None:
    """Whoever reads it knows what was not done, and by when it had to be."""
    paper = renewed_at(LIFE.end + SECOND)

    assert judge(Question(paper, None, LATER)).problems == (
        "The time-stamp in field closing ended on 24 November 2026, not renewed by then.",
    )


def test_a_renewal_without_word_on_what_it_renews_is_told() -> None:
    """And nothing else is held against it."""
    assert judge(Question(with_renewed_closing(stood=False), None, LATER)).problems == (
        "Nothing it keeps says that the time-stamp in field closing stood when it was renewed.",
    )


def test_a_time_key_lost_after_it_was_renewed_takes_nothing_along() -> None:
    """Lost a second before the renewal, or after it."""
    renewed = LIFE.end - THEN

    assert verdict(with_renewed_closing(time=timed(withdrawn(renewed))), now=LATER) == "unrecognised"
    assert verdict(with_renewed_closing(time=timed(withdrawn(renewed + SECOND))), now=LATER) == "authentic"


def test_a_time_key_lost_after_the_first_closing_leaves_the_signatures_times() -> None:
    """They were closed by then, however late it was renewed."""
    first = replace(SEAL, time=timed(withdrawn(SECOND)))
    paper = replace(RENEWED, signatures=(first, RENEWED.signatures[1]))

    assert verdict(paper, now=LATER) == "authentic"


def test_a_closing_that_is_missing_is_told_as_such_and_no_record_excuses_it() -> None:
    """It is nobody's to sign."""
    paper = replace(CLOSED, closings=(), signatures=PAPER.signatures)
    record = tuple(SignatureField(name, name, "", required=name != "closing") for name in CLOSED.planned)

    assert problems(paper) == problems(paper, record) == ("No time-stamp has closed it yet.",)


def test_what_was_withdrawn_later_is_said_of_an_incomplete_paper_too() -> None:
    """It is believed as far as it goes."""
    alone = replace(PAPER, signatures=(replace(SEAL, covers="file", standing=withdrawn(SECOND)),))

    assert verdict(alone) == "incomplete"
    assert len(notes(alone)) == 1
