"""Answers as tables on the terminal, in plain English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from inconfidence.core.clock import LONDON
from inconfidence.recipes.verification import Verified


def console() -> Console:
    """Return the terminal (standard output); its width when it is none is wide enough for a log."""
    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=120)


def _shown(name: str) -> Text:
    # A file's name is whatever somebody called it: never markup, and never a command to the terminal.
    return Text("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name))


def show_catalogue(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show every kind of paper, for whom, and when it may exist."""
    table = Table("Paper", "For", "Kinds of case", "Stages", "Ground", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(
            row["kind"], ", ".join(row["for"]), ", ".join(row["cases"]), ", ".join(row["stages"]), row["ground"]
        )
    console().print(table)


def show_case(summary: Mapping[str, Any]) -> None:
    """Show a case: what it is, and the papers that were made of it."""
    screen = console()
    screen.print(f"[bold]{summary['reference']}[/bold]: {summary['kind']}, {summary['stage']}")
    screen.print(f"Linked with {', '.join(summary['linked'])}" if summary["linked"] else "Linked with no other case")
    table = Table("Paper", "Reference", "Pages", "Verdict", box=None, header_style="bold", pad_edge=False)
    for paper in summary["papers"]:
        table.add_row(*(str(paper[name] or "not made yet") for name in ("paper", "reference", "pages", "verdict")))
    screen.print(table)


def show_verdicts(results: Sequence[Verified]) -> None:
    """Show the verdict on each file, who signed it and when, and every problem."""
    screen = console()
    for result in results:
        screen.print(_shown(result.file), style="bold")
        screen.print(f"  {result.evidence.in_plain_words}", markup=False)
        for each in result.evidence.signatures:
            moment = f"{each.time.astimezone(LONDON):%d %B %Y, %H:%M:%S}" if each.time else "no proved time"
            screen.print(f"  {each.role}: {moment}, level {each.level}, clock {result.evidence.clock}")
        for problem in result.evidence.problems:
            screen.print(f"  - {problem}", markup=False)
