"""What somebody sees who releases copies at a terminal: a line for each person, and below it how far it is."""

from __future__ import annotations

import contextlib
import io
import os
import pty

import pytest

from inconfidence.cli.conferring import _tell
from inconfidence.recipes.releasing import Progress

TURNS = (
    Progress("making", 1, 2, "01", "made", "", "", "", None),
    Progress("making", 2, 2, "02", "made", "", "", "", 0.0),
    Progress("handing-over", 1, 3, "01", "sent", "01", "", "", None),
    Progress("handing-over", 2, 3, "02", "refused", "", "declined", "They declined.", 65.0),
    Progress("handing-over", 3, 3, "03", "prepared", "02", "", "", 0.0),
)


def told_at_a_terminal() -> tuple[str, str]:
    """Return what goes to standard output, and what a real terminal in the place of standard error is sent."""
    ours, theirs = pty.openpty()
    lines = io.StringIO()
    with os.fdopen(theirs, "w") as terminal:
        with contextlib.redirect_stdout(lines), contextlib.redirect_stderr(terminal):
            _tell(iter(TURNS))
        terminal.flush()
        os.set_blocking(ours, False)
        shown = b""
        with contextlib.suppress(BlockingIOError):
            while True:
                shown += os.read(ours, 10_000)
    os.close(ours)
    return lines.getvalue(), shown.decode()


def test_the_bar_says_how_far_it_is_and_how_long_it_will_take() -> None:
    """Of the first step only its own time is said; nothing before it can be reckoned; at the end the bar is gone."""
    lines, sent = told_at_a_terminal()
    shown = sent.split("\r\x1b[K")
    bars = [each for each in shown if each.startswith(("1 of 2", "2 of 2"))]

    assert [each.rsplit(", ", 1)[1] for each in bars] == [
        "time to go not known yet",
        "0 s to go in this step",
        "time to go not known yet",
        "1 min 05 s to go",
        "0 s to go",
    ]
    assert shown[-1].strip() == "2 of 3 people have a copy of their own."
    assert [each.split("number ")[1][:2] for each in lines.splitlines()] == ["01", "02", "03"]
    assert "They declined." in lines


def test_without_a_terminal_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """In a file or a pipe nothing is written over: the lines and the sum."""
    _tell(iter(TURNS))

    said = capsys.readouterr()
    assert said.err == "2 of 3 people have a copy of their own.\n"
    assert "\r" not in said.out
