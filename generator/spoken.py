"""Words of a paper's language that no template holds: days and months, times, yes and no, what is not known.

English is what ``generator.filters`` says by itself; every other language is data here. What people typed stays as
they typed it; of the answers of a form those have words that stand on a translated paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from generator import filters
from generator.filters import FILTERS
from inconfidence.core.clock import LONDON, london_date
from inconfidence.core.values import UNKNOWNS, Choice

ENGLISH = "en-GB"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its name in English, as the council writes it in a record, and its words.

    ``long_date``, ``short_date``, ``clock`` and ``moment`` are patterns; ``unknown`` says the words for what is not
    known by their codes, ``answers`` those of a form by their English words. ``council_note`` says whose the council's
    own texts are.
    """

    name: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    long_date: str
    short_date: str
    clock: str
    moment: str
    truth: Mapping[bool, str]
    unknown: Mapping[str, str]
    answers: Mapping[str, str]
    council_note: str


TONGUES: Mapping[str, Tongue] = MappingProxyType(
    {
        "tr": Tongue(
            name="Turkish",
            days=("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"),
            months=(
                *("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
                *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
            ),
            long_date="{day} {month} {year} {weekday}",
            short_date="{day} {month} {year}",
            clock="{hour:02}.{minute:02}",
            moment="{date}, saat {time}",
            truth={True: "Evet", False: "Hayır"},
            unknown={
                "not_known": "Bilinmiyor",
                "not_asked": "Sorulmadı",
                "declined": "Söylemek istemedi",
                "withheld": "Güvenlik nedeniyle verilmedi",
            },
            answers={
                "For myself": "Kendi adıma",
                "For an organisation": "Bir kuruluş adına",
                "As a representative": "Temsilci olarak",
            },
            council_note=(
                "Belediyenin bu metinleri çeviridir. Çeviren: {translator}. Denetleyen: {checker}. "
                "İngilizce metin geçerlidir (The English text governs)."
            ),
        )
    }
)
"""The languages papers are translated into, by their code (BCP 47)."""


def code_of(name: str) -> str:
    """Return the code of a language by its English name; English for one we have no words of."""
    return next(
        (code for code, tongue in TONGUES.items() if tongue.name.casefold() == name.strip().casefold()), ENGLISH
    )


def council_note(language: str, translator: str, checker: str) -> str:
    """Return who translated and checked the council's own texts, in their language; in English for one not known."""
    tongue = TONGUES.get(language)
    pattern = "Translated by {translator}, checked by {checker}. The English text governs."
    return (tongue.council_note if tongue else pattern).format(translator=translator, checker=checker)


def filters_in(language: str) -> Mapping[str, Callable[[Any], Any]]:
    """Return the filters a template of this language is filled with, by name."""
    if language not in TONGUES:
        return FILTERS
    spoken = _Spoken(TONGUES[language])
    return {
        **FILTERS,
        "date": spoken.long_date,
        "shortdate": spoken.short_date,
        "time": spoken.clock_time,
        "datetime": spoken.date_and_time,
        "said": spoken.said,
    }


def printed_in(language: str) -> Callable[[Any], Any]:
    """Return what says, in this language, what a template prints without a filter."""
    return _Spoken(TONGUES[language]).printed if language in TONGUES else filters.printed


class _Spoken:
    """Says values in one language; what the English filters refuse is refused here too."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def long_date(self, value: Any) -> str:
        return self._choice(value) or self._day(value, self._tongue.long_date, filters.long_date)

    def short_date(self, value: Any) -> str:
        return self._choice(value) or self._day(value, self._tongue.short_date, filters.short_date)

    def clock_time(self, value: Any) -> str:
        if isinstance(value, Choice):
            return self._choice(value)
        filters.clock_time(value)
        moment = value.astimezone(LONDON) if isinstance(value, datetime) else value
        return self._tongue.clock.format(hour=moment.hour, minute=moment.minute)

    def date_and_time(self, value: Any) -> str:
        if isinstance(value, Choice):
            return self._choice(value)
        filters.date_and_time(value)
        return self._tongue.moment.format(date=self.short_date(value), time=self.clock_time(value))

    def said(self, value: Any) -> Any:
        if isinstance(value, Choice):
            return self._choice(value)
        if isinstance(value, bool):
            return self._tongue.truth[value]
        for kind, words in ((datetime, self.date_and_time), (date, self.short_date), (time, self.clock_time)):
            if isinstance(value, kind):
                return words(value)
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return ", ".join(str(self.said(one)) for one in value)
        return filters.said(value)

    def printed(self, value: Any) -> Any:
        if value is None or isinstance(value, Mapping):
            return filters.printed(value)
        return self.said(value) if isinstance(value, Choice | bool | date | time | list | tuple) else value

    def _choice(self, value: Any) -> str:
        """Return the words of a choice, "" for anything else."""
        if not isinstance(value, Choice):
            return ""
        known = value in UNKNOWNS and value.label == UNKNOWNS[str(value)]
        if known:
            return self._tongue.unknown[str(value)]
        return self._tongue.answers.get(value.label, value.label)

    def _day(self, value: Any, pattern: str, english: Callable[[Any], str]) -> str:
        english(value)
        day = london_date(value) if isinstance(value, datetime) else value
        month, weekday = self._tongue.months[day.month - 1], self._tongue.days[day.weekday()]
        return pattern.format(day=day.day, month=month, year=day.year, weekday=weekday)
