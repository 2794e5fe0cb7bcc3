"""What is held about each subject, and that doing a thing twice does it once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn, UsageError
from inconfidence.store import Answer, Session, Store

SEALED = "ab" * 32
SIGNED = "cd" * 32
WHAT = "ef" * 32


def record(held: Session, case: str, body: object, now: datetime) -> int:
    return held.records.append(case, "referral", "main", body, schema_version="1.0", at=now, by="duty").version


def ask(held: Session, invitee: str, now: datetime, code: str = "F-1", wording: str = "1.0") -> str:
    agreement = held.agreements.ask(invitee, code, wording_version=wording, sealed_digest=SEALED, at=now)
    return agreement.form_code


def test_the_copy_register_says_under_which_agreement(store: Store, invitee: str, now: datetime) -> None:
    """The agreement noted when a copy was first handed over is kept, whatever is signed later."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AAAA", reference="C-1")
        held.copies.given_under("C-1", SIGNED)

        assert held.copies.given_under("C-1", SEALED).agreement == SIGNED


def test_of_many_codes_those_on_a_copy_are_found(store: Store, invitee: str) -> None:
    """More codes than fit into one question, one of them issued, written as people write."""
    asked = [f"{number:04}AAAAAAAA" for number in range(1200)]
    with store.writing() as held:
        held.copies.allot(invitee, "07", "1111-AAAA-AAAA", reference="C-1")

        assert {code: copy.reference for code, copy in held.copies.among(asked).items()} == {"1111AAAAAAAA": "C-1"}


def test_a_copy_is_found_by_its_file(store: Store, invitee: str, now: datetime) -> None:
    """The digest of the file that was released finds its copy; another file finds none."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AAAA", reference="C-1")
        held.copies.released("C-1", SEALED, at=now)
        found = held.copies.by_digest(SEALED)

        assert found is not None
        assert found.reference == "C-1"
        assert held.copies.by_digest(SIGNED) is None


def test_a_lookup_says_who_when_and_which_copy(store: Store, invitee: str, now: datetime) -> None:
    """Found, not found and refused are all kept, in order; staff stand by number."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AAAA", reference="C-1")
        held.lookups.found("C-1", "A page was found on a bus", role="records", asked_by="4711", at=now)
        held.lookups.not_told("nothing", role="records", asked_by="4711", at=now)
        held.lookups.not_told("refused", role="fast", asked_by="0815", at=now)

    with store.reading() as held:
        kept = [(each.at, each.role, each.asked_by, each.outcome, each.copy) for each in held.lookups.all()]
    assert kept == [
        (now, "records", "4711", "found", "C-1"),
        (now, "records", "4711", "nothing", None),
        (now, "fast", "0815", "refused", None),
    ]


def test_a_name_is_no_staff_number(store: Store, now: datetime) -> None:
    """Who asks is written as a number or code: the column stands in clear."""
    with pytest.raises(UsageError, match="staff number"), store.writing() as held:
        held.lookups.not_told("nothing", role="admin", asked_by="Mary Smith", at=now)


def test_the_first_run_is_remembered(store: Store) -> None:
    """Dates of the sample case run from the first day, on whatever day it is run again."""
    with store.writing() as held:
        held.cases.first_run_on(date(2026, 11, 22))

    with store.writing() as held:
        assert held.cases.first_run_on(date(2027, 3, 1)) == date(2026, 11, 22)


def test_a_moment_comes_back_in_utc_whatever_zone_it_came_in(store: Store) -> None:
    """Half past ten in summer London is half past nine everywhere else in the store."""
    london_summer = datetime(2026, 7, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))

    with store.writing() as held:
        held.cases.open("R-1", "group", "received", at=london_summer)
        assert held.cases.get("R-1").opened_at == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
        assert held.cases.get("R-1").opened_at.tzinfo is UTC


def test_cases_are_linked_both_ways_and_once(store: Store, case: str, now: datetime) -> None:
    """A link can be followed from either end, and a second one changes nothing."""
    with store.writing() as held:
        held.cases.open("R-2", "group", "received", at=now)
        held.cases.link(case, "R-2")
        held.cases.link("R-2", case)

        assert (held.cases.linked(case), held.cases.linked("R-2")) == (("R-2",), (case,))


