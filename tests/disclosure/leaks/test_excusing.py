"""An occurrence is no leak where it was drawn from what the reader may have, and is one anywhere else."""

from __future__ import annotations

import pytest

from disclosure.leaks import Passage, findings
from inconfidence.core.documents import DrawnFrom
from tests.disclosure.leaks.searching import invitee, leaks_drawn, leaks_in, referral, search

NAME = "Siobhán Kerrigan"
OWN = invitee(
    name=NAME, role="Swimming coach", organisation="Otters", phone="07700 900264", address=["3 Mill Lane", "TM5 6JA"]
)
RANG = referral(
    referrer={
        "name": NAME,
        "role": "Swimming coach",
        "phone": "+44 7700 900264",
        "address": ["3 Mill Lane", "TM5 6JA"],
    },
    worry={"words": "I think that the older boy is giving him errands to run after school."},
)
OF_REFERRER = search(RANG, own=OWN)
CHILD = search(referral(people=[{"name": "Tariq Aziz", "also_known_as": "Will"}]), own=OWN)


def test_the_referrer_who_is_invited_is_named_as_invited() -> None:
    """Their name, number and address drawn from their own invitation tell them nothing new."""
    runs = (
        ("", "Dear "), ("invitee.name", NAME), ("invitee.role", "Swimming coach"), ("invitee.phone", "07700 900264"),
        ("invitee.address.0", "3 Mill Lane"), ("invitee.address.1", "TM5 6JA"),
    )  # fmt: skip

    assert leaks_drawn(OF_REFERRER, *runs) == []


def test_a_name_read_on_into_the_readers_own_business_is_no_second_one() -> None:
    """ "Siobhán Kerrigan, Kerrigan Swim School": given name, middle name, surname, and all of it their own."""
    own = invitee(name=NAME, address=["Kerrigan Swim School", "TM5 6JA"])
    runs = (("invitee.name", NAME), ("invitee.address.0", "Kerrigan Swim School"))

    assert leaks_drawn(search(RANG, own=own), *runs) == []
    assert leaks_drawn(search(RANG, own=own), *runs, ("conference.plan.0.owner", NAME)) == ["referrer.name"]


def test_the_same_name_in_a_paragraph_is_a_leak() -> None:
    """What they told us stands in the findings under their name."""
    runs = (("invitee.name", NAME), ("conference.findings.0.worries.0.words", f"{NAME} told us of a car."))

    assert leaks_drawn(OF_REFERRER, *runs) == ["referrer.name"]


def test_one_bad_place_is_enough() -> None:
    """However often the name is drawn from a good one."""
    good = [("invitee.name", NAME)] * 20

    assert leaks_drawn(OF_REFERRER, *good, ("conference.plan.0.owner", NAME), *good) == ["referrer.name"]


def test_the_surname_alone_in_a_paragraph_is_a_leak() -> None:
    """Though the reader's own name holds the same word: it is the referrer's."""
    runs = (("invitee.name", NAME), ("conference.findings.0.worries.0.words", "As Kerrigan has said."))

    assert leaks_drawn(OF_REFERRER, *runs) == ["referrer.name"]


def test_a_row_of_the_plan_excuses_nothing() -> None:
    """An owner by role is a role; a name typed there is a leak (L75: also as plan owner)."""
    assert leaks_drawn(OF_REFERRER, ("conference.plan.0.owner", NAME)) == ["referrer.name"]


def test_more_typed_into_the_name_than_the_name_is_a_leak() -> None:
    """The field excuses its whole value, and this is not the referrer's name."""
    stuffed = invitee(name=f"{NAME}, who told us of Tariq Aziz")
    looked_for = search(referral(people=[{"name": "Tariq Aziz"}]), own=stuffed)

    assert leaks_drawn(looked_for, ("invitee.name", stuffed.values["name"])) == ["referral.people.0.name"]


