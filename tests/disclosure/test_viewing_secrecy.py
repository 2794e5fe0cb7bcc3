"""Non-interference: what is withheld changes nothing that is shown, whatever the matrix and whoever reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import CONSENT, ON, both, decision, leaves, referral

from disclosure import Cell, Matrix, explain, shipped_matrix, view_for
from disclosure.matrix import CASE_KINDS
from forms import Field, Record, load_schema, take_in

SHIPPED = shipped_matrix()
LETTERS = {"child": "C", "family": "F", "adult": "A", "professional": "P"}
OWNED = ("referrer", "child", "family", "adult", "invitee", "task_holder", "professional", "staff")
SAMPLES = {"date": "2026-10-09", "time": "16:00", "datetime": "2026-10-09T16:00"}


def canaries(fields: Mapping[str, Field], path: str, letter: str) -> dict[str, Any]:
    """Return an answer to every question; each text is its own path."""
    answers = {name: canary(each, f"{path}{name}", letter) for name, each in fields.items() if not each.derive}
    return {name: answer for name, answer in answers.items() if answer is not None}


def canary(each: Field, path: str, letter: str) -> Any:
    if each.type == "dict":
        return canaries(each.fields, f"{path}.", letter)
    if each.type == "rows":
        row = canaries(each.fields, f"{path}.", LETTERS.get(each.each, ""))
        return [row] if all(name in row for name, one in each.fields.items() if one.required) else []
    if each.type == "list":
        inside = canary(each.item, path, "") if each.item else None
        return None if inside is None else [inside]
    return scalar(each, path, letter)


def scalar(each: Field, path: str, letter: str) -> Any:
    if each.name == "code" and letter:
        return f"{letter}1"
    if each.type == "string":
        fits = len(path) + 2 <= each.rules.get("maxlength", 100)
        return f"<{path}>" if fits and not {"format", "regex"} & set(each.rules) else None
    if each.type == "choice":
        return next(iter(each.options))
    return each.rules.get("min", 6) if each.type == "integer" else SAMPLES.get(each.type)


def full(kind: str) -> Record:
    answers = canaries(load_schema(f"referral-{kind}").fields, "", "")
    unborn = [{name: value for name, value in each.items() if name != "expected_on"} for each in answers["people"]]
    return take_in(json.dumps({**answers, "people": unborn, "kind": kind}).encode())


FULL = {kind: full(kind) for kind in CASE_KINDS}
CELLS = st.sampled_from(["allowed", "own", "consent", "decision", "withheld"]).map(lambda kind: Cell(kind, "L75"))


def matrix_with(cells: Mapping[str, Cell]) -> Matrix:
    placed = {("fast", name, kind): cell for name, cell in cells.items() for kind in CASE_KINDS}
    return Matrix(SHIPPED.roles, SHIPPED.classes, {"fast": "family"}, frozenset({"fast"}), {}, placed)


MATRICES = st.fixed_dictionaries({name: CELLS for name in SHIPPED.classes}).map(matrix_with)
CLASSES = st.sampled_from(sorted(SHIPPED.classes))


def paths_in(values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Give the path of everything that stands in a view, without positions in lists."""
    for name, value in values.items():
        yield f"{prefix}{name}"
        for row in value if isinstance(value, tuple) else (value,):
            if isinstance(row, Mapping):
                yield from paths_in(row, f"{prefix}{name}.")


@given(
    kind=st.sampled_from(CASE_KINDS),
    matrix=MATRICES,
    never=st.frozensets(CLASSES, max_size=3),
    own=st.sets(st.sampled_from(OWNED)),
    persons=st.frozensets(st.sampled_from(["C1", "F1", "A1", "P1", "C2"])),
)
@settings(max_examples=150, deadline=None)
def test_under_any_matrix_no_withheld_word_reaches_the_view(
    kind: str, matrix: Matrix, never: frozenset[str], own: set[str], persons: frozenset[str]
) -> None:
    """No path that ``explain`` calls withheld stands in the view, nor the word that only stands there."""
    owners = dict.fromkeys(own, "R-1")
    asked: dict[str, Any] = {"role": "fast", "reader": "R-1", "kind": kind, "never": never, "owners": owners}
    asked |= {"persons": persons, "on": ON, "matrix": matrix}
    view = view_for(both(FULL[kind]), **asked)
    lines = explain(both(FULL[kind]), **asked)
    shown = {line.path for line in lines if line.shown} | {"referral"}

    assert set(paths_in(view.values)) <= shown
    assert set(view.withheld) == {line.path for line in lines} - shown
    assert not any(line.shown and line.information_class in never for line in lines)
    words = {line.path.removeprefix("referral.") for line in lines if not line.shown}
    assert not {f"<{path}>" for path in words} & set(leaves(view.values))


