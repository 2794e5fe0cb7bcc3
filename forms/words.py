"""What each kind of problem is called in plain English, and what to do about it. No words here ever hold a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cerberus import errors
from cerberus.errors import ValidationError

from forms.schema import Field, Schema
from inconfidence.core.problems import Problem
from inconfidence.core.values import UNKNOWNS

WHOLE_FILE = "(whole file)"
STRANGE_NAME = "(a name that is not a field)"
PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
WAYS_TO_SAY_UNKNOWN = f"one of: {', '.join(UNKNOWNS)}"

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": ("Needed, and not there.", "Give an answer."),
        "empty": ("Left blank.", 'Leave it out, or say {{"unknown": "not_known"}}.'),
        "unknown-field": ("Not a field of this form.", "Check the spelling, or take it out."),
        "worked-out": ("Worked out from the other answers.", "Take it out."),
        "not-text": ("Not text.", "Give words in quotation marks."),
        "not-a-whole-number": ("Not a whole number.", "Give digits without quotation marks."),
        "not-a-number": ("Not a number.", "Give digits without quotation marks."),
        "too-many-digits": ("More digits than a number can have here.", "Check the number."),
        "not-true-or-false": ("Neither true nor false.", "Give true or false without quotation marks."),
        "not-a-date": ("Not a date.", "Write it as year-month-day, for example 2026-11-05."),
        "not-a-time": ("Not a time of day.", "Write it on the 24-hour clock, for example 18:30."),
        "not-a-moment": ("Not a date and time.", "Write it as, for example, 2026-11-05T18:30."),
        "not-a-choice": ("Not one of the answers offered.", "Give one of: {options}."),
        "not-a-group": ("Not a group of answers.", "Give the answers in curly brackets, each with its name."),
        "not-a-list": ("Not a list.", "Give the entries in square brackets."),
        "bad-unknown": ("Not a way of saying that it is not known.", f"Give an answer, or {WAYS_TO_SAY_UNKNOWN}."),
        "answer-needed": ("This cannot be left unknown.", "Give an answer."),
        "too-long": ("Too long.", "Shorten it to {maxlength} characters or fewer."),
        "too-many": ("Too many entries.", "Give {maxlength} or fewer."),
        "too-short": ("Too short.", "Give at least {minlength}."),
        "too-small": ("Too low.", "Give {min} or more."),
        "too-large": ("Too high.", "Give {max} or less."),
        "order": ("Earlier or lower than where it starts from.", "Check which of the two is right."),
        "pattern": ("Not in the form asked for.", "Write it as the hint shows."),
        "character": ("Holds a character that cannot be kept.", "Type it again; do not paste it."),
        "phone": ("Not a telephone number.", "Give a UK number, for example 020 7946 0123."),
        "postcode": ("Not a postcode.", "Give a full postcode, for example E8 1EA."),
        "email": ("Not an e-mail address.", "Give one address, for example name@example.org."),
        "nhs_number": ("Not an NHS number: its check digit does not fit.", "Check the ten digits, or leave it out."),
        "upn": ("Not a pupil number: its first letter does not fit.", "Check the thirteen places, or leave it out."),
        "urn": ("Not a school's URN.", "Give six digits, or leave it out."),
        "uprn": ("Not a UPRN.", "Give up to twelve digits, or leave it out."),
        "usrn": ("Not a USRN.", "Give up to eight digits, or leave it out."),
        "la_child_id": ("Not a council's number for a child.", "Give up to 20 letters and digits, or leave it out."),
        "social_worker": ("Not a social worker's registration.", "Write SW and its digits, or leave it out."),
        "map_point": ("Not a point of Great Britain.", "Give latitude and longitude, for example 51.5450, -0.0560."),
        "grid_reference": ("Not a grid reference.", "Give two letters and digits, for example TQ 345 850."),
        "partial_date": ("Not a day, a month or a year.", "Write, for example, 5 6 2026, June 2026 or about 2026."),
        "birth": ("Not a date of birth or an age.", "Write, for example, 5 6 2011, June 2011 or about 14."),
        "future": ("A day that has not come yet.", "Check the date."),
        "twice": ("Chosen twice.", "Keep one of the two."),
        "same-code": ("Two have the same code.", "Each person has a code of their own; leave it out if unsure."),
        "excludes": ("Chosen together with what it rules out.", "Keep one or the other."),
        "only-one": ("More than one of these is given.", "Give only one of: {names}."),
        "repeated": ("Given twice.", "Keep one of the two."),
        "too-big": ("The file is too big.", "Send at most {limit} kilobytes."),
        "not-utf-8": ("The file is not UTF-8 text.", "Save it as UTF-8 and send it again."),
        "not-json": ("The file is not JSON.", "Mend it at {place}."),
        "not-toml": ("The file is not TOML.", "Mend it at {place}."),
        "too-deep": ("Lists and groups are nested too deeply.", "Keep to the form: at most {limit} levels."),
        "unknown-kind": ("Not a kind of record.", "Give one of: {options}."),
        "wrong-kind": ("A record of another kind than was expected here.", "Send it where that kind belongs."),
        "odd-postcode": ("Not a postcode area in use as far as is known.", "Check it; it was kept."),
        "pseudo-postcode": (
            "A postcode that stands for no address.",
            "Say what is known in the address; kept.",
        ),
        "odd-upn": ("Its authority is not one we know.", "Check the number; it was kept."),
        "open-email": ("Not an address that councils treat as secure.", "Ask for a secure one; it was kept."),
        "odd-vehicle-mark": ("Not a whole number plate as they are issued.", "It was kept as it was seen."),
        "born-later": (
            "Born after the day this was received.",
            "Check it; an unborn child has an expected date.",
        ),
        "expected-far": ("More than 40 weeks after this was received.", "Check the date; it was kept."),
        "outside": ("Outside the council's borders.", "Check the point, or pass it on; it was kept."),
        "refused": ("Not accepted here.", "See the hint for this field."),
    }
)

TYPE_CODES = MappingProxyType(
    {"string": "not-text", "integer": "not-a-whole-number", "boolean": "not-true-or-false", "date": "not-a-date"}
    | {"time": "not-a-time", "datetime": "not-a-moment", "choice": "not-a-choice", "dict": "not-a-group"}
    | {"list": "not-a-list", "rows": "not-a-list"}
)
RULE_CODES = MappingProxyType(
    {
        errors.REQUIRED_FIELD.code: "missing",
        errors.EMPTY_NOT_ALLOWED.code: "empty",
        errors.NOT_NULLABLE.code: "empty",
        errors.UNALLOWED_VALUE.code: "not-a-choice",
        errors.MIN_LENGTH.code: "too-short",
        errors.MIN_VALUE.code: "too-small",
        errors.MAX_VALUE.code: "too-large",
    }
)


def problem(path: str, code: str, *, remedy: str = "", **details: Any) -> Problem:
    """Return a problem in the words of its code; ``remedy`` replaces the general advice where a field has its own."""
    message, advice = WORDS[code]
    return Problem(path or WHOLE_FILE, code, message, remedy or advice.format_map(details))


def shown_path(steps: Sequence[object]) -> str:
    """Return a dotted path; a step that is not the name of a field may be somebody's words and is not shown."""
    return ".".join(_shown(step) for step in steps)


