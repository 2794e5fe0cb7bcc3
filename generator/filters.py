"""How values are put in words on a paper, and the closed room templates are filled in.

Every filter takes an unknown (a ``Choice`` such as "Not asked") for any value, and gives its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.counting import made as counted
from generator.paths import derived
from generator.restraint import ReadOnly, check_call, check_operation, may_call, restrain
from generator.sourced import Part
from inconfidence.core.clock import LONDON, london_date
from inconfidence.core.errors import Failed
from inconfidence.core.values import Choice

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NOON, HALF_DAY = 12, 12
CROSSED, EMPTY = "\u2612", "\u2610"


class Missing(StrictUndefined):
    """A value the view does not hold: using it is an error that names the path, never a value."""

    @property
    def _undefined_message(self) -> str:
        holder = self._undefined_obj
        name = str(self._undefined_name) if self._undefined_hint is None else self._undefined_hint
        return f"{holder.path}.{name}" if isinstance(holder, Part) and holder.path else name


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for papers: sandboxed, escaping, strict. A mapping gives its own keys only, never its methods.

    What is made of a value (a part, a sum, what its method returns) keeps the value's path (``generator.provenance``).
    """

    code_generator_class = ReadOnly
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``obj.attribute`` as a template means it."""
        if type(obj) is Part or isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if not may_call(obj, attribute):
            return self.unsafe_undefined(obj, attribute)
        return derived(super().getattr(obj, attribute), obj)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return ``obj[argument]``; a key that is missing is not named, for it may be a value."""
        if isinstance(obj, Mapping):
            return obj[argument] if argument in obj else self.undefined(obj=obj, hint="[...]", name="[...]")
        return derived(super().getitem(obj, argument), obj)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right``."""
        check_operation(operator, left, right)
        return derived(counted(super().call_binop(context, operator, left, right)), left, right)

    def call(self, context: Context, function: Any, /, *values: Any, **named: Any) -> Any:
        """Call a method of a value, a macro or a function; what a macro prints is marked already."""
        check_call(function, values, named)
        made = counted(super().call(context, function, *values, **named))
        owner = getattr(function, "__self__", None)
        return made if isinstance(made, Markup) else derived(made, owner, *values, *named.values())


def paper_environment() -> PaperEnvironment:
    """Return a fresh environment with the filters templates may use; not to be shared by threads."""
    environment = PaperEnvironment(autoescape=True, undefined=Missing, finalize=printed, optimized=False)
    restrain(environment)
    environment.filters.update(FILTERS)
    return environment


def long_date(value: date | Choice) -> str:
    """Say a day in full: "Thursday 10 December 2026"; a moment is said as its day in London."""
    return value.label if isinstance(value, Choice) else f"{DAYS[_day(value).weekday()]} {short_date(value)}"


def short_date(value: date | Choice) -> str:
    """Say a day without its weekday: "10 December 2026"."""
    if isinstance(value, Choice):
        return value.label
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_time(value: time | datetime | Choice) -> str:
    """Say a time of day: "6:30pm", "6pm", "12 noon", "12 midnight"; a moment is said as its time in London."""
    if isinstance(value, Choice):
        return value.label
    moment = _local(value).time() if isinstance(value, datetime) else value
    if not isinstance(moment, time):
        raise _unsayable("time", value)
    if moment.minute == 0 and moment.hour % HALF_DAY == 0:
        return "12 noon" if moment.hour == NOON else "12 midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % HALF_DAY or HALF_DAY}{minutes}{'am' if moment.hour < NOON else 'pm'}"


def date_and_time(value: datetime | Choice) -> str:
    """Say a moment, in London: "10 December 2026 at 6:30pm"."""
    if isinstance(value, Choice):
        return value.label
    if not isinstance(value, datetime):
        raise _unsayable("datetime", value)
    return f"{short_date(value)} at {clock_time(value)}"


def said(value: Any) -> Any:
    """Say any value in words: the label of a choice, Yes or No, dates and times, lists joined by commas."""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    for kind, words in WORDS_BY_KIND:
        if isinstance(value, kind):
            return words(value)
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return ", ".join(str(said(one)) for one in value)
    raise _unsayable("said", value)


def box(condition: bool) -> str:
    """Draw a tick box, crossed when the condition holds."""
    return CROSSED if condition else EMPTY


# A datetime is a date: it has to be asked for first.
WORDS_BY_KIND: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, date_and_time),
    (date, short_date),
    (time, clock_time),
)
FILTERS: dict[str, Callable[[Any], Any]] = {
    "date": long_date,
    "shortdate": short_date,
    "time": clock_time,
    "datetime": date_and_time,
    "said": said,
    "box": box,
}


def printed(value: Any) -> Any:
    """Say what a template prints without a filter: codes, dates and lists never reach a paper as Python shows them."""
    if isinstance(value, str):
        return value.label if isinstance(value, Choice) else value
    if value is None or isinstance(value, Mapping):
        raise _unsayable("printing", value)
    return said(value) if isinstance(value, Choice | bool | date | time | list | tuple) else value


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return london_date(_aware(value))
    if isinstance(value, date):
        return value
    raise _unsayable("date", value)


def _local(value: datetime) -> datetime:
    return _aware(value).astimezone(LONDON)


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise Failed("A moment without a time zone cannot be put on a paper.", hint="Give it in UTC.")
    return value


def _unsayable(where: str, value: Any) -> Failed:
    return Failed(f"The filter {where!r} cannot say a value of the kind {type(value).__name__}.")
