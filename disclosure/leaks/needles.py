"""What to look for: every value this reader may not see, in this case and in those linked to it.

``view_for`` decides, with the reader's own arguments. A value is a needle when it stands in no place of the reader's
View at the same path. No needles are: what is unknown, answers chosen from a list, numbers, and a value the reader
has all the same as the same class of information of the same kind of person (their child, named in two referrals).

A value that is withheld at one path and shown at another, of another class, is a needle: the person invited may be
the referrer, and their name is no leak where they are invited and a leak where they report (see ``excusing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict, Unpack

from disclosure.leaks.addresses import address_hunters
from disclosure.leaks.allowed import Allowed, allowed_by, same, shown_in
from disclosure.leaks.contacts import contact_hunters
from disclosure.leaks.dates import date_hunters, day_of
from disclosure.leaks.folding import squashed, words_of
from disclosure.leaks.identifiers import identifier_hunters
from disclosure.leaks.matching import Hunter
from disclosure.leaks.names import name_hunters
from disclosure.leaks.phrases import line_of, phrase_hunters, post_hunters
from disclosure.leaks.values import REFERRER, Standing, standing_in, values_at
from disclosure.matrix import Matrix, shipped_matrix
from disclosure.view import View
from disclosure.viewing import view_for
from forms import Record
from inconfidence.core.digest import Digest, digest_of_data

REFERRER_CLASS = "referrer_identity"
LINKS_CLASS = "case_reference"
"""Who may not know that another case exists may have nothing of it."""
NOT_OF_OTHERS = ("owners", "persons")
LESS_THAN_A_NAME = 2
A_POST = "role"
MARK_LETTERS = 16
CaseOf = Literal["this", "linked"]


class Reading(TypedDict):
    """What ``disclosure.view_for`` has to know beside the records."""

    role: str
    reader: str
    kind: NotRequired[str]
    never: NotRequired[frozenset[str]]
    owners: NotRequired[Mapping[str, str]]
    persons: NotRequired[frozenset[str]]
    decisions: NotRequired[tuple[Record, ...]]
    on: NotRequired[date | None]
    policy: NotRequired[Mapping[str, str]]
    matrix: NotRequired[Matrix | None]


@dataclass(frozen=True, slots=True)
class Needle:
    """A value to look for. ``path`` has list positions; ``case`` says whether it is of this case or a linked one.

    ``origin`` is the digest of its record; ``hunters`` find it in all the forms of its kind.
    """

    path: str
    information_class: str
    whose: str
    scan: str
    case: CaseOf
    origin: Digest = field(repr=False)
    value: str = field(repr=False)
    hunters: tuple[Hunter, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Search:
    """All that one reader may not have, and where what they may have stands in their View.

    ``guards_referrer`` and ``guards_counts``: whether words that point at the referrer, and small numbers of people,
    are to be warned of.
    """

    role: str
    reader: str
    needles: tuple[Needle, ...] = field(repr=False)
    allowed: Allowed = field(repr=False)
    guards_referrer: bool
    guards_counts: bool

    def mark(self, needle: Needle, channel: str) -> str:
        """Return what an assessor's decision calls this needle in this channel for this reader; no value is in it."""
        named = (needle.origin, needle.path, channel, self.role, self.reader)
        return digest_of_data(named)[:MARK_LETTERS]


def search_for(
    records: Mapping[str, Record],
    *,
    others: Iterable[Record] = (),
    linked: Iterable[Record] = (),
    **reading: Unpack[Reading],
) -> Search:
    """Return what to look for in a paper made from ``records``, named as a template names them.

    ``others`` are the further records of the case (other people's invitations, tasks, letters); ``linked`` those of
    linked cases. What is the reader's own is so in ``records`` alone: a family's letter is searched with the referral
    among them. The rest is as for ``view_for``.

    Raises:
        ValueError: as ``view_for``.
    """
    view = view_for(records, **reading)
    matrix = reading.get("matrix") or shipped_matrix()
    role, kind = reading["role"], reading.get("kind", "")
    allowed = allowed_by(records, view, _own_of(records, matrix, reading))
    told = "|".join((allowed.told, *map(_place_of, records.values())))
    found = [
        *_withheld(records, view, "this", told),
        *(needle for record in others for needle in _withheld_of_another(record, reading, "this", told)),
        *(needle for record in linked for needle in _withheld_of_linked(record, reading, matrix, told)),
    ]
    kept = {(each.path, each.origin, each.value): each for each in found if not _is_known(each, allowed)}
    # Words that point at the referrer tell nothing to who sees all of them, or is the referrer.
    guards_referrer = matrix.cell(role, REFERRER_CLASS, kind).kind not in ("allowed", "own")
    guards_counts = role not in matrix.exact_counts
    return Search(role, reading["reader"], tuple(kept.values()), allowed, guards_referrer, guards_counts)


