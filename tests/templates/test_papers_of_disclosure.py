"""The papers that tell somebody a little: each says what its reader's view holds, and is whole when it holds less."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from disclosure import view_for
from forms import Record, amended, council_settings, load_schema, record_of, take_in
from generator import word_file
from generator.fill import names_used
from inconfidence.core.errors import Failed
from inconfidence.core.values import UNKNOWNS, Choice, unknown
from inconfidence.sample_case import load
from tests.templates.filling import MADE_ON, drawn_for, filled_for, loaded
from tools.word_templates.access import LEFT_OUT, LISTS, NOT_PRINTED
from tools.word_templates.recorded import REFERRALS, SAID_BY, SAID_OTHERWISE

YES, NO = Choice("yes", "Yes"), Choice("no", "No")
WORDS = "Work with a group will start in December."
QUESTION = "Do you want us to tell them it was you?"
HOSTILE = "{{ council.name }} <w:t> \u202eAnwar \u0645\u062d\u0645\u062f"


def told(**changes: Any) -> list[str]:
    """Return the words of a need-to-know notice about a decision."""
    return filled_for("need-to-know-notice", "referrer", decision={"words": WORDS, **changes})


def test_a_notice_tells_whether_and_for_how_long() -> None:
    """The assessor's exact words, yes or no, and the time (L85)."""
    words = told(intervention=YES, duration="eight weeks")

    assert WORDS in words
    assert "Is work with the group taking place? Yes" in words
    assert "For how long? eight weeks" in words


@pytest.mark.parametrize("answer", [None, *map(unknown, UNKNOWNS)])
def test_a_notice_is_silent_on_what_was_not_decided(answer: Choice | None) -> None:
    """Nothing is made of an answer that was not given: not its question, nor "Not asked"."""
    given = {} if answer is None else {"intervention": answer, "duration": answer}

    assert told(**given) == told()
    assert not [each for each in told(**given) if each.startswith(("Is work", "For how long"))]


def test_a_notice_without_the_assessors_words_is_not_made() -> None:
    """Without a decision that opens them the view holds no words, and there is no notice."""
    with pytest.raises(Failed, match=r"decision\.words"):
        filled_for("need-to-know-notice", "referrer", decision={"intervention": YES})


def test_a_notice_reads_the_same_for_the_caller_and_for_a_guardian() -> None:
    """A notice that thanked the one for calling would say of the other that they did not."""
    decision = {"words": WORDS, "intervention": NO}

    assert filled_for("need-to-know-notice", "monitoring_holder", decision=decision) == told(intervention=NO)


def asked(name: str | Choice = "Zo\u00eb Canary", **consent: Any) -> list[str]:
    """Return the words of the consent paper."""
    return filled_for("consent-to-be-named", "referrer", referral={"consent": consent}, referrer={"name": name})


def test_the_question_stands_as_it_was_asked() -> None:
    """Word for word, with its version, and with the answer that is held and its day."""
    words = asked(wording=QUESTION, wording_version="C-7", answer=NO, taken_on=date(2026, 9, 25))

    assert QUESTION in words
    assert "Wording version C-7." in words
    assert "The answer we hold from you today: No, given on 25 September 2026." in words


def test_a_question_that_was_never_asked_is_asked_in_the_papers_own_words() -> None:
    """The version is then the paper's, and nothing is said of an answer but that none was asked for."""
    words = asked(wording=unknown("not_asked"), answer=Choice("not_asked", "Not asked"), taken_on=unknown("not_asked"))

    assert "Wording version 1.0 of this paper." in words
    assert not [each for each in words if each.startswith("The answer we hold")]


def test_no_answer_is_ticked_beforehand() -> None:
    """Silence is no: three scopes, six empty boxes, and a line that says what an empty line means."""
    words = asked(answer=YES, scope=[Choice("family", "The child or family")])

    assert sum(each == "\u2610" for each in words) == 6
    assert not [each for each in words if "\u2612" in each]
    assert "A line without a cross is a no." in words


@pytest.mark.parametrize("name", [unknown("declined"), unknown("withheld")])
def test_a_caller_who_gave_no_name_gets_the_paper_all_the_same(name: Choice) -> None:
    """An unknown name never stands where a name would."""
    words = asked(name)

    assert "For the person who told us" in words
    assert not [each for each in words if name.label in each]


def extract(role: str = "family", **values: Any) -> list[str]:
    """Return the words of a subject-access extract."""
    return filled_for("subject-access-extract", role, **values)


def test_an_adult_of_concern_reads_what_is_held_of_them() -> None:
    """Their own row, under the form's own labels, and no other part of the referral."""
    words = extract("adult_of_concern", referral={"adults": [{"name": HOSTILE, "what_they_do": "Buys drinks"}]})

    assert "About you, as an adult we were told about" in words
    assert [words[words.index(label) + 1] for label in ("Name", "What they do")] == [
        HOSTILE.replace("\u202e", "\ufffd"),
        "Buys drinks",
    ]


def test_a_parent_reads_their_own_row_and_those_of_the_children_they_act_for() -> None:
    """Each person has a table of their own."""
    family, children = [{"name": "Folake"}], [{"name": "Seun"}, {"name": "Temi"}]

    words = extract(referral={"people": children, "family": family})

    assert [words[place + 1] for place, word in enumerate(words) if word == "Name"] == ["Seun", "Temi", "Folake"]


