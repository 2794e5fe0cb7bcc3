"""The figures of the proofs as a page for people: ``docs/proofs.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tools.proofs.accepted import accepted
from tools.proofs.alarms import Looked
from tools.proofs.recall import Tried

MOST_LISTED = 40
HEAD = """# Proofs of the leak scan

This page is written by `make proof`; do not edit it. People, places and numbers in it are made up.

| | |
| --- | --- |
"""
RECALL = """
## Recall: planted leaks that are found

A value that somebody invited to a conference may not have is written in one of {forms} forms, put into one of {ways}
places of a clean file of ours, and looked for. Found means named as a leak; what only warns counts as missed. The
forms are written without the scan's own code. Goal: 100 %.

"""
ACCEPTED_HEAD = """
### Misses we accept, and why

"""
NOT_PLANTED = """
### What cannot be planted

"""
ALARMS = """
## False alarms: clean papers that would be stopped

Every kind of paper in turn, for every role and kind of case, of made-up people whose names are everyday words as often
as not, drawn as any paper is and searched with everything the case and its linked cases hold. Nothing was planted.
Goal: at most 1 % stopped.

"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was: when, of which state of the code, drawn from which seed, and what pytest said last."""

    at: datetime
    commit: str
    seed: int
    properties: str


def page(run: Run, tried: Sequence[Tried], impossible: Counter[tuple[str, str]], looked: Sequence[Looked]) -> str:
    """Return the page."""
    forms, ways = len({(each.kind, each.form) for each in tried}), len({(each.file, each.way) for each in tried})
    return "".join(
        (
            HEAD,
            f"| Run on | {run.at:%d %B %Y, %H:%M} UTC |\n| Commit | {run.commit} |\n| Seed | {run.seed} |\n",
            f"| Non-interference (hypothesis profile `proof`) | {run.properties} |\n",
            RECALL.format(forms=forms, ways=ways),
            _share_line(tried),
            _table("By channel", tried, lambda each: (each.file, each.channel)),
            _table("By kind of value", tried, lambda each: (each.kind,)),
            _table("By form", tried, lambda each: (each.kind, each.form)),
            "\n### What was missed\n\n",
            *_listed(_missed(each for each in tried if accepted(each) is None)),
            ACCEPTED_HEAD,
            *_listed(_accepted(tried)),
            NOT_PLANTED,
            *_listed(f"{count} x {where}: {why}." for (where, why), count in sorted(impossible.items())),
            ALARMS,
            *_alarm_lines(looked),
        )
    )


def _share_line(tried: Sequence[Tried]) -> str:
    found = sum(each.outcome == "found" for each in tried)
    warned = sum(each.outcome == "warned" for each in tried)
    reasoned = sum(each.outcome != "found" and accepted(each) is not None for each in tried)
    left = len(tried) - found - reasoned
    return (
        f"Planted: {len(tried)}. Found: {found} ({_percent(found, len(tried))}). Only warned: {warned}. "
        f"Not found, for a reason given below: {reasoned}. Missed without one: {left}.\n"
    )


def _table(title: str, tried: Iterable[Tried], of: Callable[[Tried], tuple[str, ...]]) -> str:
    planted: Counter[tuple[str, ...]] = Counter()
    found: Counter[tuple[str, ...]] = Counter()
    for each in tried:
        planted[of(each)] += 1
        found[of(each)] += each.outcome == "found"
    rows = (
        f"| {' | '.join(key)} | {planted[key]} | {found[key]} | {_percent(found[key], planted[key])} |\n"
        for key in sorted(planted)
    )
    columns = len(next(iter(planted), ("",)))
    return (
        f"\n### {title}\n\n|{' |' * columns} Planted | Found | Recall |\n|{' --- |' * (columns + 3)}\n{''.join(rows)}"
    )


def _missed(tried: Iterable[Tried]) -> Iterator[str]:
    """Yield what was missed, the most frequent first, with one place each."""
    missed = [each for each in tried if each.outcome != "found"]
    count = Counter((each.kind, each.form, each.value, each.outcome) for each in missed)
    places = {(each.kind, each.form, each.value, each.outcome): f"{each.file}, {each.way}" for each in missed}
    for key, many in count.most_common(MOST_LISTED):
        kind, form, value, outcome = key
        yield f"{many} x {kind}, {form}: `{' '.join(value.split())}` {outcome}; for example in {places[key]}"
    if len(count) > MOST_LISTED:
        yield f"and {len(count) - MOST_LISTED} more kinds, each no more often than the last of these"


def _accepted(tried: Iterable[Tried]) -> Iterator[str]:
    """Yield each reason that covers a miss of this run, with how many it covers."""
    count = Counter(reason for each in tried if each.outcome != "found" and (reason := accepted(each)))
    for reason, many in count.items():
        yield f"{many} x {reason.kind}, {reason.form}, {reason.outcome}: {reason.why}"


def _alarm_lines(looked: Sequence[Looked]) -> Iterator[str]:
    stopped = [each for each in looked if each.is_stopped]
    warned = [each for each in looked if each.alarms and not each.is_stopped]
    yield f"Papers: {len(looked)} of {len({each.kind for each in looked})} kinds. "
    yield f"Stopped: {len(stopped)} ({_percent(len(stopped), len(looked))}). "
    yield f"With warnings only: {len(warned)} ({_percent(len(warned), len(looked))}).\n\n"
    yield from _listed(
        f"{each.number}, {each.kind.paper} for {each.kind.role} ({each.kind.case}, {each.form}): {_reasons(each)}"
        for each in stopped
    )


def _reasons(looked: Looked) -> str:
    leaks = [each for each in looked.alarms if each.finding.kind == "leak"]
    reasons = dict.fromkeys(f"{each.finding.path}, {each.finding.form}, in {each.finding.channel}" for each in leaks)
    return "; ".join(reasons)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    yield from (f"* {line}\n" for line in every or ("nothing",))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"