def test_a_case_is_not_linked_to_itself_or_to_nothing(store: Store, case: str) -> None:
    """A link has two ends, and both are held."""
    with store.writing() as held:
        with pytest.raises(OutOfTurn):
            held.cases.link(case, case)
        with pytest.raises(NotFound):
            held.cases.link(case, "R-NONE")


@pytest.mark.parametrize("reference", ["", "../etc", "R 1", "R-1\n", "R/1", "Łódź", "x" * 65])
def test_only_plain_words_may_stand_in_clear(store: Store, now: datetime, reference: str) -> None:
    """What could be a name or a path is no reference, and the message does not repeat it."""
    with store.writing() as held, pytest.raises(UsageError) as refused:
        held.cases.open(reference, "group", "received", at=now)

    assert not reference or reference not in str(refused.value)


def test_saving_again_adds_a_version_and_the_latest_is_found(store: Store, case: str, now: datetime) -> None:
    """Nothing is edited: both versions are held, and the newer one answers."""
    with store.writing() as held:
        assert [record(held, case, {"age": age}, now) for age in (13, 14)] == [1, 2]

    with store.reading() as held:
        assert held.records.latest(case, "referral", "main").body == {"age": 14}
        assert [one.body for one in held.records.versions(case, "referral", "main")] == [{"age": 13}, {"age": 14}]


def test_saving_the_same_again_adds_nothing(store: Store, case: str, now: datetime) -> None:
    """A second run of the same input leaves one version; going back to an earlier one is a change."""
    with store.writing() as held:
        assert [record(held, case, {"age": age}, now) for age in (13, 13, 14, 13)] == [1, 1, 2, 3]


def test_a_record_is_found_again_by_what_it_says(store: Store, case: str, now: datetime) -> None:
    """A second run finds the case the first one opened for this very referral."""
    with store.writing() as held:
        record(held, case, {"name": "Mehmet Yıldız"}, now)

        found = held.records.cases_holding("referral", "main", {"name": "Mehmet Yıldız"}, schema_version="1.0")
        other = held.records.cases_holding("referral", "main", {"name": "Mehmet Yildiz"}, schema_version="1.0")
        assert (found, other) == ((case,), ())


def test_a_record_needs_a_case(store: Store, now: datetime) -> None:
    """Nothing is held that belongs nowhere."""
    with store.writing() as held, pytest.raises(NotFound):
        record(held, "R-NONE", {}, now)


def test_a_record_that_is_not_held_is_said_not_to_be(store: Store, case: str) -> None:
    """Asking for what is not there is an answer with the case's reference in it."""
    with store.reading() as held:
        assert held.records.find(case, "screening", "main") is None
        assert held.records.names(case, "screening") == ()
        with pytest.raises(NotFound, match=case):
            held.records.latest(case, "screening", "main")


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "محمد علی‌نژاد", "Ọlá Adébáyọ̀", "שרה בת־שבע", "王小明", "𝒜 👩‍👧"])
def test_names_in_every_script_come_back_letter_for_letter(store: Store, case: str, name: str) -> None:
    """What was typed is what is read, joiners and combining marks included."""
    with store.writing() as held:
        held.invitees.invite(case, "01", {"name": name}, reference="I-1")

        assert held.invitees.get("I-1").details["name"] == name


def test_an_invitee_is_invited_once(store: Store, case: str, invitee: str) -> None:
    """The same person under the same number keeps the first reference; another person is refused."""
    with store.writing() as held:
        again = held.invitees.invite(case, "07", {"name": "Zoë Canary"}, reference="I-NEW")
        assert again.reference == invitee

        with pytest.raises(OutOfTurn, match="Number 07"):
            held.invitees.invite(case, "07", {"name": "Someone else"}, reference="I-NEW")


