"""Every field of a kind of record, ruled on for one set of grants: shown or withheld, and why.

Nothing here sees a value. A field is decided by its class, by whose it is and by where it stands, so that what is
withheld cannot be told from what is absent. Equal questions have one answer, worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType

from disclosure.grants import DECISION, REFERRER, Grants
from disclosure.matrix import NOT_DECIDED, Cell, Matrix
from forms import Field, load_schema

RULINGS_KEPT = 2048
"""How many answers are remembered: about the roles times the papers of a council."""
FROM_ONE_ANSWER = frozenset({"possible_age", "dob_precision", "dob_day", "phone_digits", "uprn_number"})
"""Values worked out from one answer beside them; any other may tell how many entries, or people, there are."""
REASONS = {
    "allowed": "This role may see it.",
    "own": "It is the reader's own.",
    "consent": "The referrer has consented to this, and the consent stands.",
    "policy": "The council's policy is that a professional who raised a concern may be named to this role.",
    DECISION: "A named assessor has decided to share it with this reader, and the decision stands.",
    "entries": "The reader's own entries only.",
}
INSIDE = "It stands in what is withheld."
RELYING = ("consent", DECISION)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a record stands under one name: the concern without the referrer, the referrer, or the whole."""

    name: str
    kind: str
    version: int

    @property
    def prefix(self) -> str:
        """How its paths begin; the referrer is a group of the form, under its own name."""
        return "" if self.name == REFERRER else f"{self.name}."


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided about one field and those in it.

    ``basis`` is what it rests on (a key of ``REASONS``), or "" when it is withheld; ``path`` has no list positions.
    """

    path: str
    field: Field
    cell: Cell
    basis: str
    reason: str
    inner: tuple[Ruling, ...]

    @property
    def shown(self) -> bool:
        """Tell whether the field is in the view."""
        return bool(self.basis)


@dataclass(frozen=True, slots=True)
class Rulings:
    """All that was decided about one part of one kind of record.

    ``top`` holds the fields of the part with theirs inside them, ``all`` every one in the order of the form;
    ``withheld`` their paths; ``not_decided`` how many fall on a role, class or kind of case the matrix does not have;
    ``relying`` basis and class of what is shown only because of a consent or a decision; ``counts`` whether anything
    in it counts people.
    """

    top: tuple[Ruling, ...]
    all: tuple[Ruling, ...]
    withheld: tuple[str, ...]
    not_decided: int
    relying: frozenset[tuple[str, str]]
    counts: bool


@cache
def fields_of(part: Part) -> Mapping[str, Field]:
    """Return the fields that stand under the part's name. The concern never holds the referrer, nor the reverse."""
    fields = load_schema(part.kind, part.version).fields
    if part.name == REFERRER:
        return MappingProxyType({REFERRER: fields[REFERRER]})
    hidden = REFERRER if part.kind.startswith("referral-") else ""
    return MappingProxyType({name: each for name, each in fields.items() if name != hidden})


@lru_cache(maxsize=RULINGS_KEPT)
def rulings_on(matrix: Matrix, part: Part, grants: Grants) -> Rulings:
    """Return what ``grants`` show of ``part``."""
    apart = frozenset(each.each for each in load_schema(part.kind, part.version).by_path.values())
    # Where a list tells people apart, nothing in the record is one person's for being about such people.
    judge = _Judge(matrix, grants, part.kind == DECISION)
    place = _Place(grants.owned - apart, grants.closed)
    return _collected(tuple(judge.rule_all(fields_of(part), part.prefix, place)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: whose data there are the reader's own, why all of it is closed, what is left out there."""

    owned: frozenset[str]
    closed: str = ""
    entries_left_out: bool = False
    counts_left_out: bool = False


@dataclass(frozen=True, slots=True)
class _Judge:
    matrix: Matrix
    grants: Grants
    is_decision: bool

    def rule_all(self, fields: Mapping[str, Field], prefix: str, place: _Place) -> Iterator[Ruling]:
        counts = self.grants.role not in self.matrix.exact_counts and any(each.people for each in fields.values())
        for name, each in fields.items():
            yield self._rule(each, f"{prefix}{name}", replace(place, counts_left_out=counts))

    def _rule(self, each: Field, path: str, place: _Place) -> Ruling:
        cell = self.matrix.cell(self.grants.role, each.information_class, self.grants.kind)
        basis, reason = self._decide(each, cell, place)
        inner = tuple(self.rule_all(each.fields, f"{path}.", _inside(each, basis, place)))
        return Ruling(path, each, cell, basis, reason, inner)

    def _decide(self, each: Field, cell: Cell, place: _Place) -> tuple[str, str]:
        """Return what a field rests on and the words for it; nothing and why not, when it is withheld."""
        basis = self._basis(each, cell, place)
        refusal = self._refusal(each, cell, place, basis)
        return ("", refusal) if refusal else (basis, REASONS[basis])

    def _basis(self, each: Field, cell: Cell, place: _Place) -> str:
        grants = self.grants
        if cell.kind == "own" and each.each:
            return "entries" if grants.by_code else ""
        if cell.kind == "own":
            return "own" if each.whose in place.owned else ""
        if cell.kind == "consent":
            by_policy = "policy" if grants.named and each.information_class == "referrer_identity" else ""
            return "consent" if grants.consented else by_policy
        if cell.kind == "decision" or (cell.kind == "allowed" and self.is_decision):
            opened = DECISION if each.information_class in grants.opened else ""
            return opened or ("allowed" if cell.kind == "allowed" else "")
        return "allowed" if cell.kind == "allowed" else ""

    def _refusal(self, each: Field, cell: Cell, place: _Place, basis: str) -> str:
        if each.information_class in self.grants.never:
            return "This paper may never carry it."
        if place.closed:
            return place.closed
        if not basis:
            return _REFUSALS[cell.kind]
        return _telling(place) if each.derive and each.derive not in FROM_ONE_ANSWER else ""


def _telling(place: _Place) -> str:
    """Return what a value worked out from others would tell beside what it says, or nothing."""
    if place.entries_left_out:
        return "It is worked out over all entries, and would tell how many others there are."
    return "It is worked out from numbers of people that may be too small to tell." if place.counts_left_out else ""


def _inside(each: Field, basis: str, place: _Place) -> _Place:
    """Return the place of what stands in ``each``: in an entry that is the reader's, that person's data are theirs."""
    if not basis:
        return replace(place, closed=INSIDE)
    if basis == "entries":
        return _Place(frozenset({each.each}), entries_left_out=True)
    return replace(place, owned=place.owned - {each.each})


def _collected(top: tuple[Ruling, ...]) -> Rulings:
    every = tuple(_all(top))
    return Rulings(
        top,
        every,
        tuple(each.path for each in every if not each.shown),
        sum(each.cell in NOT_DECIDED for each in every),
        frozenset((each.basis, each.field.information_class) for each in every if each.basis in RELYING),
        any(_counts(each.field) for each in every),
    )


def _counts(each: Field) -> bool:
    return bool(each.people or (each.item and each.item.people))


def _all(rulings: tuple[Ruling, ...]) -> Iterator[Ruling]:
    for each in rulings:
        yield each
        yield from _all(each.inner)


_REFUSALS = {
    "own": "It is not this reader's own.",
    "consent": "No recorded consent covers this, or it was withdrawn.",
    "decision": "No assessor's decision to share it with this reader stands.",
    "withheld": "This role may not see it.",
}