def test_a_path_that_is_not_in_the_view_excuses_nothing() -> None:
    """A run that says it comes from the referrer's name has no business here."""
    assert leaks_drawn(OF_REFERRER, ("referrer.name", NAME)) == ["referrer.name"]


def test_a_run_that_says_other_words_than_its_field_excuses_nothing() -> None:
    """A template that turns one value into another cannot lend it its path."""
    assert leaks_drawn(CHILD, ("invitee.name", "Tariq Aziz")) == ["referral.people.0.name"]
    assert leaks_drawn(OF_REFERRER, ("invitee.role", NAME)) == ["referrer.name"]


def test_words_drawn_in_two_halves_are_found() -> None:
    """Each half alone would be a word; together they are a child."""
    assert leaks_drawn(CHILD, ("letter.paragraphs.0", "Tar"), ("letter.greeting", "iq Aziz")) == [
        "referral.people.0.name"
    ]


def test_words_on_the_page_that_nobody_drew_are_a_leak() -> None:
    """What stands in the file and not among the runs came from somewhere else."""
    drawn = [DrawnFrom("invitee.name", NAME)]

    assert leaks_in(f"{NAME} Tariq Aziz", CHILD, drawn) == ["referral.people.0.name"]


def test_no_runs_at_all_excuse_nothing() -> None:
    """A paper that lost where its words came from is held back, whatever it says."""
    drawn: list[DrawnFrom] = []

    assert list(findings([Passage("page text", "page 1", NAME)], OF_REFERRER, drawn))


def test_one_word_of_the_template_is_no_leak() -> None:
    """The template said "Then Will" before the case was; a letter that says it means the boy."""
    assert leaks_drawn(CHILD, ("", "The date. Then Will and the seal.")) == []
    assert leaks_drawn(CHILD, ("letter.paragraphs.0", "Then Will left.")) == ["referral.people.0.also_known_as"]


def test_a_whole_name_in_the_templates_own_words_is_a_leak() -> None:
    """Words that lost their path look like the template's; a whole name in a template is no accident."""
    assert leaks_drawn(CHILD, ("", "Tariq Aziz")) == ["referral.people.0.name"]


def test_a_callers_sentence_in_the_templates_own_words_is_a_leak() -> None:
    """A few words in a row may stand in a form; twelve do not."""
    told = "the older boy is giving him errands"

    assert leaks_drawn(OF_REFERRER, ("", f"Say whether {told}.")) == []
    assert leaks_drawn(OF_REFERRER, ("", RANG.values["worry"]["words"])) == ["referral.worry.words"]


def test_a_callers_sentence_in_free_text_is_a_leak() -> None:
    """Outward papers carry words an assessor approved, never those of the caller."""
    told = "the older boy is giving him errands to run"

    assert leaks_drawn(OF_REFERRER, ("conference.findings.0.worries.0.words", told)) == ["referral.worry.words"]


def test_the_name_of_a_place_the_reader_is_told_is_no_leak() -> None:
    """Six words of the caller's that are the area's own name are not the caller's; a pasted paragraph is."""
    told = "It is in the covered way behind the Kestrel Parade shops, where the lamps are broken and the gate open."
    own = invitee(name=NAME, organisation="The covered way behind the Kestrel Parade shops")
    pasted = invitee(name=NAME, organisation=told)
    rang = referral(worry={"words": told})

    assert leaks_in("in the covered way behind the Kestrel Parade", search(rang, own=own)) == []
    part = "shops, where the lamps are broken and the gate open"
    assert leaks_in(part, search(rang, own=pasted)) == ["referral.worry.words"]


def test_text_pasted_from_another_case_is_a_leak() -> None:
    """Birmingham, 2022: minutes of another meeting in a family's plan, with another child's name."""
    other = referral(
        "group", people=[{"name": "Dwayne Okonkwo"}], worry={"words": "He was hit with a belt by the coach at home."}
    )
    looked_for = search(linked=[other], own=OWN)

    found = leaks_drawn(looked_for, ("conference.plan.3.action", "Dwayne was hit with a belt by the coach at home."))

    assert set(found) == {"referral.people.0.name", "referral.worry.words"}