def test_an_agreement_is_signed_with_its_file(store: Store, invitee: str, now: datetime) -> None:
    """Signed means: in a way, with a file, at a moment; the same answer again keeps the first moment."""
    answer = Answer("signed", "electronic", SIGNED)
    with store.writing() as held:
        ask(held, invitee, now)
        held.agreements.answer("F-1", answer, at=now)
        again = held.agreements.answer("F-1", answer, at=now + timedelta(days=1))

    assert (again.state, again.way, again.signed_digest, again.answered_at) == ("signed", "electronic", SIGNED, now)


@pytest.mark.parametrize("answer", [Answer("signed"), Answer("signed", "ink"), Answer("signed", None, SIGNED)])
def test_nobody_has_signed_without_a_file_and_a_way(store: Store, invitee: str, now: datetime, answer: Answer) -> None:
    """A signature that cannot be shown is none."""
    with store.writing() as held:
        ask(held, invitee, now)

        with pytest.raises(OutOfTurn, match="without its signed file"):
            held.agreements.answer("F-1", answer, at=now)


@pytest.mark.parametrize("first", ["declined", "superseded", "altered", "void"])
def test_a_final_answer_stays(store: Store, invitee: str, now: datetime, first: str) -> None:
    """What was declined, superseded, altered or void does not become signed; a new agreement is asked for."""
    with store.writing() as held:
        ask(held, invitee, now)
        held.agreements.answer("F-1", Answer(first), at=now)

        with pytest.raises(OutOfTurn, match=f"is {first}"):
            held.agreements.answer("F-1", Answer("signed", "ink", SIGNED), at=now)
        assert ask(held, invitee, now, "F-2") == "F-2"
        assert [one.form_code for one in held.agreements.of_case("R-7K3M-9QXT")] == ["F-1", "F-2"]


def test_a_signed_agreement_is_not_signed_again_as_another_file(store: Store, invitee: str, now: datetime) -> None:
    """The file recorded first is the one that counts."""
    with store.writing() as held:
        ask(held, invitee, now)
        held.agreements.answer("F-1", Answer("signed", "electronic", SIGNED), at=now)

        with pytest.raises(OutOfTurn):
            held.agreements.answer("F-1", Answer("signed", "electronic", SEALED), at=now)


def test_only_one_agreement_stands_at_a_time(store: Store, invitee: str, now: datetime) -> None:
    """A new wording is put to a person once the earlier one is superseded; a second run asks nothing twice."""
    with store.writing() as held:
        assert ask(held, invitee, now) == ask(held, invitee, now + timedelta(days=1))
        with pytest.raises(OutOfTurn, match="still stands"):
            ask(held, invitee, now, "F-2", "1.1")
        held.agreements.answer("F-1", Answer("superseded"), at=now)

        assert ask(held, invitee, now, "F-2", "1.1") == "F-2"
        assert held.agreements.of_invitee(invitee).wording_version == "1.1"


def test_withdrawing_keeps_that_it_was_signed(store: Store, invitee: str, now: datetime) -> None:
    """Both facts stay true, and the first moment of withdrawing counts."""
    with store.writing() as held:
        ask(held, invitee, now)
        held.agreements.answer("F-1", Answer("signed", "ink", SIGNED), at=now)
        held.agreements.withdraw("F-1", at=now)

        after = held.agreements.withdraw("F-1", at=now + timedelta(days=1))
        assert (after.state, after.withdrawn_at) == ("signed", now)
        assert ask(held, invitee, now, "F-2") == "F-2"


def test_a_copy_is_allotted_once_and_found_by_its_code(store: Store, invitee: str) -> None:
    """The code on a page leads to the person, however it was typed."""
    with store.writing() as held:
        first = held.copies.allot(invitee, "07", "7K3M-9QXT-0A-V", reference="C-1")
        again = held.copies.allot(invitee, "08", "OTHR-CODE-00-0", reference="C-2")

        assert again == first
        assert held.copies.by_code(" 7k3m-9qxt-oa-v ").invitee == invitee
        assert held.copies.by_code("7K3M 9QXT 0AV").invitee == invitee


