"""Untrusted bytes become a frozen record, or every problem at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from least_said import LEAST, problems_in, sent

from forms import amended, council_settings, record_from_stored, record_of, take_in, to_json
from forms.intake import DEPTH_MOST, SIZE_MOST
from inconfidence.core.errors import InputInvalid, NotFound
from inconfidence.core.values import Choice


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_what_was_seen_where_and_the_worry_are_enough(kind: str) -> None:
    """A caller who knows nothing else is not turned away."""
    record = take_in(sent(kind))

    assert record.kind == f"referral-{kind}"
    assert record.values["seen"]["words"] == "a"


@pytest.mark.parametrize("kind", sorted(LEAST))
@pytest.mark.parametrize("part", ["seen", "worry"])
def test_what_was_seen_and_the_worry_are_needed(kind: str, part: str) -> None:
    """Without them there is no concern to screen."""
    document = {name: value for name, value in LEAST[kind].items() if name != part}

    assert problems_in(json.dumps(document).encode()) == {f"{part}.words": "missing"}


def test_a_location_needs_the_place_and_not_where() -> None:
    """The place is the subject, in any words."""
    document = {name: value for name, value in LEAST["location"].items() if name != "place"}

    assert problems_in(json.dumps(document).encode()) == {"place.name": "missing"}
    assert take_in(sent()).values["where"]["words"] == "not_asked"


@pytest.mark.parametrize("kind", ["individual", "group"])
def test_an_individual_or_group_concern_needs_where(kind: str) -> None:
    """The protocol asks where it was seen (L39, L45)."""
    document = {name: value for name, value in LEAST[kind].items() if name != "where"}

    assert problems_in(json.dumps(document).encode()) == {"where.words": "missing"}


def test_what_is_not_there_says_so_in_words() -> None:
    """An answer nobody gave is "Not asked", a list is empty, and no field is left out."""
    values = take_in(sent()).values

    assert values["referrer"]["name"].label == "Not asked"
    assert values["people"] == ()
    assert values["consent"]["answer"] == "not_asked"
    assert values["consent"]["scope"] == ()


@pytest.mark.parametrize("code", ["not_known", "not_asked", "declined", "withheld"])
def test_each_way_of_not_knowing_is_kept_apart(code: str) -> None:
    """ "Not asked" is not "not known"."""
    record = take_in(sent(people=[{"name": {"unknown": code}}]))

    assert record.values["people"][0]["name"] == code
    assert isinstance(record.values["people"][0]["name"], Choice)


def test_words_that_look_like_an_unknown_stay_words() -> None:
    """Somebody may be called "withheld"; only the marked form means it."""
    record = take_in(sent(people=[{"name": "withheld"}]))

    assert not isinstance(record.values["people"][0]["name"], Choice)
    assert record.values["children_named"] == "yes"


def test_dates_and_times_become_what_they_say() -> None:
    """A time without a zone is London time and is kept in UTC."""
    values = take_in(sent(received="2026-07-01T09:30", consent={"taken_on": "2026-07-01"})).values

    assert values["received"] == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert values["consent"]["taken_on"] == date(2026, 7, 1)


def test_a_spell_may_run_past_midnight() -> None:
    """An end before the beginning is the next morning, not a mistake."""
    record = take_in(sent(patterns={"times": [{"day": "fri", "from": "22:00", "to": "01:00"}]}))

    assert record.values["patterns"]["times"][0]["to"] == time(1)


def test_text_is_tidied_before_it_is_judged() -> None:
    """A name typed on another keyboard is the same name."""
    record = take_in(sent(people=[{"name": " Zoe\u0301 \r\n"}]))

    assert record.values["people"][0]["name"] == "Zo\u00e9"


@pytest.mark.parametrize(
    "name",
    ["Ọlá O’Brien-Şahin", "محمد علی", "שרה גרינפעלד", "Nguyễn Thị Hương", "রহিমা বেগম", "王小明", "می‌خواهم", "D'Arcy"],
)
def test_names_in_every_script_are_taken_as_they_are_written(name: str) -> None:
    """No name is refused for its letters, joiners, apostrophes or hyphens."""
    record = take_in(sent(people=[{"name": name}]))

    assert str(record.values["people"][0]["name"]) == name


ATTACKS: list[tuple[dict[str, Any], str, str]] = [
    ({"people": [{"name": "Sam\u202egnirts"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\u2066x\u2069"}]}, "people.0.name", "character"),
    ({"people": [{"name": "S\u00adam"}]}, "people.0.name", "character"),
    ({"people": [{"name": "S\u200bam"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\x00"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\x1b[2J"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\ud800"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\U000e0041"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam\nSigned: the council"}]}, "people.0.name", "character"),
    ({"people": [{"name": "Sam" + "\u0301" * 31}]}, "people.0.name", "character"),
    ({"people": [{"name": "x" * 101}]}, "people.0.name", "too-long"),
    ({"people": [{"name": None}]}, "people.0.name", "empty"),
    ({"people": [{"name": " \u00a0\u3000"}]}, "people.0.name", "empty"),
    ({"people": [{"name": ["Sam"]}]}, "people.0.name", "not-text"),
    ({"people": [{"name": {"unknown": "lost"}}]}, "people.0.name", "bad-unknown"),
    ({"people": [{"name": {"unknown": ["not_known"]}}]}, "people.0.name", "bad-unknown"),
    ({"people": [{"age_from": True}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": 13.5}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": "13"}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": 13.0}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": -0.0}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": 10**30}]}, "people.0.age_from", "too-many-digits"),
    ({"people": [{"name": 10**30}]}, "people.0.name", "not-text"),
    ({"people": [{"age_from": [13]}]}, "people.0.age_from", "not-a-whole-number"),
    ({"people": [{"age_from": {"unknown": "not_known", "why": 1}}]}, "people.0.age_from", "bad-unknown"),
    ({"people": [{"age_from": -1}]}, "people.0.age_from", "too-small"),
    ({"people": [{"age_from": 26}]}, "people.0.age_from", "too-large"),
    ({"people": [{"age_from": 15, "age_to": 13}]}, "people.0.age_to", "order"),
    ({"people": [{"label": "Boy"}]}, "people.0.label", "worked-out"),
    ({"people": "Sam"}, "people", "not-a-list"),
    ({"people": ["Sam"]}, "people.0", "not-a-group"),
    ({"people": [{}] * 41}, "people", "too-many"),
    ({"consent": {"answer": "Yes"}}, "consent.answer", "not-a-choice"),
    ({"consent": {"answer": True}}, "consent.answer", "not-a-choice"),
    ({"consent": {"scope": ["everyone"]}}, "consent.scope.0", "not-a-choice"),
    ({"consent": {"scope": ["family", True]}}, "consent.scope.1", "not-a-choice"),
    ({"consent": {"scope": ["family", {"unknown": "declined"}]}}, "consent.scope.1", "answer-needed"),
    ({"consent": {"scope": ["family", "police", "family"]}}, "consent.scope.2", "twice"),
    ({"consent": {"scope": {"family": True}}}, "consent.scope", "not-a-list"),
    ({"people": [{"code": "C1"}, {"code": " C1"}]}, "people.1.code", "same-code"),
    ({"consent": {"taken_on": "2026-02-30"}}, "consent.taken_on", "not-a-date"),
    ({"consent": {"taken_on": "2026-10-09T10:00"}}, "consent.taken_on", "not-a-date"),
    ({"consent": {"taken_on": "2026-10-09", "withdrawn_on": "2026-10-08"}}, "consent.withdrawn_on", "order"),
    ({"received": "yesterday"}, "received", "not-a-moment"),
    ({"received": "2026-10-09T25:00"}, "received", "not-a-moment"),
    ({"received": "2199-12-31T23:59+99:00"}, "received", "not-a-moment"),
    ({"reference": "R-1234"}, "reference", "pattern"),
    ({"reference": "R-ABCD-EFGH\n"}, "reference", ""),
    ({"patterns": {"times": [{"day": "fri", "from": "16:00"}]}}, "patterns.times.0.to", "missing"),
    ({"patterns": {"times": [{"day": "fri", "from": "24:00", "to": "16:0"}]}}, "patterns.times.0.from", "not-a-time"),
    ({"referrer": {"phone": "ask inside"}}, "referrer.phone", "phone"),
    ({"referrer": {"email": "a@b@example.org"}}, "referrer.email", "email"),
    ({"referrer": {"address": ["1 High Street", ""]}}, "referrer.address.1", "missing"),
    ({"nickname": "Sam"}, "nickname", "unknown-field"),
    ({"seen": "a fight"}, "seen", "not-a-group"),
    ({"seen": {"words": {"unknown": "not_known"}}}, "seen.words", "answer-needed"),
    ({"place": {"name": "b", "features": [{"code": "haunted"}]}}, "place.features.0.code", "not-a-choice"),
]


@pytest.mark.parametrize(("more", "path", "code"), ATTACKS)
def test_what_does_not_belong_is_refused_by_path(more: dict[str, Any], path: str, code: str) -> None:
    """Every hole of plain cerberus, and every way of hiding words, is named where it stands."""
    content = sent(**more)

    if code:
        assert problems_in(content)[path] == code
    else:
        assert take_in(content).values[path] == "R-ABCD-EFGH"


def test_a_name_that_may_be_somebodys_words_is_not_repeated() -> None:
    """A field name nobody knows may itself be personal, so it is not shown."""
    assert problems_in(sent("location", **{"Mehmet of the corner shop": "1"})) == {
        "(a name that is not a field)": "unknown-field"
    }


def test_no_problem_repeats_what_was_typed() -> None:
    """What a person typed stands in no message, remedy or path."""
    canary = "Zebedee-Canary"

    with pytest.raises(InputInvalid) as refused:
        take_in(sent(people=[{"name": f"{canary}\x00", canary: canary, "age_from": canary}], received=canary))

    assert len(refused.value.problems) >= 4
    assert canary not in f"{refused.value}{[str(each) for each in refused.value.problems]}"


def test_every_problem_is_told_at_once_in_the_order_of_its_path() -> None:
    """A caller is not sent back once for each mistake."""
    with pytest.raises(InputInvalid) as refused:
        take_in(json.dumps({"kind": "group", "how": "shouting", "people": [{"age_from": 99}]}).encode())

    paths = [each.path for each in refused.value.problems]
    assert paths == ["how", "people.0.age_from", "seen.words", "where.words", "worry.words"]
    assert all(each.remedy and each.message for each in refused.value.problems)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"\xff\xfe{}", "not-utf-8"),
        (b'{"kind": "location", "kind" 1}', "not-json"),
        (b'{"age": NaN}', "not-a-number"),
        (b'{"age": ' + b"9" * 5000 + b"}", "not-a-number"),
        (b"[]", "not-a-group"),
        (b'"location"', "not-a-group"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":' * (DEPTH_MOST + 2) + b"1" + b"}" * (DEPTH_MOST + 2), "too-deep"),
        (b" " * (SIZE_MOST + 1), "too-big"),
    ],
)
def test_a_file_that_is_no_form_is_refused_whole(content: bytes, code: str) -> None:
    """Size, text, syntax and depth are looked at before anything is read."""
    assert code in problems_in(content).values()


def test_an_answer_given_twice_is_refused() -> None:
    """Two answers to one question: neither is chosen in silence."""
    content = sent().replace(b'"seen":', b'"how": "web", "how": "paper", "seen":')

    assert problems_in(content) == {"how": "repeated"}


def test_an_answer_given_twice_inside_a_row_is_refused_there() -> None:
    """Also in what the store gives back, and beside every other fault."""
    rows = b'"people": [{"name": "Sam", "age_from": 99, "name": "Max"}], "seen":'
    content = sent().replace(b'"seen":', rows)

    assert problems_in(content) == {"people.0.name": "repeated", "people.0.age_from": "too-large"}
    with pytest.raises(InputInvalid):
        record_from_stored("referral-location", 1, content.decode().replace("99", "9"))


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1e-400", "-0.0", "9" * 4000])
def test_numbers_that_json_can_write_and_nobody_can_keep_are_refused(number: str) -> None:
    """Past every limit, next to nothing, or nought with a sign: none is a count."""
    content = sent().replace(b'"seen":', b'"people": [{"age_from": ' + number.encode() + b'}], "seen":')

    assert list(problems_in(content)) == ["people.0.age_from"]


@pytest.mark.parametrize(
    ("settings", "code"),
    [("name = " + "[" * 5_000, "too-deep"), ("name = " + "9" * 5_000, "not-a-number"), ("name = nan", "not-text")],
)
def test_hostile_settings_are_refused_as_hostile_documents_are(settings: str, code: str) -> None:
    """Whoever may write the file may not bring the program down."""
    with pytest.raises(InputInvalid) as refused:
        council_settings(settings.encode())

    assert code in {each.code for each in refused.value.problems}


def test_what_has_happened_is_not_to_come_when_the_day_is_known() -> None:
    """Judged on the day it is taken in, and not again when it is loaded."""
    content = sent(consent={"taken_on": "2026-11-23"})

    record = take_in(content, today=date(2026, 11, 23))

    assert record == take_in(content) == record_from_stored(record.kind, 1, to_json(record))
    with pytest.raises(InputInvalid) as refused:
        take_in(content, today=date(2026, 11, 22))
    assert [(each.path, each.code) for each in refused.value.problems] == [("consent.taken_on", "future")]


def test_a_list_of_half_a_million_entries_is_refused_for_its_length() -> None:
    """A hostile file costs no more than its reading."""
    content = sent().replace(b'"seen":', b'"people": [' + b"1," * 300_000 + b'1], "seen":')

    assert problems_in(content) == {"people": "too-many"}


def test_the_kind_comes_from_the_document() -> None:
    """A document that does not say what it is, or says something unheard of, is not guessed at."""
    assert problems_in(b"{}") == {"kind": "unknown-kind"}
    assert problems_in(b'{"kind": ["location"]}') == {"kind": "unknown-kind"}
    assert problems_in(sent("group"), "referral-location") == {"kind": "wrong-kind"}


def test_a_record_of_the_kind_expected_is_taken() -> None:
    """The kind may be asked for in either of its names."""
    assert take_in(sent("group"), "group") == take_in(sent("group"), "referral-group")


def test_a_record_cannot_be_changed() -> None:
    """Nothing after the gate can alter what was taken in."""
    values: Any = take_in(sent(people=[{"name": "Sam"}])).values

    with pytest.raises(TypeError):
        values["people"][0]["name"] = "Max"
    with pytest.raises(TypeError):
        values["people"][0] = {}


def test_a_record_is_not_printed_with_its_words() -> None:
    """A traceback or a log shows kind and digest only."""
    assert "Sam" not in repr(take_in(sent(people=[{"name": "Sam"}])))


def test_what_the_office_adds_goes_through_the_same_rules() -> None:
    """A reference is added to a record by making a new one, checked anew."""
    record = take_in(sent())

    added = amended(record, {"reference": "R-7K3M-9QXT", "status": "received"})

    assert added.values["reference"] == "R-7K3M-9QXT"
    assert record.values["reference"] == "not_asked"
    with pytest.raises(InputInvalid):
        amended(record, {"status": "lost"})


def test_a_record_made_by_the_program_is_checked_as_strictly() -> None:
    """Dates may be given as dates; the rules are the same."""
    paper = {"title": "Referral record", "version": "1.0", "reference": "P-7K3M-9QXT", "made_on": date(2026, 11, 22)}

    assert record_of("paper", paper).values["made_on"] == date(2026, 11, 22)
    with pytest.raises(InputInvalid):
        record_of("paper", {**paper, "made_on": datetime(2026, 11, 22, tzinfo=UTC)})
    with pytest.raises(NotFound):
        record_of("spell", {})


def test_threads_do_not_mix_their_verdicts_up() -> None:
    """One validator a call: the good stay good and the bad stay bad beside one another."""
    good, bad = sent(people=[{"age_from": 1}]), sent(people=[{"age_from": 99}])

    def refused(content: bytes) -> bool:
        try:
            return not to_json(take_in(content))
        except InputInvalid:
            return True

    with ThreadPoolExecutor(8) as threads:
        verdicts = list(threads.map(refused, [good, bad] * 40))

    assert verdicts == [False, True] * 40


def test_the_rows_a_form_always_shows_count_towards_its_limit() -> None:
    """What is taken in can be loaded again: a list is full when the rows it always shows no longer fit."""
    place = {**LEAST["location"]["place"], "features": [{"code": "cctv"}] * 28}

    assert problems_in(json.dumps({**LEAST["location"], "place": place}).encode()) == {"place.features": "too-many"}