def test_beside_the_pages_the_value_itself_has_to_be_the_readers() -> None:
    """In a title or a file name nothing says where words came from: the reader's own name may stand there."""
    drawn = [DrawnFrom("invitee.name", NAME)]
    title, name = (Passage("information", "title", text) for text in (f"For {NAME}", "For Tariq Aziz"))

    assert findings([title], OF_REFERRER, drawn) == ()
    assert [each.path for each in findings([name], CHILD, drawn)] == ["referral.people.0.name"]


def test_a_heading_in_the_outline_is_the_templates() -> None:
    """A bookmark that repeats a heading of the template says no more than the heading."""
    drawn = [DrawnFrom("", "Why we ask. Then Will and seal.")]

    assert findings([Passage("outline", "the file", "Then Will and seal")], CHILD, drawn) == ()
    assert findings([Passage("outline", "the file", "Then Will left")], CHILD, drawn) != ()


def test_a_file_scanned_later_is_judged_by_the_view() -> None:
    """When it is no longer known what was drawn, what the reader has anyway is let pass, and nothing else."""
    assert leaks_in(f"{NAME}, 07700 900264, 3 Mill Lane, TM5 6JA, Swimming coach", OF_REFERRER) == []
    assert leaks_in("Tariq Aziz", CHILD) == ["referral.people.0.name"]


def test_a_namesake_the_reader_knows_is_not_taken_for_the_child() -> None:
    """ "Kerrigan" in a letter to Ms Kerrigan is she, not the other family's boy of that surname."""
    looked_for = search(referral(people=[{"name": "Callum Kerrigan"}]), own=OWN)

    assert leaks_drawn(looked_for, ("letter.greeting", "Dear Ms Kerrigan")) == []
    assert leaks_drawn(looked_for, ("letter.greeting", "Dear Callum")) == ["referral.people.0.name"]


def test_a_date_is_excused_by_a_date_only() -> None:
    """A withheld day that is also the day of the paper may stand as the day of the paper."""
    own = invitee(name=NAME)
    looked_for = search(referral(received="2026-11-05T18:30"), own=own)

    assert leaks_drawn(looked_for, ("letter.paragraphs.0", "on 5 November 2026")) == ["referral.received"]


@pytest.mark.parametrize(
    ("channel", "is_leak"), [("points of pictures", False), ("attachments: font files", False), ("fonts", True)]
)
def test_three_letters_in_the_numbers_of_a_picture_are_chance(channel: str, is_leak: bool) -> None:
    """A scanned page holds any short word somewhere; the same nickname in the name of a font was written."""
    rang = referral(people=[{"name": "Percival Oduya", "also_known_as": "Pip"}])
    noise = Passage(channel, "page 3", "x9 Pip q7")

    leaks = [each for each in findings((noise,), search(rang)) if each.kind == "leak"]

    assert bool(leaks) == is_leak


def test_a_whole_name_in_a_picture_is_no_chance() -> None:
    """A name in full is found wherever it stands."""
    rang = referral(people=[{"name": "Percival Oduya"}])

    assert findings((Passage("points of pictures", "page 3", "x9 Percival Oduya q7"),), search(rang))


def test_the_first_part_of_the_readers_own_email_address_is_theirs() -> None:
    """ "yosef.singh@" may be two people's; alone, or before another domain, it is the other's."""
    other = referral(referrer={"name": "Yosef Singh", "email": "yosef.singh@carers.example"})
    mine = search(other, own=invitee(name="Yosef Singh", email="yosef.singh@faith.example"))

    assert leaks_in("Write to yosef.singh@faith.example.", mine) == []
    assert leaks_in("Write to yosef.singh@carers.example.", mine) == ["referrer.email"]
