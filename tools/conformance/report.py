"""``docs/conformance.md``: which files were judged, by whom, and what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tools.conformance.verapdf import PROFILES

Broken = Mapping[tuple[str, str], frozenset[str]]

KNOWN = {
    "PDFA3A-SIGNATURE-BYTERANGE-001": "page-validation measures every signature to the end of the last revision. Of "
    "several signatures only the last can reach it, and a seal does not reach what is kept behind it; each covers the "
    "whole of its own revision, which is what "
    "ISO 19005-3 (6.4.3) and ISO 32000-1 (12.8.1) ask and what veraPDF measures.",
}
"""Where the judges disagree and we know why; any other disagreement fails the run."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file, what it is (``invitation``), in which state (``sealed``), and what each judge said of it."""

    file: Path
    what: str
    state: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What both judges said of every file."""

    files: Sequence[Judged]
    vera: Broken
    checker: Broken

    @property
    def faults(self) -> list[str]:
        """Return what has to be mended: all veraPDF finds, and all the other finds for which no reason is known."""
        found = [(each, profile) for each in self.files for profile in PROFILES.values()]
        return [
            f"{each.what}, {each.state}, {profile}: {', '.join(sorted(wrong))}"
            for each, profile in found
            if (wrong := self.vera[str(each.file), profile] | self._unexplained(each, profile))
        ]

    def _unexplained(self, each: Judged, profile: str) -> frozenset[str]:
        return self.checker[str(each.file), profile] - KNOWN.keys()


@dataclass(frozen=True, slots=True)
class Run:
    """When and with which versions the judges were asked."""

    at: datetime
    commit: str
    vera_version: str
    checker_version: str


def page(run: Run, verdicts: Verdicts) -> str:
    """Return the page."""
    return "\n".join([*_head(run, verdicts), *_faults(verdicts), *_disagreements(verdicts), *_table(verdicts), ""])


def _head(run: Run, verdicts: Verdicts) -> list[str]:
    return [
        "# Conformance",
        "Written by `make conformance`. Every file claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once,",
        "and is judged by whatever it claims: a claim that is missing counts as broken.",
        "",
        f"{len(verdicts.files)} files on {run.at:%-d %B %Y}, commit {run.commit}, by veraPDF {run.vera_version} and "
        f"page-validation {run.checker_version}.",
        "",
        "The files are every paper `document list` offers, for each role and kind of case, about people who are made",
        "up (as drawn, and sealed); everything the demonstration makes (sealed, signed, countersigned), but for the",
        "agreement it alters on purpose; and a page for each thing the engine can draw (as drawn).",
        "",
    ]


def _faults(verdicts: Verdicts) -> list[str]:
    faults = verdicts.faults
    return ["## To be mended", *(f"- {each}" for each in faults or ["Nothing."]), ""]


def _disagreements(verdicts: Verdicts) -> list[str]:
    found = Counter(
        (rule, profile, each.state)
        for each in verdicts.files
        for profile in PROFILES.values()
        for rule in verdicts.checker[str(each.file), profile]
        if not verdicts.vera[str(each.file), profile]
    )
    states: dict[tuple[str, str], list[str]] = {}
    for (rule, profile, state), count in sorted(found.items()):
        states.setdefault((rule, profile), []).append(f"{count} {state}")
    lines = [
        f"- {rule} ({profile}): {'; '.join(those)}. {KNOWN.get(rule, 'No reason is known.')}"
        for (rule, profile), those in states.items()
    ]
    head = "What page-validation finds on files in which veraPDF finds nothing, by their state:"
    return ["## Where the judges disagree", *([head, "", *lines] if lines else ["Nowhere."]), ""]


def _table(verdicts: Verdicts) -> list[str]:
    groups: dict[tuple[str, str], list[Judged]] = {}
    for each in verdicts.files:
        groups.setdefault((each.what, each.state), []).append(each)
    rows = [
        f"| {what} | {state} | {len(files)} | {' | '.join(_cells(verdicts, files))} |"
        for (what, state), files in groups.items()
    ]
    titles = " | ".join(
        f"{judge} {profile}" for judge in ("veraPDF", "page-validation") for profile in PROFILES.values()
    )
    head = f"| what | state | files | {titles} |"
    return [
        "## Files",
        "How many of them each judge finds without fault.",
        "",
        head,
        "| --- | --- " + "| ---: " * 5 + "|",
        *rows,
    ]


def _cells(verdicts: Verdicts, files: Sequence[Judged]) -> Iterable[str]:
    for broken in (verdicts.vera, verdicts.checker):
        for profile in PROFILES.values():
            yield str(sum(not broken[str(each.file), profile] for each in files))
