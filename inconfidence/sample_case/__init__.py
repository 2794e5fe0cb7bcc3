"""The sample case: a fictional council, place and people, as files a newcomer can edit.

Dates are written as tokens and counted from the day the sample is first run, so that it never grows old:

    @working-days:-38     38 working days before that day (``T16:20`` may follow: that time in London)
    @monday:2, @sunday:2  the Monday that begins the second week after it, and the Sunday that ends that week
    @conference           the day of the conference (``conference_day``)
    @conference:-4        four working days before the conference

All names, telephone numbers and addresses are made up; numbers and mail domains are reserved ones.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

from inconfidence.core.clock import is_working_day, working_days_after
from inconfidence.core.errors import NotFound

THURSDAY = 3
AHEAD_LEAST = 12
TOKEN = re.compile(r'"@(working-days|monday|sunday|conference)(?::([+-]?\d+))?(T\d\d:\d\d)?"')


def load(name: str, first_day: date) -> bytes:
    """Return a file of the sample case with its dates counted from ``first_day``.

    Raises:
        NotFound: when the sample case has no file of that name.
    """
    file = files("inconfidence.sample_case") / name
    if not file.is_file():
        raise NotFound("The sample case has no file of that name.", hint="Look in inconfidence/sample_case.")
    text = file.read_text(encoding="utf-8")
    return TOKEN.sub(lambda token: f'"{_day(token, first_day).isoformat()}{token[3] or ""}"', text).encode()


def conference_day(first_day: date) -> date:
    """Return the Thursday that lies 12 to 16 working days ahead.

    Five working days in a row hold one Thursday, unless it is a bank holiday; then it is the next Thursday that is
    a working day, 17 or more ahead.
    """
    day = working_days_after(first_day, AHEAD_LEAST)
    while day.weekday() != THURSDAY or not is_working_day(day):
        day += timedelta(days=1)
    return day


def _day(token: re.Match[str], first_day: date) -> date:
    count = int(token[2] or 0)
    if token[1] == "conference":
        return working_days_after(conference_day(first_day), count)
    if token[1] == "working-days":
        return working_days_after(first_day, count)
    monday = first_day - timedelta(days=first_day.weekday()) + timedelta(weeks=count)
    return monday + timedelta(days=6) if token[1] == "sunday" else monday