@pytest.mark.parametrize(
    "nothing", [{"online_names": ()}, *({"online_names": unknown(code), "school": unknown(code)} for code in UNKNOWNS)]
)
def test_what_is_not_held_leaves_no_row(nothing: dict[str, Any]) -> None:
    """An empty list and the four unknowns print nothing, so that no cell is blank."""
    held = {"name": "Folake", "relationship": "Mother"}

    assert extract(referral={"people": [{**held, **nothing}]}) == extract(referral={"people": [held]})


def test_only_the_caller_reads_of_the_caller() -> None:
    """What is held of the referrer is shown where their consent is, which no other reader's view holds."""
    referrer = {"name": "Zo\u00eb Canary", "phone": "020 7946 0999"}
    mine = extract("referrer", referral={"consent": {"answer": NO}}, referrer=referrer)
    theirs = extract(referral={"family": [{"name": "Folake"}]}, referrer=referrer)

    assert "020 7946 0999" in mine
    assert "020 7946 0999" not in theirs
    assert any(each.endswith("who they are: Zo\u00eb Canary.") for each in theirs)


def test_whom_the_caller_did_not_want_to_know_reads_nothing_of_them() -> None:
    """Without the consent the view holds no referrer, and the paper does not say that there is a name."""
    words = extract(referral={"family": [{"name": "Folake"}]})

    assert not [each for each in words if "told us has said" in each or "Canary" in each]


@pytest.mark.parametrize("referral", [None, {}, {"people": ()}, {"people": (), "family": (), "adults": ()}])
def test_where_nothing_may_be_given_the_paper_says_so(referral: dict[str, Any] | None) -> None:
    """A reader of whom nothing is held, and one of whom nothing may be shown, get the same words."""
    offered = {} if referral is None else {"referral": referral}

    assert "We hold nothing about you in that record that we can give you." in extract(**offered)
    assert extract(**offered) == extract()


def test_what_is_left_out_is_the_same_list_for_everybody() -> None:
    """A list made from the record would say what the record holds, and how much."""
    for words in (extract(), extract(referral={"family": [{"name": "Folake", "note": "Works nights."}]})):
        first = words.index(LEFT_OUT[0][0])

        assert words[first : first + 2 * len(LEFT_OUT)] == [cell for cells in LEFT_OUT for cell in cells]


@pytest.mark.parametrize("name", [*LISTS, "referrer", "consent"])
def test_every_field_of_a_persons_row_is_in_the_extract(name: str) -> None:
    """A field added to a form is printed for the person it is about, once the papers are drawn anew."""
    path = name if name == "referrer" else f"referral.{name}"
    forms = [load_schema(kind).fields[name] for kind in REFERRALS if name in load_schema(kind).fields]
    fields = {field for form in forms for field in form.fields} - {*NOT_PRINTED, *SAID_OTHERWISE}
    printed = {field for field in fields if SAID_BY.get(field) not in fields}

    assert {f"{path}.{field}" for field in printed} <= names_used(loaded("subject-access-extract"))


MANY = "\u0110\u1eb7ng Th\u1ecb \u00c1nh Nguy\u1ec7t-Y\u0131ld\u0131z \u0141ukaszewicz " * 4

PAGES: dict[str, tuple[str, int, dict[str, Any]]] = {
    "need-to-know-notice": ("referrer", 1, {"decision": {"words": MANY, "intervention": YES, "duration": MANY}}),
    "consent-to-be-named": ("referrer", 2, {"referral": {"consent": {"answer": NO}}, "referrer": {"name": MANY}}),
    "subject-access-extract": ("adult_of_concern", 2, {"referral": {"adults": [{"name": MANY, "vehicle": MANY}]}}),
}


@pytest.mark.parametrize("name", PAGES)
def test_long_and_foreign_names_are_drawn(name: str) -> None:
    """The drawing engine takes each paper whole, on as many pages as it should have."""
    role, pages, values = PAGES[name]

    assert drawn_for(name, role, **values).page_count == pages


def own_extract(referral: Record) -> bytes:
    """Return the Word file of the extract that the adult A1 gets of a referral."""
    paper, today = loaded("subject-access-extract"), MADE_ON
    own = {"title": paper.title, "version": paper.version, "reference": "P-7K3M-9QXT", "made_on": today}
    records = {
        "referral": referral,
        "referrer": referral,
        "council": council_settings(load("council.toml", today)),
        "paper": record_of("paper", own),
    }
    view = view_for(
        records,
        role="adult_of_concern",
        reader="adult_of_concern-A1",
        kind="group",
        persons=frozenset({"A1"}),
        on=today,
        never=frozenset(paper.never),
    )
    return word_file(paper, view)


def test_an_adults_extract_says_nothing_of_anybody_else() -> None:
    """Byte for byte the same file, whoever else stands in the record, whoever told, and whatever they said."""
    full = take_in(load("referral-group.json", MADE_ON))
    mine = {**full.values["adults"][0], "code": "A1"}
    alone = amended(full, {"adults": [mine], "people": [], "summary": "Other words.", "seen": {"words": "Something."}})
    other = {**mine, "name": "Zo\u00eb Canary", "code": "A2"}
    crowd = amended(
        full,
        {
            "adults": [other, mine, {**other, "code": "A3"}],
            "referrer": {**full.values["referrer"], "name": "Zo\u00eb Canary"},
            "consent": {**full.values["consent"], "answer": "no"},
        },
    )

    assert own_extract(crowd) == own_extract(alone)
