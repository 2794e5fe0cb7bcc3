"""``docs/performance.md``: one run, with the machine and the versions it was measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from benchmarks.bulk import Run, Together
from benchmarks.packs import Packs
from benchmarks.packs import lines as told_of_copies
from benchmarks.signing import Signing, lines
from benchmarks.timing import PAPERS_A_TURN

OURS = "In Confidence"
COMPILED = "In Confidence, compiled"
CHECKED = "In Confidence, leak scan and PDF/A, PDF/UA judge as well"


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured in one run. ``papers`` is milliseconds by way and key, ``pages`` of the first paper."""

    at: datetime
    commit: str
    machine: str
    versions: Sequence[str]
    rounds: int
    values: int
    papers: Mapping[tuple[str, str], float]
    spread: Mapping[tuple[str, str], tuple[float, float]]
    pages: Mapping[str, int]
    missing: Sequence[str]
    signing: Signing
    copies: Sequence[Packs] = field(default=())
    bulk: Sequence[tuple[str, Run]] = field(default=())
    pairs: Sequence[tuple[str, Together]] = field(default=())


def page(found: Measured) -> str:
    """Return the page."""
    alone = (*lines(found.signing), *told_of_copies(found.copies))
    return "\n".join([*_head(found), *_papers(found), *alone, *_bulk(found), *_pairs(found)])


def _head(found: Measured) -> list[str]:
    return [
        "# Performance",
        "Written by `make bench`. Only figures of one run compare: the ratios are what counts, the milliseconds are",
        "the machine's.",
        "",
        f"{found.at:%-d %B %Y}, commit {found.commit}. {found.machine}. {'; '.join(found.versions)}.",
        "",
        "## One paper",
        f"A referral record of {found.pages[OURS]} pages from {found.values} filled values, marked on every page and",
        "signed: PAdES B-T, a certification signature, the time-stamp by one time authority in this process for all.",
        "We start from validated records: what the reader may see is decided, the template filled, the paper drawn,",
        "tagged and read back by preflight. The peers start from our finished words (headings, paragraphs, tables)",
        "and are not checked; each is kept warm, and each, as we ourselves, was found to say every word. Where a peer",
        "signs with RSA, the ratio is to our own paper sealed with RSA. Compiled (`make fast`) we are another",
        "process, which is asked for each paper through a pipe; that is counted.",
        "",
        f"Medians of {found.rounds} rounds in which each makes {PAPERS_A_TURN} papers in turn, no two about the same;",
        "least and most in brackets. The papers differ in nearly every answer, so that nothing made for one is of use",
        "for another. Whom they are for may have all that stands in them: the leak scan opens each file in every",
        "channel, and has nothing to look for in what it reads.",
        "",
    ]


def _papers(found: Measured) -> list[str]:
    rows = [
        f"| {name} | {key} | {found.pages.get(name, found.pages[OURS])} | {ms:.1f} ({low:.1f} to {high:.1f}) "
        f"| {ms / found.papers[OURS, key]:.2f} | {ms / found.papers[COMPILED, key]:.2f} |"
        for (name, key), ms in found.papers.items()
        for low, high in (found.spread[name, key],)
    ]
    head = [
        "| way | key | pages | ms a paper | times ours, same key | times ours, compiled |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    absent = [f"Not measured here: {each}." for each in found.missing]
    return [*head, *rows, "", *absent, *([""] if absent else [])]


def _bulk(found: Measured) -> list[str]:
    if not found.bulk:
        return []
    first = {way: run for way, run in reversed(found.bulk)}
    rows = [
        f"| {way} | {run.count:,} | {run.a_second:.1f} | {run.a_second / first[way].a_second - 1:+.0%} "
        f"| {run.megabytes:.0f} |"
        for way, run in found.bulk
    ]
    head = [
        "| way | papers | a second | against its first row | memory after, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return ["## Many papers", "In one process, one after another, each written to disk.", "", *head, *rows, ""]


def _pairs(found: Measured) -> list[str]:
    if not found.pairs:
        return []
    rows = [
        f"| {way} | {each.one:.1f} | {each.two:.1f} | {each.two / each.one:.2f} | {each.counting:.2f} "
        f"| {each.share:.2f} |"
        for way, each in found.pairs
    ]
    head = [
        "| way | one process, papers a second | two | factor | factor of counting only | share of that |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    said = "Beside it, what two processes bring on this machine when they only count, measured before and after."
    return ["## Two processes", said, "", *head, *rows, ""]
