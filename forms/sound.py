"""A quick look that can say yes and nothing else: are these values surely what the rules ask?

Cerberus takes some 15 microseconds a value, nearly all of it to be ready for errors that are not there. Here the same
rules are made into plain functions, once. Whatever they do not plainly know to be right (another type, a blank, a
rule that is not theirs) they leave to cerberus, which alone finds and names problems; so a fault here can make
judging slow, and ``tests/forms/test_validator_sound.py`` holds that it cannot make it lax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from forms.characters import has_refused
from forms.formats import FORMATS
from forms.together import answered_of, column, is_before, is_missing, is_to_come, is_wanted, repeated_places
from inconfidence.core.values import UNKNOWNS, Choice

WHOLE_MOST = 2**53 - 1
"""The largest whole number that every JSON program reads as it was written (RFC 8259, section 6)."""
NO_LIMIT = 2**62

Rules = Mapping[str, Any]
Check = Callable[[Any, date | None], bool]
"""Says whether a value is surely sound on a day (None: days to come are not judged)."""


def sound_group(fields: Mapping[str, Rules]) -> Check:
    """Return the quick look for a group whose fields have these rules."""
    checks = {name: _check(rules) for name, rules in fields.items()}
    needed = frozenset(name for name, rules in fields.items() if rules.get("required"))
    fits = _fit(fields)

    def is_sound(group: Any, today: date | None) -> bool:
        if type(group) is not dict:
            return False
        for name, value in group.items():
            check = checks.get(name)
            if check is None or not check(value, today):
                return False
        return needed <= group.keys() and fits(group)

    return is_sound


def _fit(fields: Mapping[str, Rules]) -> Callable[[Mapping[Any, Any]], bool]:
    """Return the look at fields of one group beside one another."""
    orders = [(name, rules["not_before"]) for name, rules in fields.items() if "not_before" in rules]
    wants = [(name, rules["required_if"]) for name, rules in fields.items() if "required_if" in rules]

    def fits(group: Mapping[Any, Any]) -> bool:
        for name, other in orders:
            if is_before(group.get(name), group.get(other)):
                return False
        return not any(is_missing(group.get(name)) and is_wanted(conditions, group) for name, conditions in wants)

    return fits


def _check(rules: Rules) -> Check:
    kinds = {rules["type"]} if isinstance(rules.get("type"), str) else set(rules.get("type", ()))
    known = kinds - {"unknown"}
    if len(known) != 1 or not known <= MAKERS.keys():
        return _cannot_say
    understood, make = MAKERS[known.pop()]
    if not rules.keys() <= understood | ALWAYS:
        return _cannot_say
    return _or_unknown(make(rules)) if "unknown" in kinds else make(rules)


def _entry(rules: Rules) -> Check:
    # An entry of a list has no siblings by name to be judged beside.
    return _check(rules) if rules.keys().isdisjoint({"required_if", "not_before"}) else _cannot_say


def _cannot_say(_: Any, __: date | None) -> bool:
    return False


def _or_unknown(check: Check) -> Check:
    def is_sound(value: Any, today: date | None) -> bool:
        return (type(value) is Choice and value in UNKNOWNS) or check(value, today)

    return is_sound


def _text(rules: Rules) -> Check:
    least, most = rules.get("minlength", 0), rules.get("maxlength", NO_LIMIT)
    is_format = FORMATS[rules["format"]] if "format" in rules else _any_text
    is_pattern = re.compile(rules["regex"]).fullmatch if "regex" in rules else _any_text
    one_line, may_be_blank = not rules.get("lines", False), rules.get("empty", False) and "format" not in rules

    def is_sound(value: Any, _: date | None) -> bool:
        if type(value) is not str or value.isspace() or not value:
            return may_be_blank and type(value) is str and not value
        if not least <= len(value) <= most or has_refused(value) or (one_line and "\n" in value):
            return False
        return is_format(value) and is_pattern(value) is not None

    return is_sound


def _any_text(_: str) -> bool:
    return True


def _whole_number(rules: Rules) -> Check:
    lowest, highest = max(rules.get("min", -WHOLE_MOST), -WHOLE_MOST), min(rules.get("max", WHOLE_MOST), WHOLE_MOST)

    def is_sound(value: Any, _: date | None) -> bool:
        return type(value) is int and lowest <= value <= highest

    return is_sound


def _of(kind: type) -> Callable[[Rules], Check]:
    def make(rules: Rules) -> Check:
        if rules.get("not_future"):
            return lambda value, today: type(value) is kind and not is_to_come(value, today)
        return lambda value, _: type(value) is kind

    return make


def _choice(rules: Rules) -> Check:
    allowed = frozenset(rules["allowed"]) if "allowed" in rules else None

    def is_sound(value: Any, _: date | None) -> bool:
        return type(value) is Choice and (allowed is None or value in allowed)

    return is_sound


def _group(rules: Rules) -> Check:
    check, names = sound_group(rules.get("schema", {})), rules.get("at_most_one", ())

    def is_sound(value: Any, today: date | None) -> bool:
        return check(value, today) and (not names or len(answered_of(names, value)) <= 1)

    return is_sound


def _list(rules: Rules) -> Check:
    least, most, may_be_empty = rules.get("minlength", 0), rules.get("maxlength", NO_LIMIT), rules.get("empty", False)
    check, fits = _entry(rules.get("schema", {})), _entries_fit(rules)

    def is_sound(value: Any, today: date | None) -> bool:
        if type(value) is not list or not value:
            return may_be_empty and type(value) is list
        if not least <= len(value) <= most:
            return False
        for each in value:
            if not check(each, today):
                return False
        return fits(value)

    return is_sound


def _entries_fit(rules: Rules) -> Callable[[list[Any]], bool]:
    """Return the look at the entries of one list beside one another."""
    own, alone, distinct = rules.get("unique"), rules.get("excludes_others"), rules.get("distinct")

    def fits(value: list[Any]) -> bool:
        if own is not None and any(True for _ in repeated_places(column(value, own))):
            return False
        if distinct and any(True for _ in repeated_places(value)):
            return False
        return alone is None or alone not in value or len(value) == 1

    return fits


ALWAYS: Set[str] = frozenset({"type", "required", "required_if", "not_before"})
MAKERS: Mapping[str, tuple[Set[str], Callable[[Rules], Check]]] = MappingProxyType(
    {
        "string": (frozenset({"empty", "lines", "minlength", "maxlength", "regex", "format"}), _text),
        "integer": (frozenset({"min", "max"}), _whole_number),
        "boolean": (frozenset(), _of(bool)),
        "date": (frozenset({"not_future"}), _of(date)),
        "datetime": (frozenset({"not_future"}), _of(datetime)),
        "time": (frozenset(), _of(time)),
        "choice": (frozenset({"allowed"}), _choice),
        "dict": (frozenset({"schema", "at_most_one"}), _group),
        "list": (
            frozenset({"schema", "minlength", "maxlength", "empty", "unique", "distinct", "excludes_others"}),
            _list,
        ),
    }
)
