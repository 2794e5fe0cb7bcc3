"""The demonstration on the terminal: what is being done, then tables of what was made and what is proved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from distribution import Refusal
from inconfidence.cli.tables import console
from inconfidence.core.clock import LONDON, Clock
from inconfidence.core.errors import NotAuthentic
from inconfidence.recipes import demo
from inconfidence.recipes.demo import Guest, Line, Story
from inconfidence.recipes.home import secret_folder


def show(folder: Path, clock: Clock) -> None:
    """Run the demonstration and show what it made.

    Raises:
        NotAuthentic: the archive is not as it was kept.
    """
    began = time.monotonic()
    story = demo.run(folder, secret_folder(folder), clock, lambda words: click.echo(f"{words} ...", err=True))
    screen = console()
    _show_bad_referral(screen, story)
    _show_papers(screen, story)
    _show_guests(screen, story)
    _show_where(screen, story, time.monotonic() - began)
    if not story.archive.sound:
        raise NotAuthentic("The archive is not as it was kept.", hint="Run `inconfidence archive check`.")


def _show_bad_referral(screen: Console, story: Story) -> None:
    table = _table(f"\nA fourth referral was refused: {len(story.bad_referral)} problems, and nothing of it was kept")
    table.add_column("Where")
    table.add_column("What is wrong")
    table.add_column("What to do")
    for problem in story.bad_referral:
        table.add_row(problem.path, problem.message, problem.remedy)
    screen.print(table)


def _show_papers(screen: Console, story: Story) -> None:
    table = _table("\nPapers made, sealed, time-stamped, verified and kept")
    table.add_column("Paper")
    table.add_column("For")
    table.add_column("Files", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("Verified now")
    table.add_column("Sealed at")
    for (title, made_for), lines in _grouped(story.lines):
        pages = sorted({line.made.page_count for line in lines})
        verdicts = {_verdict_words(line) for line in lines}
        table.add_row(
            title, made_for, str(len(lines)), "-".join(map(str, pages)), "; ".join(sorted(verdicts)), _when(lines)
        )
    screen.print(table)


def _grouped(lines: tuple[Line, ...]) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    def key(line: Line) -> tuple[str, str]:
        many = line.made_for.startswith("invitee")
        return line.title, "each person their own" if many else line.made_for

    firsts = {key(line): number for number, line in reversed(list(enumerate(lines)))}
    for group, members in groupby(sorted(lines, key=lambda line: firsts[key(line)]), key):
        yield group, list(members)


def _verdict_words(line: Line) -> str:
    return {"authentic": "Genuine", "incomplete": "Genuine, to be signed"}.get(
        line.made.evidence.verdict, "NOT GENUINE"
    )


def _when(lines: list[Line]) -> str:
    moments = sorted(each.time for line in lines for each in line.made.evidence.signatures[:1] if each.time)
    if not moments:
        return "never"
    return f"{moments[0].astimezone(LONDON):%d %b %H:%M:%S}"


def _show_guests(screen: Console, story: Story) -> None:
    table = _table("\nThe people invited: whose agreement stands, and the copy each was given")
    for head in ("No.", "Role", "Agreement", "Personal copy"):
        table.add_column(head)
    for guest in story.guests:
        table.add_row(guest.invitee.number, guest.person.values["role"], *_ended(guest))
    screen.print(table)


def _ended(guest: Guest) -> tuple[str, str]:
    outcome = guest.outcome
    if isinstance(outcome, Refusal):
        return outcome.reason, "none"
    way = "Stands: signed in ink, scan sealed" if guest.agreement.way == "ink" else "Stands: signed electronically"
    paper = outcome.paper
    verdict = _verdict_words(Line("", "", paper)).lower()
    attention = "; was it sent? needs a person's attention" if outcome.message == "unknown" else ""
    return way, f"copy {outcome.copy.number}, {paper.page_count} pages, {verdict}{attention}"


def _show_where(screen: Console, story: Story, seconds: float) -> None:
    copies = sum(not isinstance(guest.outcome, Refusal) for guest in story.guests)
    fresh = sum(line.made.fresh for line in story.lines)
    screen.print()
    screen.print(
        f"{copies} people have a copy of their own; {len(story.guests) - copies} have none, each for the reason above."
    )
    screen.print(
        f"{len(story.lines)} papers, {fresh} of them made in this run. {' '.join(story.archive.in_plain_words)}"
    )
    screen.print("Keys and clock are the demonstration's own: no court knows them.")
    screen.print(f"Done in {seconds:.0f} seconds. The papers are in {story.folder / 'papers'}.", markup=False)
    screen.print(f"The copies to hand over, one message a person, are in {story.folder / 'outbox'}.", markup=False)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
