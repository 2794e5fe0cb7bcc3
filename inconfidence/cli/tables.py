"""Answers as tables on the terminal, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from inconfidence.core.clock import LONDON
from inconfidence.recipes.finding import Finding
from inconfidence.recipes.scanning import Told
from inconfidence.recipes.tracing import Traced
from inconfidence.recipes.verification import Verified
from inconfidence.store import PaperMade


def console() -> Console:
    """Return the terminal (standard output); its width when it is none is wide enough for a log."""
    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=120)


def _shown(name: str) -> Text:
    # A file's name is whatever somebody called it: never markup, and never a command to the terminal.
    return Text("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name))


def show_catalogue(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show every kind of paper, for whom, and when it may exist; one that is not made here yet says so."""
    table = Table("Paper", "For", "Kinds of case", "Stages", "Ground", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        name = row["kind"] if row["available"] else f"{row['kind']} ({row['note']})"
        table.add_row(name, ", ".join(row["for"]), ", ".join(row["cases"]), ", ".join(row["stages"]), row["ground"])
    console().print(table)


def show_case(summary: Mapping[str, Any]) -> None:
    """Show a case: what it is, and the papers that were made of it."""
    screen = console()
    screen.print(f"[bold]{summary['reference']}[/bold]: {summary['kind']}, {summary['stage']}")
    screen.print(f"Linked with {', '.join(summary['linked'])}" if summary["linked"] else "Linked with no other case")
    people = ", ".join(f"{each['code']} ({each['whose']})" for each in summary["people"])
    screen.print(f"People by code: {people or 'none'}")
    table = Table("Paper", "For", "Reference", "Pages", "Verdict", box=None, header_style="bold", pad_edge=False)
    columns = ("paper", "for", "reference", "pages", "verdict")
    for paper in summary["papers"]:
        table.add_row(*(str(paper[name] or "not made yet") for name in columns))
    screen.print(table)


def show_keys(rows: Sequence[Mapping[str, str]]) -> None:
    """Show the council's certificates; a serial number is never broken, so that it can be copied."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Certificate", "Serial number", "From", "Until", "State"):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(row["name"], row["serial"], row["from"][:10], row["until"][:10], row["state"])
    console().print(table)


def show_renewals(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show closed papers and when their proof ends, or until when it lasts now, or why it could not be renewed."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Reference", "Paper", "Ends", "Lasts now until", ""):
        table.add_column(heading, no_wrap=heading == "Reference")
    for row in rows:
        lasts = "waits" if row.get("waits") else (row.get("until") or "")[:10]
        table.add_row(row["reference"], row["paper"], row["ends"][:10], lasts, row.get("reason", ""))
    console().print(table)


def show_findings(findings: Sequence[Finding]) -> None:
    """Show what was found when a home was examined, and what to do."""
    screen = console()
    for each in findings:
        screen.print(f"{each.state:<8} {each.check}: {each.words}", markup=False)
        if each.remedy:
            screen.print(f"{'':<8} {each.remedy}", markup=False)


def show_relied(papers: Sequence[PaperMade]) -> None:
    """Show the papers that relied on a consent which was taken back, so that they can be called back."""
    screen = Console(stderr=True, highlight=False)
    screen.print(f"The consent is taken back. {len(papers)} paper(s) relied on it:")
    for each in papers:
        screen.print(f"  {each.reference}  {each.paper}, for {each.audience}", markup=False)


def show_matrix(rows: Sequence[Mapping[str, str]]) -> None:
    """Show the audience matrix."""
    table = Table(
        "Role", "Information", "Kind of case", "Cell", "Ground", box=None, header_style="bold", pad_edge=False
    )
    for row in rows:
        table.add_row(row["role"], row["class"], row["kind"], row["cell"], row["ground"])
    console().print(table)


def show_explanations(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show for each field whether a reader sees it, and why."""
    table = Table("Field", "Information", "Shown", "Why", "Ground", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(row["path"], row["class"], "yes" if row["shown"] else "no", row["reason"], row["ground"])
    console().print(table)


def show_verdicts(results: Sequence[Verified]) -> None:
    """Show the verdict on each file, who signed it and when, and every problem."""
    screen = console()
    for result in results:
        screen.print(_shown(result.file), style="bold")
        screen.print(f"  {result.evidence.in_plain_words}", markup=False)
        for each in result.evidence.signatures:
            moment = f"{each.time.astimezone(LONDON):%d %B %Y, %H:%M:%S}" if each.time else "no proved time"
            screen.print(f"  {each.role}: {moment}, level {each.level}, clock {result.evidence.clock}")
        if result.evidence.closed:
            screen.print(f"  closed: {result.evidence.closed.astimezone(LONDON):%d %B %Y, %H:%M:%S}")
        for renewal in result.evidence.renewed:
            screen.print(f"  renewed: {renewal.astimezone(LONDON):%d %B %Y, %H:%M:%S}")
        if result.evidence.lasts:
            screen.print(f"  to be renewed before: {result.evidence.lasts.astimezone(LONDON):%d %B %Y}")
        for problem in result.evidence.problems:
            screen.print(f"  - {problem}", markup=False)


def show_scan(told: Told) -> None:
    """Show the verdict of a scan, and the findings in so far as whoever asks may be told."""
    screen = console()
    screen.print(f"{told.verdict.capitalize()}, read as {told.audience} may.")
    for line in told.lines:
        screen.print(f"  {line}", markup=False)


FOUND_BY = {
    "file": "The file is this copy, byte for byte as it was released.",
    "text": "The code stands in the file's text; the file itself is not one that was released here.",
    "photograph": "The code was read in the picture.",
    "typed": "The code was typed.",
}


def show_traced(found: Sequence[Traced]) -> None:
    """Show whose copy a page is from, what that rests on, and what it does not say."""
    screen = console()
    for each in found:
        for line in _traced(each.as_plain()):
            screen.print(line, markup=False)
    screen.print("This says whose copy the page is from. It does not say who passed it on.")


def _traced(plain: Mapping[str, Any]) -> Iterator[str]:
    person, agreement = plain["person"], plain["agreement"]
    yield f"Copy {plain['copy']} of case {plain['case']}, code {plain['code']}, reference {plain['reference']}"
    yield f"  Given to {person['name']}, {person['role']} (number {person['number']})"
    yield f"  Released: {_moment(plain['released'], 'not released yet')}"
    if agreement:
        withdrawn = f"; withdrawn {_moment(agreement['withdrawn'], '')}" if agreement["withdrawn"] else ""
        signed = f"signed {_moment(agreement['signed'], '')}, {agreement['way']}, wording {agreement['wording']}"
        yield f"  Agreement: {agreement['form_code']}, {signed}{withdrawn}"
    else:
        yield "  Agreement: none is noted for this copy"
    mended = f" {plain['letters_mended']} letter(s) of it were misread and mended." if plain["letters_mended"] else ""
    yield f"  {FOUND_BY[plain['found_by']]}{mended}"


def _moment(written: str | None, otherwise: str) -> str:
    return f"{datetime.fromisoformat(written).astimezone(LONDON):%d %B %Y, %H:%M}" if written else otherwise


def show_conference(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show for each person invited whether their agreement stands, and what they were given."""
    table = Table("No.", "Role", "Agreement now", "Copy", "Released", "Message", box=None, header_style="bold")
    for row in rows:
        now = "stands" if row["stands"] else row["reason"]
        copy = row["copy"] or (f"none (number {row['not_used']} not used)" if row["not_used"] else "none")
        table.add_row(row["number"], row["role"], now, copy, _moment(row["released"], ""), row["message"] or "")
    console().print(table)


def show_agreements(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show for each person on the list of a conference what became of the agreement last put to them."""
    table = Table(box=None, header_style="bold")
    for heading in ("No.", "Agreement", "Form code", "How", "Wording", "Asked", "Reminded", "Answered"):
        table.add_column(heading, no_wrap=heading in ("No.", "Form code"))
    for row in rows:
        table.add_row(row["number"], *_agreement(row))
    console().print(table)


def _agreement(row: Mapping[str, Any]) -> tuple[str, ...]:
    if row["state"] == "not-asked":
        return ("not asked yet",)
    state = f"{row['state']}, withdrawn {_moment(row['withdrawn'], '')}" if row["withdrawn"] else row["state"]
    wording = row["wording"] if row["wording_is_current"] else f"{row['wording']} (not the current one)"
    reminded = _moment(row["reminded"][-1], "") if row["reminded"] else ""
    answered = _moment(row["answered"], "")
    return state, row["form_code"], row["way"] or "", wording, _moment(row["asked"], ""), reminded, answered