def _place_of(record: Record) -> str:
    """Return what the place of a referral is called: every paper about it says so, whoever reads it."""
    return line_of(words_of(record.values["place"]["name"])) if record.kind == "referral-location" else ""


def _own_of(records: Mapping[str, Record], matrix: Matrix, reading: Reading) -> tuple[Standing, ...]:
    """Return what is the reader's own, whether this paper may carry it or not: their own child's name is no leak."""
    role, kind = reading["role"], reading.get("kind", "")
    own = {name for name in matrix.classes if matrix.cell(role, name, kind).kind == "own"}
    if not own:
        return ()
    may_carry: Any = {**reading, "never": frozenset()}
    everything = shown_in(records, view_for(records, **may_carry))
    return tuple(each for each in everything if each.of.information_class in own)


def _withheld(records: Mapping[str, Record], view: View, case: CaseOf, told: str) -> Iterator[Needle]:
    shown = values_at(view)
    for name, record in records.items():
        for each in standing_in(name, record):
            if each.value not in shown.get(each.plain_path, ()):
                yield from _needle(each, record.digest, case, told)


def _withheld_of_another(record: Record, reading: Reading, case: CaseOf, told: str) -> Iterator[Needle]:
    records = _named(record)
    own: Any = {name: value for name, value in reading.items() if name not in NOT_OF_OTHERS}
    if case == "linked" and "referral" in records:
        own["kind"] = record.kind.removeprefix("referral-")
    yield from _withheld(records, view_for(records, **own), case, told)


def _withheld_of_linked(record: Record, reading: Reading, matrix: Matrix, told: str) -> Iterator[Needle]:
    if matrix.cell(reading["role"], LINKS_CLASS, reading.get("kind", "")).kind == "allowed":
        yield from _withheld_of_another(record, {**reading, "decisions": ()}, "linked", told)
        return
    for name in _named(record):
        for each in standing_in(name, record):
            yield from _needle(each, record.digest, "linked", told)


def _named(record: Record) -> dict[str, Record]:
    """Return a record under the names a view has it by: a referral is the concern, and who raised it."""
    if record.kind.startswith("referral-"):
        return {"referral": record, "referrer": record}
    return {record.kind.replace("-", "_"): record}


def _needle(each: Standing, origin: Digest, case: CaseOf, told: str) -> Iterator[Needle]:
    hunters = _hunters(each, told)
    if hunters:
        of = each.of
        yield Needle(each.path, of.information_class, of.whose, of.scan, case, origin, each.words, hunters)


def _hunters(each: Standing, told: str) -> tuple[Hunter, ...]:
    of, value = each.of, each.value
    if of.scan == "date":
        day = day_of(value)
        return date_hunters(day) if day else ()
    if len(squashed(each.words)) < LESS_THAN_A_NAME:
        return ()
    if of.scan == "name":
        return name_hunters(each.words, "group" if of.path == "group.name" else of.name, of.whose)
    if of.scan == "address":
        return address_hunters(value if isinstance(value, tuple) else (each.words,))
    if of.scan == "phrase":
        is_post = of.name == A_POST
        return (
            post_hunters(each.words, is_referrers=of.whose == REFERRER)
            if is_post
            else phrase_hunters(each.words, told)
        )
    return BY_TEXT[of.scan](each.words)


def _is_known(needle: Needle, allowed: Allowed) -> bool:
    return (needle.information_class, needle.whose, same(needle.scan, needle.value)) in allowed.known


BY_TEXT = {"contact": contact_hunters, "identifier": identifier_hunters}
