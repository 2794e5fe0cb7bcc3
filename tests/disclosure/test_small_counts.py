"""No count of people from 1 to 5 is shown, and none can be worked out by a reader who knows how they are hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from disclosure.small_counts import NOT_SHOWN, suppressed
from forms import load_schema, take_in
from inconfidence.core.values import unknown
from inconfidence.sample_case import load

PACK = load_schema("conference").fields
SURVEY, OBSERVATION = PACK["survey"].fields, PACK["observation"].fields
RETURNED = load_schema("task-return").fields["survey"].fields
SMALL = range(1, 6)
LABELS = "abcdefgh"
COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 30))
Counts = tuple[Any, ...]


def rows(counts: Sequence[int], name: str = "name") -> tuple[dict[str, Any], ...]:
    return tuple({name: label, "count": count} for label, count in zip(LABELS, counts, strict=False))


def chart(counts: Sequence[int], base: int, **more: Any) -> dict[str, Any]:
    return {"title": "Safe", "question": "How safe?", "base": base, "rows": rows(counts, "label"), **more}


def counts_of(listed: Sequence[Mapping[str, Any]]) -> Counts:
    return tuple(row["count"] for row in listed)


def groups(*counts: int) -> Counts:
    """Return what is shown of the groups of a survey whose number of replies is not told."""
    return counts_of(suppressed(SURVEY, {"groups": rows(counts)})["groups"])


def several(base: int, counts: Sequence[int]) -> Counts:
    """Return what is shown of a chart whose bars each person could tick several of."""
    return counts_of(suppressed(SURVEY, {"charts": (chart(counts, base),)})["charts"][0]["rows"])


def tables(places: int, total: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield every way of sharing a total out over so many places."""
    if places == 1:
        yield from [(total,)] if total <= most else []
        return
    for first in range(min(total, most) + 1):
        yield from ((first, *rest) for rest in tables(places - 1, total - first, most))