@pytest.mark.parametrize("kind", CASE_KINDS)
def test_with_every_cell_open_every_word_is_there(kind: str) -> None:
    """The test above looks for words that can be found."""
    matrix = matrix_with(dict.fromkeys(SHIPPED.classes, Cell("allowed", "L75")))
    view = view_for(both(FULL[kind]), role="fast", reader="R", kind=kind, matrix=matrix)

    assert view.withheld == ()
    assert sum(text.startswith("<") for text in leaves(view.values)) >= 30


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=12)
NAMES = st.one_of(WORDS, st.sampled_from(["O'Neill", "Nguyễn Thị Hương", "מרדכי", "ইসলাম", "Yıldız", "C1", "F1"]))
OTHERS = st.lists(st.tuples(NAMES, st.integers(2, 40), st.integers(0, 9)), max_size=4, unique_by=lambda each: each[1])


def among(own: dict[str, Any], others: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Return the reader's own entry with other people's before and after it."""
    letter = own["code"][0]
    rows = [{"name": name, "code": f"{letter}{number}"} for name, number, _ in others]
    place = others[0][2] % (len(rows) + 1) if others else 0
    return [*rows[:place], own, *rows[place:]]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a place with one reader of each kind in it, all that they may not see being different every time."""
    said = {name: {"words": draw(NAMES)} for name in ("seen", "worry")}
    return {
        **said,
        "place": {"name": draw(NAMES)},
        "people": among({"name": "Own Child", "code": "C1", "age_from": 13}, draw(OTHERS)),
        "family": among({"name": "Own Parent", "code": "F1", "acts_for": ["C1"]}, draw(OTHERS)),
        "adults": among({"name": "Own Adult", "code": "A1"}, draw(OTHERS)),
        "referrer": {"name": draw(NAMES), "phone": draw(st.sampled_from(["020 7946 0177", "07700 900431"]))},
        **draw(st.sampled_from([{}, {"summary": "Said in short"}, {"linked": []}])),
    }


READERS: dict[str, dict[str, Any]] = {
    "family": {"persons": frozenset({"F1", "C1"})},
    "adult_of_concern": {"persons": frozenset({"A1"})},
    "lado": {"decisions": (decision("lado", classes=["need_to_know"]),)},
    "task_holder": {"owners": {"task_holder": "R-1"}},
    "attendee": {"owners": {"invitee": "R-1"}},
    "councillor": {},
    "public": {},
    "mayor": {},
}


@pytest.mark.parametrize("role", READERS)
@given(one=cases(), other=cases())
@settings(max_examples=25, deadline=None)
def test_two_cases_that_differ_only_in_what_a_reader_may_not_see_give_one_view(
    role: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    """In value, presence, length or number of entries; the digest too."""
    asked: dict[str, Any] = {"role": role, "reader": "R-1", "kind": "location", "on": ON, **READERS[role]}
    first, second = (view_for(both(referral("location", **case)), **asked) for case in (one, other))

    assert first == second
    assert first.digest == second.digest


@given(one=cases(), other=cases())
@settings(max_examples=25, deadline=None)
def test_a_family_with_consent_is_told_the_referrer_and_nothing_else_moves(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """The name is the same in both; all that was said is not."""
    named = {"referrer": {"name": "Told"}, "consent": CONSENT}
    asked: dict[str, Any] = {"role": "family", "reader": "R-1", "kind": "location", "on": ON}
    first, second = (view_for(both(referral("location", **{**case, **named})), **asked) for case in (one, other))

    assert first == second
    assert "Told" in leaves(first.values)


def test_the_readers_above_see_what_is_theirs() -> None:
    """A view that is always empty would never differ."""
    own = {"people": [{"name": "Own Child", "code": "C1"}], "adults": [{"name": "Own Adult", "code": "A1"}]}
    record = both(referral("location", **own))

    for role, name in (("family", "Own Child"), ("adult_of_concern", "Own Adult")):
        view = view_for(record, role=role, reader="R-1", kind="location", **READERS[role])
        assert name in leaves(view.values)
