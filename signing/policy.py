"""The verdict on a file: a pure function from what was found to what it is worth.

The numbers are those of the list at the head of signing.verify. Each rule yields what speaks against the file; the
gravest finding is the verdict, and every finding is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, zip_longest
from typing import Final

from inconfidence.core.clock import LONDON
from inconfidence.core.documents import SignatureField, Verdict
from signing.arc import CLOSING, renewal_field
from signing.facts import PaperFound, SignatureFound, TimeFound
from signing.standing import Standing

GRAVEST_FIRST: Final[tuple[Verdict, ...]] = (
    "unreadable",
    "unsigned",
    "altered",
    "unrecognised",
    "incomplete",
    "authentic",
)

BELIEVED: Final = frozenset({"incomplete", "authentic"})
"""Verdicts that speak for a file."""

FILL_FORMS: Final = 2
"""DocMDP level 2 (ISO 32000-2, table 257): prepared fields may be filled and signed, nothing else."""

CLOCKS_APART: Final = timedelta(minutes=5)
"""How far two computers' clocks may be apart before a time-stamp counts as one from the future."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be judged: the file, the council's own record of its fields where there is one, and the time."""

    paper: PaperFound
    expected: Sequence[SignatureField] | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against a file."""

    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, every finding in plain English, and what has to be known beside a verdict that speaks for it."""

    verdict: Verdict
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


Rule = Callable[[Question], Iterator[Finding]]


def judge(question: Question) -> Judgement:
    """Return what the facts amount to."""
    findings = [finding for rule in RULES for finding in rule(question)]
    found = {finding.verdict for finding in findings} | {GRAVEST_FIRST[-1]}
    verdict = next(verdict for verdict in GRAVEST_FIRST if verdict in found)
    notes = _withdrawn_later(question) if verdict in BELIEVED else ()
    return Judgement(verdict, tuple(dict.fromkeys(finding.words for finding in findings)), tuple(dict.fromkeys(notes)))


def _signed_at_all(question: Question) -> Iterator[Finding]:
    # Rule 2. A file whose signatures were cut out of its index must not pass for one that never had any.
    if question.paper.signatures:
        return
    if question.paper.remains:
        yield Finding("altered", "It holds the remains of a signature that has been taken out of its index.")
    else:
        yield Finding("unsigned", "It carries no signature.")


def _well_shaped(question: Question) -> Iterator[Finding]:
    # Rule 3.
    for one in question.paper.signatures:
        stamp_shape = one.time.shape if one.time else ()
        for fault in (*one.shape, *stamp_shape):
            yield Finding("altered", f"The signature in field {one.field} is not written as it must be: {fault}.")


def _covering(question: Question) -> Iterator[Finding]:
    # Rule 4.
    all_of_them = question.paper.everything
    kept = question.paper.may_be_kept_behind
    if all_of_them and all_of_them[-1].covers != ("revision" if kept else "file"):
        yield Finding("altered", "There is something in the file that its last signature does not cover.")
    for one in all_of_them[:-1]:
        if one.covers == "part":
            yield Finding("altered", f"The signature in field {one.field} does not cover all it was put on.")
    if question.paper.unsigned_revisions != (1 if kept else 0):
        yield Finding("altered", "It was changed after the seal by an update that nobody signed.")


def _intact(question: Question) -> Iterator[Finding]:
    # Rule 5.
    for one in question.paper.signatures:
        if not one.intact:
            yield Finding("altered", f"What the signature in field {one.field} covers is not what was signed.")


def _sealed_first(question: Question) -> Iterator[Finding]:
    # Rule 6.
    for place, one in enumerate(question.paper.signatures):
        if place == 0 and (one.field_role != "seal" or one.permission != FILL_FORMS):
            yield Finding("altered", "Its first signature is not a seal that closes the paper to changes.")
        if place > 0 and (one.field_role == "seal" or one.permission is not None):
            yield Finding("altered", f"The signature in field {one.field} changes what the seal allows.")


def _unchanged(question: Question) -> Iterator[Finding]:
    # Rule 7.
    for one in question.paper.everything:
        if one.changed_since == "other":
            yield Finding("altered", f"More than a signature was added after the signature in field {one.field}.")
    paper = question.paper
    renewals = {one.field for one in paper.closings[1:]}
    if paper.signatures and set(paper.present) - renewals != set(paper.planned):
        yield Finding("altered", "A place to sign was added or taken away after the seal.")
    if paper.signatures and (paper.other_fields or paper.scripts):
        yield Finding("altered", "It holds fields to fill in or actions, which no sealed paper has.")


def _trusted(question: Question) -> Iterator[Finding]:
    # Rule 8.
    for one in question.paper.signatures:
        if one.intact and not one.trusted:
            yield Finding("unrecognised", f"The signature in field {one.field} leads to no authority trusted here.")


def _in_role(question: Question) -> Iterator[Finding]:
    # Rule 9.
    for one in question.paper.signatures:
        if one.trusted and (one.role is None or one.role != one.field_role):
            yield Finding("unrecognised", f"The certificate used in field {one.field} is not one for that role.")


def _bound(question: Question) -> Iterator[Finding]:
    # Rule 10.
    for one in question.paper.signatures:
        if not one.trusted or one.field_role == "seal":
            continue
        if one.binding is None or (one.binding.sealed, one.binding.field) != (question.paper.sealed, one.field):
            yield Finding("unrecognised", f"The certificate used in field {one.field} was made for another paper.")


def _timed(question: Question) -> Iterator[Finding]:
    # Rule 11.
    for one in question.paper.signatures:
        if one.time is None:
            yield Finding("incomplete", f"The signature in field {one.field} has no time-stamp.")
        else:
            yield from _time_believed(one, one.time, question.now)
    for closing in question.paper.closings:
        yield from _stamp_believed(closing.field, closing.time, question.now)
    moments = [one.time.moment for one in question.paper.everything if one.time]
    if any(later < earlier for earlier, later in pairwise(moments)):
        yield Finding("unrecognised", "Its time-stamps are not in the order of its signatures.")


def _time_believed(one: SignatureFound, time: TimeFound, now: datetime) -> Iterator[Finding]:
    yield from _stamp_believed(one.field, time, now)
    # pyHanko's AdES check accepts a stamp made after the signer's certificate ended; a kept key could be used so.
    if one.valid and not one.valid.holds(time.moment):
        yield Finding("unrecognised", f"The certificate used in field {one.field} was not valid when it was used.")


def _stamp_believed(field: str, time: TimeFound, now: datetime) -> Iterator[Finding]:
    if not time.intact:
        yield Finding("altered", f"The time-stamp in field {field} is not one of what stands there.")
    if not time.trusted or time.role not in ("time", None) or (time.own and time.role is None):
        yield Finding("unrecognised", f"The time-stamp in field {field} leads to no time authority trusted here.")
    if time.valid and not time.valid.holds(time.moment):
        yield Finding("unrecognised", f"The time-stamp in field {field} was made when its authority was not valid.")
    if time.moment > now + CLOCKS_APART:
        yield Finding("unrecognised", f"The time-stamp in field {field} lies in the future.")


def _as_planned(question: Question) -> Iterator[Finding]:
    # Rule 12.
    paper = question.paper
    if not paper.signatures:
        return
    optional: set[str] = set()
    if question.expected is not None:
        if {place.name for place in question.expected} != set(paper.planned):
            yield Finding("altered", "Its places to sign are not the ones on record for this paper.")
        optional = {place.name for place in question.expected if not place.required}
    filled = {one.field for one in paper.everything}
    for name in paper.planned:
        if name == CLOSING and name not in filled:
            yield Finding("incomplete", "No time-stamp has closed it yet.")
        elif name not in filled | optional:
            yield Finding("incomplete", f"Field {name} has not been signed yet.")


def _as_asked(question: Question) -> Iterator[Finding]:
    # Rule 12, of who may sign where.
    for name in question.paper.unasked:
        yield Finding("altered", f"Field {name} does not say who may sign there, as every field of ours does.")
    for one in question.paper.signatures:
        for fault in one.unfulfilled:
            yield Finding("unrecognised", f"The signature in field {one.field} is not what was asked for: {fault}.")


def _accepted(question: Question) -> Iterator[Finding]:
    # Rule 13. Not sufficient (research: it passes the published ISA attack), but never overruled.
    for one in question.paper.signatures:
        if one.trusted and (one.time is None or one.time.trusted) and not one.accepted:
            yield Finding("altered", f"The signature in field {one.field} does not satisfy the rules of the standard.")


def _standing(question: Question) -> Iterator[Finding]:
    # Rule 14.
    closings = question.paper.closings
    proved = closings[0].time.moment if closings else question.now
    for one in question.paper.signatures:
        moment = one.time.moment if one.time else question.now
        if any(each.at <= moment for each in one.standing.withdrawn):
            yield Finding("unrecognised", f"The certificate used in field {one.field} had been withdrawn before.")
        if one.time:
            yield from _stamp_standing(one.field, one.time, proved)
    followers = [each.time.moment for each in closings[1:]] + [question.now]
    for closing, until in zip(closings, followers, strict=False):
        yield from _stamp_standing(closing.field, closing.time, until)


def _stamp_standing(field: str, time: TimeFound, proved: datetime) -> Iterator[Finding]:
    # Whoever holds a time authority's key writes any time (RFC 3161, 4): its stamp must have been seen before then.
    for each in time.standing.withdrawn:
        if each.at <= (proved if each.harsh else time.moment):
            yield Finding("unrecognised", f"The time authority of the stamp in field {field} had been withdrawn.")


def _withdrawn_later(question: Question) -> Iterator[str]:
    # The other side of rule 14: a certificate is withdrawn from a moment on, and never for what was before.
    for one in question.paper.signatures:
        if one.time and one.standing.withdrawn:
            day = _first_day(one.standing)
            yield f"The certificate used in field {one.field} was withdrawn as of {day}; it signed before that."
    for each in question.paper.everything:
        if each.time and each.time.standing.withdrawn:
            day = _first_day(each.time.standing)
            yield f"The time authority of the stamp in field {each.field} was withdrawn as of {day}; the stamp stands."


def _first_day(standing: Standing) -> str:
    return f"{min(each.at for each in standing.withdrawn).astimezone(LONDON):%-d %B %Y}"


def _stored(question: Question) -> Iterator[Finding]:
    # Rule 15.
    for fault in question.paper.store_faults:
        yield Finding("altered", f"What it keeps to be judged by is not written as it must be: {fault}.")
    if question.paper.kept_behind and not all(one.vouched_exactly for one in question.paper.signatures):
        yield Finding("altered", "What stands behind its seal is not just what vouches for its certificates.")


def _closed(question: Question) -> Iterator[Finding]:
    # Rule 16.
    for place, one in enumerate(question.paper.closings):
        if one.field != (renewal_field(place) if place else CLOSING):
            yield Finding("altered", f"A time-stamp stands in field {one.field}, which is not for it.")
        for fault in (*one.shape, *one.time.shape):
            yield Finding("altered", f"The time-stamp in field {one.field} is not written as it must be: {fault}.")
    if not question.paper.closed_last:
        yield Finding("altered", "It was signed after it had been closed.")


def _renewed(question: Question) -> Iterator[Finding]:
    # Rule 17. Each time-stamp speaks for the ones before only while its own certificates last.
    closings = question.paper.closings
    for one, later in zip_longest(closings, closings[1:]):
        until = later.time.moment if later else question.now
        if one.time.valid and one.time.valid.end < until:
            ended = f"{one.time.valid.end:%d %B %Y}"
            yield Finding(
                "unrecognised", f"The time-stamp in field {one.field} ended on {ended}, not renewed by then."
            )
        if later and not one.stood:
            words = f"Nothing it keeps says that the time-stamp in field {one.field} stood when it was renewed."
            yield Finding("unrecognised", words)


RULES: Final[tuple[Rule, ...]] = (
    _signed_at_all,
    _well_shaped,
    _covering,
    _intact,
    _sealed_first,
    _unchanged,
    _trusted,
    _in_role,
    _bound,
    _timed,
    _as_planned,
    _as_asked,
    _accepted,
    _standing,
    _stored,
    _closed,
    _renewed,
)