def consistent(shown: Counts, total: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield every list that agrees with what is shown of one whose sum is known."""
    hidden = [at for at, count in enumerate(shown) if count is NOT_SHOWN]
    rest = total - sum(count for count in shown if count is not NOT_SHOWN)
    for filled in tables(len(hidden), rest, most):
        values = dict(zip(hidden, filled, strict=True))
        yield tuple(values.get(at, count) for at, count in enumerate(shown))


def pinned(found: Sequence[tuple[int, ...]], shown: Counts) -> list[int]:
    """Return the hidden places for which only one count is left."""
    return [at for at, count in enumerate(shown) if count is NOT_SHOWN and len({table[at] for table in found}) == 1]


@settings(max_examples=80, deadline=None, database=None)
@given(st.lists(COUNTS, min_size=2, max_size=4))
def test_a_reader_who_knows_the_rule_and_the_sum_works_out_no_hidden_count(counts: list[int]) -> None:
    """Every list that would have been shown alike is tried: each hidden count has at least two values."""
    shown, total = groups(*counts), sum(counts)
    assume(NOT_SHOWN in shown)

    alike = [table for table in consistent(shown, total, total) if groups(*table) == shown]

    assert tuple(counts) in alike
    assert pinned(alike, shown) == []


@settings(max_examples=40, deadline=None, database=None)
@given(st.integers(6, 16), st.data())
def test_nor_where_people_could_tick_several(base: int, data: st.DataObject) -> None:
    """The reader knows how many were asked, and how many ticks there were."""
    counts = data.draw(st.lists(st.one_of(st.integers(0, base), st.integers(0, 6)), min_size=2, max_size=4))
    assume(sum(counts) > base)
    shown = several(base, counts)
    assume(NOT_SHOWN in shown)

    alike = [table for table in consistent(shown, sum(counts), base) if several(base, table) == shown]

    assert tuple(counts) in alike
    assert pinned(alike, shown) == []


@pytest.mark.parametrize(("least", "most"), [(0, 99), (1, 99), (1, 5)])
@settings(max_examples=60, deadline=None, database=None)
@given(counts=st.lists(COUNTS, min_size=2, max_size=5))
def test_a_reader_who_guesses_how_large_hidden_counts_are_is_not_led_to_the_truth(
    least: int, most: int, counts: list[int]
) -> None:
    """Whether they may be anything, are never nought, or are all from 1 to 5: while anything at all is shown."""
    shown = groups(*counts)
    assume(set(shown) != {NOT_SHOWN})
    hidden = [at for at, count in enumerate(shown) if count is NOT_SHOWN]
    rest = sum(counts[at] for at in hidden)

    ends = {
        at: (
            max(least, rest - most * (len(hidden) - 1)),
            min(most, rest - least * (len(hidden) - 1)),
        )
        for at in hidden
    }

    assert [at for at in hidden if ends[at] == (counts[at], counts[at])] == []


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_no_small_count_is_shown_and_the_hidden_ones_are_not_few_together(counts: list[int]) -> None:
    """Also those who gave any of the hidden answers are more than 5 people, unless nothing at all is shown."""
    shown = groups(*counts)

    hidden = sum(count for count, seen in zip(counts, shown, strict=True) if seen is NOT_SHOWN)
    assert not set(SMALL) & set(shown)
    assert hidden not in SMALL or set(shown) == {NOT_SHOWN}


def test_all_surveys_of_a_few_people_are_tried() -> None:
    """Replies, their groups and a chart told against one another: no number of people from 1 to 5 stands alone."""
    alike: defaultdict[Counts, list[tuple[int, ...]]] = defaultdict(list)
    for replies in range(11):
        for groups_, base in product(tables(2, replies, replies), range(replies + 1)):
            for bars in tables(2, base, base):
                alike[survey(replies, groups_, base, bars)].append((replies, *groups_, base, *bars))

    for shown, found in alike.items():
        alone = [found[0][at] for at in pinned(found, shown)]
        assert not set(SMALL) & {*alone, *(count for count in shown if count is not NOT_SHOWN)}


def survey(replies: int, groups_: Sequence[int], base: int, bars: Sequence[int]) -> Counts:
    """Return all that is shown of a survey, in one row."""
    values = {"replies": replies, "groups": rows(groups_), "charts": (chart(bars, base),)}
    shown = suppressed(SURVEY, values)
    (one,) = shown["charts"]
    return (shown["replies"], *counts_of(shown["groups"]), one["base"], *counts_of(one["rows"]))


HIDDEN = NOT_SHOWN
LISTS = [
    ((41, 14, 9), (41, 14, 9), "nothing is small"),
    ((0, 0, 12), (0, 0, 12), "a nought is shown as a nought"),
    ((2, 5, 14), (HIDDEN, HIDDEN, 14), "two small counts hide one another"),
    ((30, 3, 14), (HIDDEN, HIDDEN, 14), "one hides behind the first by its label"),
    ((14, 1, 1), (HIDDEN, HIDDEN, HIDDEN), "1 and 1 could be nothing else"),
    ((14, 5, 5), (HIDDEN, HIDDEN, HIDDEN), "nor could 5 and 5"),
    ((14, 2, 2), (HIDDEN, HIDDEN, HIDDEN), "and 4 people gave one answer or the other"),
    ((0, 3, 0), (HIDDEN, HIDDEN, HIDDEN), "there is nothing to hide behind"),
    ((1, 1, 1, 1, 1, 1), (HIDDEN,) * 6, "one each"),
]


@pytest.mark.parametrize(("counts", "shown", "why"), LISTS)
def test_a_list_of_counts_is_shown_thus(counts: tuple[int, ...], shown: Counts, why: str) -> None:
    """Small counts are hidden, and just as many more as it takes."""
    assert groups(*counts) == shown, why


def test_a_small_total_hides_all_that_is_under_it() -> None:
    """Of four replies nothing is told but that somebody was asked."""
    assert survey(4, (4, 0), 4, (0, 4)) == (NOT_SHOWN,) * 6


def test_a_question_that_few_left_out_is_not_charted() -> None:
    """64 replies and 61 answers tell of three people."""
    assert survey(64, (40, 24), 61, (31, 30)) == (64, 40, 24, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN)


def test_a_chart_of_some_does_not_tell_the_size_of_a_group_that_is_hidden() -> None:
    """Its base may be the very number that hides a small one."""
    assert survey(64, (61, 3), 61, (31, 30)) == (64, *(NOT_SHOWN,) * 5)


def test_nearly_everybody_is_as_telling_as_hardly_anybody() -> None:
    """62 of 64 ticked it: two did not."""
    assert several(64, (62, 30, 0, 64)) == (NOT_SHOWN, NOT_SHOWN, 0, 64)


@pytest.mark.parametrize(("refusals", "shown"), [(0, 0), (1, NOT_SHOWN), (5, NOT_SHOWN), (6, 6)])
def test_a_count_for_itself_is_hidden_when_it_is_small(refusals: int, shown: Any) -> None:
    """How many said no belongs to no list."""
    assert suppressed(SURVEY, {"refusals": refusals})["refusals"] == shown


def test_answers_to_different_questions_do_not_hide_one_another() -> None:
    """Each question's answers add up to the replies: a small one hides behind another answer to the same question."""
    counted = [(1, "a", 2), (1, "b", 30), (1, "c", 32), (2, "a", 5), (2, "b", 29), (2, "c", 30)]
    answers = tuple({"question": question, "answer": answer, "count": count} for question, answer, count in counted)

    shown = suppressed(RETURNED, {"replies": 64, "answers": answers})

    assert counts_of(shown["answers"]) == (NOT_SHOWN, NOT_SHOWN, 32, NOT_SHOWN, NOT_SHOWN, 30)


def test_forms_given_out_do_not_tell_how_few_did_not_come_back() -> None:
    """67 given out and 64 replies tell of three people."""
    shown = suppressed(RETURNED, {"given_out": 67, "replies": 64})

    assert dict(shown) == {"given_out": NOT_SHOWN, "replies": 64}


def test_a_grid_hides_within_each_of_its_rows() -> None:
    """What a day adds up to may be known."""
    days = ({"day": "Tuesday", "counts": (9, 7, 2, 0)}, {"day": "Friday", "counts": (26, 34, 21, 11)})

    shown = suppressed(OBSERVATION, {"grid": days, "sessions": 3})

    assert [day["counts"] for day in shown["grid"]] == [(NOT_SHOWN, 7, NOT_SHOWN, 0), (26, 34, 21, 11)]
    assert shown["sessions"] == 3


@settings(max_examples=60, deadline=None, database=None)
@given(st.permutations([("a", 3), ("b", 0), ("c", 20), ("d", 20), ("e", 7)]))
def test_the_order_of_the_bars_does_not_matter(listed: list[tuple[str, int]]) -> None:
    """The same answers are hidden wherever they stand."""
    values = {"groups": tuple({"name": name, "count": count} for name, count in listed)}

    shown = {row["name"]: row["count"] for row in suppressed(SURVEY, values)["groups"]}

    assert shown == {"a": NOT_SHOWN, "b": 0, "c": NOT_SHOWN, "d": 20, "e": 7}


@settings(max_examples=80, deadline=None, database=None)
@given(st.lists(COUNTS, min_size=1, max_size=5), st.lists(COUNTS, min_size=1, max_size=5), st.integers(0, 40))
def test_what_is_hidden_stays_as_it_is(first: list[int], second: list[int], base: int) -> None:
    """A view that went through once comes out of a second time the same."""
    words = "30 of 64 said so, 4 of 64 did not."
    values = {"replies": sum(first), "groups": rows(first), "charts": (chart(second, base, note=words),)}

    once = suppressed(SURVEY, values)

    assert suppressed(SURVEY, once) == once


def test_what_comes_back_is_frozen_and_what_went_in_unchanged() -> None:
    """Nobody puts a count back."""
    values: dict[str, Any] = {"replies": 64, "groups": rows((61, 3))}

    shown = suppressed(SURVEY, values)

    assert isinstance(shown, MappingProxyType)
    assert isinstance(shown["groups"], tuple)
    assert all(isinstance(row, MappingProxyType) for row in shown["groups"])
    assert counts_of(values["groups"]) == (61, 3)


def test_an_answer_nobody_knows_is_no_count() -> None:
    """It says so still, and hides nothing."""
    shown = suppressed(SURVEY, {"replies": unknown("not_known"), "refusals": unknown("not_asked")})

    assert (shown["replies"], shown["refusals"]) == ("not_known", "not_asked")


TELLING = [
    "Only 3 of 64 feel safe.",
    "61 out of the 64 feel safe.",
    "Three of the 64 feel safe.",
    "Two young people said so.",
    "5 residents said so.",
    "4% feel safe.",
    "Some 95 per cent feel safe.",
    "١ of 64 feels safe.",
]
SILENT = [
    "39 of 64 feel safe.",
    "Nobody feels safe.",
    "Two of the lamps are out, from 4pm to 5pm.",
    "One young person may be counted many times.",
    "It took 4 weeks.",
    "Half of the 64, or 50 per cent.",
]


@pytest.mark.parametrize(("words", "told"), [*((words, True) for words in TELLING), *((w, False) for w in SILENT)])
def test_words_that_tell_a_small_count_are_not_shown(words: str, told: bool) -> None:
    """Wherever they stand in a record that counts people."""
    values = {"survey": {"replies": 64}, "place": {"features": (words,)}, "area": words}

    shown = suppressed(PACK, values)

    assert (shown["area"] == NOT_SHOWN, shown["place"]["features"] == (NOT_SHOWN,)) == (told, told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("16 of 64 see far enough.", True),
        ("Nobody but 19 people sees far enough.", True),
        ("21 of 64 see far enough.", False),
        ("43 of 64 see badly.", False),
        ("26 of 64 see badly, 64 were asked.", False),
    ],
)
def test_words_beside_a_list_do_not_add_a_hidden_count_to_a_shown_one(words: str, told: bool) -> None:
    """14 and the hidden 2 are 16; all the hidden ones together are known anyway."""
    shown = suppressed(SURVEY, {"replies": 64, "charts": (chart((2, 5, 14, 26, 17), 64, note=words),)})

    assert (shown["charts"][0]["note"] == NOT_SHOWN) == told