def test_a_code_nobody_has_leads_nowhere(store: Store, case: str) -> None:
    """A made-up code is not found, and the message does not repeat it."""
    with store.reading() as held, pytest.raises(NotFound) as refused:
        held.copies.by_code("MADE-UPPP-00-0")

    assert "MADE" not in str(refused.value)


def test_a_copy_number_is_one_persons(store: Store, case: str, invitee: str) -> None:
    """Two people never hold copy 07."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AA-A", reference="C-1")
        other = held.invitees.invite(case, "08", {"name": "x"}, reference="I-8").reference

        with pytest.raises(OutOfTurn, match="07"):
            held.copies.allot(other, "07", "BBBB-BBBB-BB-B", reference="C-2")


def test_a_copy_is_released_as_one_file(store: Store, invitee: str, now: datetime) -> None:
    """The same file again keeps the first moment; another file is refused."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AA-A", reference="C-1")
        held.copies.released("C-1", SEALED, at=now)

        assert held.copies.released("C-1", SEALED, at=now + timedelta(days=1)).released_at == now
        with pytest.raises(OutOfTurn, match="another file"):
            held.copies.released("C-1", SIGNED, at=now)


def test_a_paper_made_is_found_by_the_next_run(store: Store, case: str, now: datetime) -> None:
    """One paper for each case, kind, reader and variant, with the reference it was first given."""
    with store.writing() as held:
        held.papers.allot(case, "invitation", "I-1", "standard", WHAT, audience="invitee:07", reference="P-1")
        assert (
            held.papers.allot(
                case, "invitation", "I-1", "standard", WHAT, audience="invitee:07", reference="P-2"
            ).reference
            == "P-1"
        )
        assert (
            held.papers.allot(
                case, "invitation", "I-1", "large_print", WHAT, audience="invitee:07", reference="P-3"
            ).reference
            == "P-3"
        )

        made = held.papers.made("P-1", SEALED, pages=2, verdict="authentic", at=now)
        assert held.papers.find(case, "invitation", "I-1", "standard", WHAT) == made
        assert [one.digest for one in held.papers.of_case(case)] == [SEALED, None]


def test_corrected_data_make_another_paper(store: Store, case: str) -> None:
    """A paper is found again only while it would say the same; what was sent before stays as it was."""
    with store.writing() as held:
        held.papers.allot(case, "invitation", "I-1", "standard", WHAT, audience="invitee:07", reference="P-1")

        assert (
            held.papers.allot(
                case, "invitation", "I-1", "standard", SIGNED, audience="invitee:07", reference="P-2"
            ).reference
            == "P-2"
        )
        assert (
            held.papers.allot(
                case, "invitation", "I-1", "standard", WHAT, audience="invitee:07", reference="P-3"
            ).reference
            == "P-1"
        )


def test_a_paper_does_not_become_another_file(store: Store, case: str, now: datetime) -> None:
    """What was made first is what was sent; a second file under its reference is refused."""
    with store.writing() as held:
        held.papers.allot(case, "invitation", "I-1", "standard", WHAT, audience="invitee:07", reference="P-1")
        first = held.papers.made("P-1", SEALED, pages=2, verdict="authentic", at=now)

        assert held.papers.made("P-1", SEALED, pages=2, verdict="authentic", at=now + timedelta(days=1)) == first
        with pytest.raises(OutOfTurn):
            held.papers.made("P-1", SIGNED, pages=2, verdict="authentic", at=now)


