"""Examines a home: settings, secrets, keys, seal, time authority, store, templates, clock. Mends nothing.

Each check stands for itself: what one cannot read is its own fault and keeps no other from being made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from generator import problems_of_template
from inconfidence.core.clock import LONDON, Clock
from inconfidence.core.errors import Failed, InConfidenceError
from inconfidence.recipes.catalogue import names, template
from inconfidence.recipes.finding import Finding, fault
from inconfidence.recipes.home import KEYS, STORE_FILE, Home, open_home
from inconfidence.recipes.kept_alarms import kept_troubles
from inconfidence.recipes.key_alarms import key_troubles, open_to_others
from inconfidence.recipes.keys import open_keys
from inconfidence.recipes.list_alarms import list_troubles
from signing import TRIAL, signature_of

Check = Callable[[], Iterator[Finding]]

CLOCKS_APART: Final = timedelta(minutes=5)
"""How far the clock may be behind the newest thing kept: another computer may have kept it."""

WELL: Final = {
    "home": "Settings and folders are as they should be.",
    "secrets": "The secrets are there, and only their owner can read them.",
    "keys": "Keys and certificates are in order.",
    "seal": "The seal's key answers.",
    "time": "The time authority answers.",
    "store": "The store opens.",
    "templates": "Every template can be read and drawn.",
    "clock": "The clock is not behind what is kept.",
    "kept": "Every closed paper can be judged by what it keeps for a year and more.",
}


NOT_OPEN: Final = "Not looked at, because the home does not open."


def examine(folder: Path, secrets: Path, clock: Clock) -> tuple[Finding, ...]:
    """Return what was found in the home ``folder``, at least one finding a check."""
    opened: list[Home] = []
    checks: dict[str, Check] = {
        "home": lambda: _home(folder, secrets, clock, opened),
        "secrets": lambda: open_to_others("secrets", secrets, *secrets.iterdir()),
        "keys": lambda: _keys(folder, secrets, clock),
        "templates": _templates,
    }
    of_an_open_home: dict[str, Callable[[Home], Iterator[Finding]]] = {
        "seal": _seal,
        "time": _time,
        "store": _store,
        "clock": _clock,
        "kept": kept_troubles,
    }
    found = [finding for name, check in checks.items() for finding in _made(name, check)]
    for name, look in of_an_open_home.items():
        for home in opened:
            found += _made(name, partial(look, home))
        if not opened:
            found.append(fault(name, NOT_OPEN, "First put right what is said of it."))
    return tuple(found)


def as_plain(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings as plain data for a program to read."""
    return [asdict(each) for each in findings]


def refuse_if_ill(findings: Sequence[Finding]) -> None:
    """End as a failure when something is wrong now; warnings are no failure.

    Raises:
        Failed: how many faults there are.
    """
    faults = sum(each.state == "fault" for each in findings)
    if faults:
        raise Failed(f"{faults} thing(s) in this home are wrong.", hint="Each says above what to do.")


def _made(name: str, check: Check) -> list[Finding]:
    try:
        return list(check()) or [Finding(name, "well", WELL[name])]
    except InConfidenceError as error:
        return [fault(name, error.message, error.hint)]
    except OSError as error:
        return [fault(name, f"It cannot be looked at ({error.strerror}).", "Check that it is there, and its owner.")]


def _home(folder: Path, secrets: Path, clock: Clock, opened: list[Home]) -> Iterator[Finding]:
    opened.append(open_home(folder, secrets, clock))
    yield from open_to_others("home", folder, folder / STORE_FILE)


def _keys(folder: Path, secrets: Path, clock: Clock) -> Iterator[Finding]:
    council = open_keys(folder, secrets, clock)
    yield from key_troubles(council)
    yield from list_troubles(council)
    keys = folder / KEYS
    yield from open_to_others("keys", keys, *sorted(keys.glob("*.key")), *sorted(keys.glob("*.token")))


def _seal(home: Home) -> Iterator[Finding]:
    # What is signed here is no paper: a paper's signature is over attributes (RFC 5652, 5.4), which this is not.
    signature_of(TRIAL, home.sealer.signer.authority)
    yield from ()


def _time(home: Home) -> Iterator[Finding]:
    home.time_stamper.stamp(TRIAL)
    yield from ()


def _store(home: Home) -> Iterator[Finding]:
    with home.store.reading() as held:
        held.events.newest()
    yield from ()


def _templates() -> Iterator[Finding]:
    yield from _template_troubles()


@cache
def _template_troubles() -> tuple[Finding, ...]:
    # A process reads the shipped templates once (``catalogue``), so it judges them once.
    return tuple(
        fault("templates", f"{name}, {problem.path}: {problem.message}", problem.remedy)
        for name in names()
        for problem in problems_of_template(template(name).docx, template(name).names)
    )


def _clock(home: Home) -> Iterator[Finding]:
    newest, now = _newest(home), home.clock.now()
    if newest is not None and newest > now + CLOCKS_APART:
        kept = f"{newest.astimezone(LONDON):%d %B %Y, %H:%M}"
        yield fault("clock", f"The clock is behind: something was kept at {kept}.", "Set the computer's clock.")


def _newest(home: Home) -> datetime | None:
    """Return the moment of the newest thing in store and archive."""
    with home.store.reading() as held:
        in_store = held.events.newest()
    kept = [datetime.fromisoformat(each.at) for each in home.archive.entries()[-1:]]
    return max([*kept, *([in_store] if in_store else [])], default=None)