def test_a_record_that_counts_nobody_is_left_alone() -> None:
    """A letter may say that two people called."""
    fields, values = load_schema("letter").fields, {"paragraphs": ("Two people called.",)}

    assert suppressed(fields, values) == values


def test_words_of_a_record_without_a_table_are_left_alone() -> None:
    """What was seen of two young people is what was seen; how many there are in the group is still a count."""
    fields = load_schema("referral-group").fields
    values = {"seen": {"words": "Two young people ran."}, "group": {"size_from": 2, "size_to": 9}}

    shown = suppressed(fields, values)

    assert shown["seen"]["words"] == "Two young people ran."
    assert dict(shown["group"]) == {"size_from": NOT_SHOWN, "size_to": 9}


def test_the_sample_shows_the_rule_at_work() -> None:
    """One chart and one day hide a little; every word and every other number stays."""
    record = take_in(load("conference.json", date(2026, 11, 23)))

    changed = dict(changes(record.values, suppressed(PACK, record.values)))

    assert changed == {
        "survey.charts.3.rows.0.count": 2,
        "survey.charts.3.rows.1.count": 5,
        "observation.grid.0.counts.0": 9,
        "observation.grid.0.counts.2": 2,
    }


def changes(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path and the value of all that is no longer shown."""
    if isinstance(before, Mapping):
        for name in before:
            yield from changes(before[name], after[name], f"{path}.{name}".strip("."))
    elif isinstance(before, tuple):
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from changes(old, new, f"{path}.{at}")
    elif after is NOT_SHOWN:
        yield path, before