def test_a_message_is_prepared_once_and_stays_sent(store: Store, invitee: str, now: datetime) -> None:
    """Unknown may be found to be sent; what was sent is never unsent or sent again."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AA-A", reference="C-1")
        held.messages.prepare("C-1", "<C-1@example.org>", at=now)
        for state in ("unknown", "sent", "sent"):
            held.messages.mark("C-1", state, at=now)

        assert held.messages.prepare("C-1", "<C-1@example.org>", at=now).state == "sent"
        with pytest.raises(OutOfTurn, match="cannot become unknown"):
            held.messages.mark("C-1", "unknown", at=now)


def test_a_copy_has_one_message(store: Store, invitee: str, now: datetime) -> None:
    """A second message for a copy, or a message for no copy, is refused."""
    with store.writing() as held:
        held.copies.allot(invitee, "07", "AAAA-AAAA-AA-A", reference="C-1")
        held.messages.prepare("C-1", "<one@example.org>", at=now)

        with pytest.raises(OutOfTurn, match="another message"):
            held.messages.prepare("C-1", "<two@example.org>", at=now)
        with pytest.raises(NotFound):
            held.messages.mark("C-NONE", "sent", at=now)


def test_a_message_for_a_copy_that_is_not_held_is_refused(store: Store, now: datetime) -> None:
    """The tables themselves hold what belongs together."""
    with pytest.raises(NotFound, match="referred to"), store.writing() as held:
        held.messages.prepare("C-NONE", "<one@example.org>", at=now)


def test_events_come_back_in_order(store: Store, case: str, now: datetime) -> None:
    """What happened is told in the order in which it happened, even within one second."""
    with store.writing() as held:
        for code in ("case-opened", "paper-made", "copy-released"):
            held.events.note(code, case, at=now)

        assert [event.code for event in held.events.of(case)] == ["case-opened", "paper-made", "copy-released"]


def test_an_event_has_no_words(store: Store, case: str, now: datetime) -> None:
    """A sentence, which could name somebody, is not an event code."""
    with store.writing() as held, pytest.raises(UsageError):
        held.events.note("Zoë Canary rang", case, at=now)


def test_a_refused_value_never_stands_in_an_error(store: Store, case: str, invitee: str, now: datetime) -> None:
    """Breaking a rule of the tables says so without the values that broke it."""
    with pytest.raises((OutOfTurn, NotAuthentic)) as refused, store.writing() as held:
        held.invitees.invite(case, "09", {"name": "Zoë Canary"}, reference=invitee)

    assert "Zoë" not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_the_papers_that_relied_on_a_consent_are_found(store: Store, case: str, now: datetime) -> None:
    """When a consent is withdrawn, every paper that would have said less without it can be named."""
    with store.writing() as held:
        for reference, source in (("P-1", WHAT), ("P-2", SIGNED)):
            held.papers.allot(case, "letter", "F1", "standard", source, audience="family:F1", reference=reference)
        held.papers.rely("P-2", [SEALED])
        held.papers.rely("P-2", [SEALED, SIGNED])

        assert [each.reference for each in held.papers.relying_on([SEALED, SIGNED])] == ["P-2"]
        assert held.papers.relying_on([WHAT]) == ()


def test_a_file_leads_back_to_its_paper(store: Store, case: str, now: datetime) -> None:
    """Who a finished file was made for is known from the file alone; a file of somebody else's making from nothing."""
    with store.writing() as held:
        held.papers.allot(case, "letter", "F1", "standard", WHAT, audience="family:F1", reference="P-1")
        held.papers.made("P-1", SEALED, pages=1, verdict="authentic", at=now)

        found = held.papers.of_file(SEALED)

        assert found is not None
        assert (found.reference, found.audience) == ("P-1", "family:F1")
        assert held.papers.of_file(SIGNED) is None


def test_the_newest_version_of_every_record_of_a_case_is_found(store: Store, case: str, now: datetime) -> None:
    """Everything a case holds now, once, and nothing of another case."""
    with store.writing() as held:
        held.cases.open("R-2", "group", "received", at=now)
        record(held, "R-2", {"other": 1}, now)
        record(held, case, {"first": 1}, now)
        record(held, case, {"second": 2}, now)
        held.records.append(case, "screening", "current", {"third": 3}, schema_version="1", at=now, by="duty")

        assert [each.body for each in held.records.of_case(case)] == [{"second": 2}, {"third": 3}]


def test_what_happened_lately_is_counted(store: Store, case: str, now: datetime) -> None:
    """Only the code and the reference asked for count, and only since the moment asked for."""
    with store.writing() as held:
        held.events.note("file-scanned", case, at=now - timedelta(hours=2))
        held.events.note("file-scanned", case, at=now)
        held.events.note("case-assessing", case, at=now)

        assert held.events.count("file-scanned", case, since=now - timedelta(hours=1)) == 1