def problems_of(schema: Schema, found: Sequence[ValidationError]) -> list[Problem]:
    """Return what a validator found, each fault once, in plain English."""
    return list({(each.path, each.code): each for error in found for each in _leaves(schema, error)}.values())


def _leaves(schema: Schema, error: ValidationError) -> Iterator[Problem]:
    if error.child_errors:
        for child in error.child_errors:
            yield from _leaves(schema, child)
        return
    yield _problem(schema, error)


def _problem(schema: Schema, error: ValidationError) -> Problem:
    names = [step for step in error.document_path if isinstance(step, str)]
    each = schema.by_path.get(".".join(names))
    path = shown_path(error.document_path)
    if each is None:
        return problem(path, "unknown-field")
    in_list = each.item is not None and isinstance(error.document_path[-1], int)
    field = each.item if in_list and each.item is not None else each
    code = _code(field, error, isinstance(error.document_path[-1], int))
    return problem(path, code, remedy=_own_remedy(field, code), **_details(field, error))


def _own_remedy(field: Field, code: str) -> str:
    general = ("unknown-field", "worked-out", "too-long", "too-many", "character", "bad-unknown", "not-a-choice")
    return "" if code in general else field.error


def _code(field: Field, error: ValidationError, is_row: bool) -> str:
    if error.code == errors.CUSTOM.code:
        return str(error.info[0])
    if error.code == errors.UNKNOWN_FIELD.code:
        return "worked-out" if field.derive else "unknown-field"
    if error.code == errors.BAD_TYPE.code:
        return _type_code(field, error.value, is_row)
    if error.code == errors.MAX_LENGTH.code:
        return "too-long" if field.type == "string" else "too-many"
    if error.code in (errors.EMPTY_NOT_ALLOWED.code, errors.NOT_NULLABLE.code) and field.required:
        return "missing"
    return RULE_CODES.get(error.code, "refused")


def _type_code(field: Field, value: Any, is_row: bool) -> str:
    if isinstance(value, Mapping) and "unknown" in value:
        return "answer-needed" if len(value) == 1 and value["unknown"] in list(UNKNOWNS) else "bad-unknown"
    return "not-a-group" if is_row and field.type == "rows" else TYPE_CODES[field.type]


def _details(field: Field, error: ValidationError) -> dict[str, Any]:
    said = {"options": ", ".join(field.options), "names": ", ".join(field.at_most_one)}
    return {**said, "maxlength": error.constraint, **field.rules}


def _shown(step: object) -> str:
    if isinstance(step, int):
        return str(step)
    return step if isinstance(step, str) and PLAIN_NAME.fullmatch(step) else STRANGE_NAME
