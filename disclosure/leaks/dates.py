"""Dates, in figures and in words, with the year in four figures or two.

A day and month without a year is a warning: so many papers name a day that it proves nothing. A moment with hours and
seconds, as programs stamp their files, is not the date in the record, unless it is midnight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from disclosure.leaks.matching import Hit, Hunter, Searched
from forms.partial_dates import read_partial_date
from inconfidence.core.clock import LONDON

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth"),
    *("twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
)
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
MONTH += r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = rf"(?P<day>[0-3]?[0-9](?:st|nd|rd|th)?|(?:the )?(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}))"
YEAR = r"(?P<year>(?:19|20|21)[0-9]{2}|'?[0-9]{2}(?![0-9:]))"
TEENS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_SAID = rf"(?:(?:{'|'.join(TENS)})[\s-]?)?(?:{'|'.join(sorted(TEENS, key=len, reverse=True))})?"
YEAR_SAID = rf"(?:two thousand|nineteen|twenty)(?:\s+(?:and\s+)?|-){NUMBER_SAID}"
GAP = r"[\s,\-./_]{0,3}"
SIGN = r"(?P<s>[\-./])"
WIDE_SIGN = r"(?P<s>\s?[\-./_]\s?| {1,4}|\s)"
FIGURES_YEAR = r"(?:(?P=s)| {1,4})(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN = "|".join(sorted(ROMAN_MONTHS, key=len, reverse=True))
IN_WORDS = (
    re.compile(rf"(?<![0-9a-z]){DAY}(?:\s+of)?{GAP}(?<![a-z]){MONTH}(?![a-z])(?:{GAP}{YEAR})?"),
    re.compile(rf"(?<![a-z]){MONTH}\s*(?<![0-9]){DAY}(?![0-9a-z:])(?:{GAP}{YEAR})?"),
    re.compile(rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}}){GAP}{MONTH}{GAP}{DAY}(?![0-9a-z:])"),
    re.compile(rf"(?<![0-9a-z]){DAY}(?:\s+of)?{GAP}(?<![a-z]){MONTH}{GAP}(?P<year>{YEAR_SAID})(?![a-z])"),
)
"""Day first, month first, year first, year in words."""
IN_FIGURES = (
    re.compile(
        r"(?P<year>[12](?<![0-9].)[0-9]{3})(?P<s>[\-./_ ]?)(?P<month>[01][0-9])(?P=s)(?P<day>[0-3][0-9])", re.S
    ),
    re.compile(rf"(?P<day>[0-9](?<![0-9].)[0-9]?){WIDE_SIGN}(?P<month>[01]?[0-9]){FIGURES_YEAR}", re.S),
    re.compile(rf"(?P<month>[0-9](?<![0-9].)[0-9]?){SIGN}(?P<day>[0-3]?[0-9]){FIGURES_YEAR}", re.S),
    re.compile(r"(?<![0-9])(?P<day>[0-3][0-9])(?P<month>[01][0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    re.compile(rf"(?<![0-9a-z])(?P<day>[0-3]?[0-9])[./\- ](?P<month>{ROMAN})[./\- ](?P<year>(?:19|20)[0-9]{{2}})"),
)
"""Year first, day first, month first, without signs, with the month in Roman figures."""
MONTH_WORD = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
AROUND = 30
"""Letters on either side of a month that can belong to its date."""
STAMPED = re.compile(r"[t ]?(?!00:?00:?00)[0-2][0-9]:?[0-5][0-9]:?[0-5][0-9]")
CENTURY = 100


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a text gives it: day, month, and year (0 when it does not say)."""

    day: int
    month: int
    year: int
    start: int
    end: int


def day_of(value: Any) -> date | None:
    """Return the day in London a value names; what is known only in part ("June 2011", "about 14") names none."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).date()
    if isinstance(value, date):
        return value
    known = read_partial_date(str(value))
    return known.earliest if known is not None and known.precision == "day" else None


def date_hunters(value: date) -> tuple[Hunter, ...]:
    """Return what finds a date."""
    return (Day(value),)


def dates_in(text: str) -> Iterator[Dated]:
    """Yield each date in a cleaned text."""
    lower = text.lower()
    spans: list[tuple[int, int, tuple[re.Pattern[str], ...]]] = [(0, len(lower), IN_FIGURES)]
    spans += [(start, end, IN_WORDS) for start, end in _around_months(lower)]
    for start, end, patterns in spans:
        for found in (each for pattern in patterns for each in pattern.finditer(lower, start, end)):
            if not STAMPED.match(lower, found.end()):
                yield Dated(_day(found["day"]), _month(found["month"]), _year(found["year"]), *found.span())


@dataclass(frozen=True, slots=True)
class Day:
    """One date."""

    date: date

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where the date stands: surely with its year, perhaps without."""
        for each in text.once(_by_day).get((self.date.day, self.date.month), ()):
            if not each.year:
                yield Hit("day and month", each.start, each.end, sure=False)
            elif each.year in (self.date.year, self.date.year % CENTURY):
                yield Hit("date", each.start, each.end)
        for figures in (f"{self.date:%Y%m%d}", f"{self.date:%d%m%Y}"):
            for words in text.run_together(figures[::-1]):
                yield text.hit("backward", words[0], words[-1])


def _around_months(lower: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that lie near the name of a month, those that overlap as one."""
    start = end = -1
    for found in MONTH_WORD.finditer(lower):
        if found.start() - AROUND > end:
            if end >= 0:
                yield start, end
            start = max(0, found.start() - AROUND)
        end = found.end() + AROUND
    if end >= 0:
        yield start, end


def _by_day(text: Searched) -> Mapping[tuple[int, int], list[Dated]]:
    found: dict[tuple[int, int], list[Dated]] = defaultdict(list)
    for each in dates_in(text.text):
        found[each.day, each.month].append(each)
    return found


def _day(words: str) -> int:
    plain = words.removeprefix("the ")
    return ORDINALS.index(plain) + 1 if plain in ORDINALS else int(re.sub("[^0-9]", "", plain))


def _month(words: str) -> int:
    if words in ROMAN_MONTHS:
        return ROMAN_MONTHS.index(words) + 1
    return int(words) if words.isdigit() else MONTHS.index(words[:3]) + 1


def _year(words: str | None) -> int:
    if not words or not words[0].isalpha():
        return int(words.strip("'")) if words else 0
    said = [word for word in re.findall("[a-z]+", words) if word != "and"]
    century = {"two": 2000, "nineteen": 1900, "twenty": 2000}[said[0]]
    return century + sum(map(_number, said[2 if said[0] == "two" else 1 :]))


def _number(said: str) -> int:
    return TEENS.index(said) + 1 if said in TEENS else 10 * (TENS.index(said) + 2)
