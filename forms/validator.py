"""The strict base validator: cerberus with its known holes closed.

Plain cerberus 1.3.8 takes True for an integer and a datetime for a date, lets NaN pass any limit, finds ``"  "``
not empty and lets ``"aaa\\n"`` match ``a+``; it passes over a limit that does not fit the type, reads ``coerce`` and
lets it swallow every exception, sorts all errors anew for each one found (hours for a file of 100,000 strange
names), and one validator shared by threads mixes their verdicts up. So: one instance a call, values tidied before
they come here (``forms.normalise``), and the rules below. What is sound is known at a quick look (``forms.sound``);
cerberus is asked whenever that cannot say yes, and it alone finds problems.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from threading import get_ident
from typing import Any

from cerberus import TypeDefinition, Validator, errors
from cerberus.errors import ValidationError
from cerberus.schema import DefinitionSchema

from forms.characters import has_refused
from forms.formats import FORMATS
from forms.sound import WHOLE_MOST, sound_group
from forms.together import (
    answered_of,
    column,
    is_before,
    is_missing,
    is_to_come,
    is_unknown,
    is_wanted,
    repeated_places,
)
from inconfidence.core.values import Choice


class StrictValidator(Validator):  # type: ignore[misc]  # cerberus has no types
    """Rules for values that are already tidied. Make one for each document; another thread is refused.

    ``StrictValidator(rules)`` takes a mapping of rules, or ``PreparedRules``, which is many times faster.
    ``today`` is the day against which ``not_future`` is judged; without one it is not.
    """

    priority_validations = ("nullable", "readonly", "required_if", "type", "empty")
    types_mapping = {  # noqa: RUF012 - cerberus reads it as a class attribute
        **Validator.types_mapping,
        "string": TypeDefinition("string", (str,), (Choice,)),
        "boolean": TypeDefinition("boolean", (bool,), ()),
        "integer": TypeDefinition("integer", (int,), (bool,)),
        "float": TypeDefinition("float", (float,), (bool,)),
        "number": TypeDefinition("number", (int, float), (bool,)),
        "date": TypeDefinition("date", (date,), (datetime,)),
        "datetime": TypeDefinition("datetime", (datetime,), ()),
        "time": TypeDefinition("time", (time,), ()),
        "choice": TypeDefinition("choice", (Choice,), ()),
        # Bytes and ranges are sequences too, and have whole numbers for entries.
        "list": TypeDefinition("list", (list, tuple), ()),
        # Not a matter of type: _validate_type looks for the four words themselves.
        "unknown": TypeDefinition("unknown", (), ()),
    }

    def __init__(self, schema: Mapping[str, Any] | None = None, **settings: Any) -> None:
        # Cerberus makes the validators of groups and rows with settings of its own.
        if not settings.get("is_child") and not settings.keys() <= {"today"}:
            raise TypeError("Nothing can be set that would make the rules laxer.")
        super().__init__(schema=schema, **settings)
        self._thread = get_ident()

    def __call__(self, document: Mapping[Any, Any], **how: Any) -> bool:
        """Judge as ``validate`` does; cerberus calls the validators of groups and rows so."""
        return bool(super().validate(document, **how)) if self.is_child else self.validate(document, **how)

    def validate(self, document: Mapping[Any, Any], *, normalize: bool = False) -> bool:
        """Say whether ``document`` is sound; ``_errors`` holds what is not.

        Raises:
            TypeError: when it is no mapping, or is to be normalised too.
            RuntimeError: in a thread other than the one that made this validator.
        """
        if not isinstance(document, Mapping):
            # Cerberus would say so with the whole document in its words.
            raise TypeError("Only a mapping can be judged.")
        if get_ident() != self._thread:
            raise RuntimeError("A validator belongs to the thread that made it; make one for each document.")
        rules = self.schema
        if not normalize and isinstance(rules, PreparedRules) and rules.are_surely_kept(document, self._today):
            self.document, self._errors = document, errors.ErrorList()
            return True
        return bool(super().validate(document, normalize=normalize))

    @property
    def _today(self) -> date | None:
        # Kept in the configuration because that is what cerberus hands on to the validators of groups and rows.
        day: date | None = self._config.get("today")
        return day

    def _error(self, *args: Any) -> None:
        if len(args) > 1:
            super()._error(*args)
            return
        # As cerberus does it, but for sorting all of them again at each, here and in the tree it keeps by rule.
        for error in args[0]:
            self._errors.append(error)
            self.document_error_tree.add(error)
            self.error_handler.emit(error)

    def _error_inside(self, field: Any, steps: Sequence[Any], code: str) -> None:
        """Add a problem of a place inside ``field``."""
        path = (*self.document_path, field, *steps)
        rule_path = (*self.schema_path, field, code)
        self._error([ValidationError(path, rule_path, errors.CUSTOM.code, None, None, None, (code,))])

    def _BareValidator__normalize_mapping(self, mapping: Any, schema: Any) -> None:
        raise TypeError("Values are tidied by forms.normalise; here they are only judged.")

    def _BareValidator__validate_required_fields(self, document: Mapping[Any, Any]) -> None:
        super()._BareValidator__validate_required_fields(document)
        # Cerberus asks no rule of a field that is not there.
        for name, rules in self.schema.items():
            conditions = rules.get("required_if")
            absent = name not in document and not rules.get("required")
            if conditions and absent and is_wanted(conditions, document):
                self._error(name, errors.REQUIRED_FIELD)

    def _validate_required_if(self, conditions: Mapping[str, Sequence[str]], field: Any, value: Any) -> None:
        """{'type': 'dict', 'valuesrules': {'type': 'list'}}"""
        if is_missing(value) and is_wanted(conditions, self.document):
            self._error(field, "missing")
            self._drop_remaining_rules()

    def _validate_type(self, data_type: Any, field: Any, value: Any) -> None:
        """{'type': ['string', 'list'], 'check_with': 'type'}"""
        types = {data_type} if isinstance(data_type, str) else set(data_type)
        if "unknown" in types and is_unknown(value):
            # What is not known has no length, limit or format to be judged by.
            self._drop_remaining_rules()
        elif isinstance(value, float) and not math.isfinite(value) and types & {"float", "number"}:
            # NaN is neither below nor above any limit, so no later rule would stop it.
            self._error(field, "not-a-number")
            self._drop_remaining_rules()
        elif isinstance(value, int) and abs(value) > WHOLE_MOST and types & {"integer", "number"}:
            self._error(field, "too-many-digits")
            self._drop_remaining_rules()
        else:
            super()._validate_type(data_type, field, value)

    def _validate_nullable(self, nullable: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        super()._validate_nullable(nullable, field, value)
        if value is None:
            self._drop_remaining_rules()

    def _validate_empty(self, empty: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        super()._validate_empty(empty, field, "" if isinstance(value, str) and not value.strip() else value)

    def _validate_maxlength(self, max_length: int, field: Any, value: Any) -> None:
        """{'type': 'integer'}"""
        if _length(value) > max_length:
            self._error(field, errors.MAX_LENGTH)
            # The entries of a list that is too long are not looked at one by one.
            self._drop_remaining_rules()

    def _validate_minlength(self, min_length: int, field: Any, value: Any) -> None:
        """{'type': 'integer'}"""
        if not min_length <= _length(value) < math.inf:
            self._error(field, errors.MIN_LENGTH)

    def _validate_min(self, lowest: Any, field: Any, value: Any) -> None:
        """{'nullable': False}"""
        if not _in_order(lowest, value):
            self._error(field, errors.MIN_VALUE)

    def _validate_max(self, highest: Any, field: Any, value: Any) -> None:
        """{'nullable': False}"""
        if not _in_order(value, highest):
            self._error(field, errors.MAX_VALUE)

    def _validate_regex(self, pattern: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            self._error(field, "pattern")

    def _validate_lines(self, lines: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        if not isinstance(value, str) or has_refused(value) or (not lines and "\n" in value):
            self._error(field, "character")

    def _validate_format(self, name: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if not isinstance(value, str) or not FORMATS[name](value):
            self._error(field, name)

    def _validate_not_before(self, other: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if is_before(value, self.document.get(other)):
            self._error(field, "order")

    def _validate_not_future(self, wanted: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        if wanted and is_to_come(value, self._today):
            self._error(field, "future")

    def _validate_at_most_one(self, names: Sequence[str], field: Any, value: Any) -> None:
        """{'type': 'list', 'schema': {'type': 'string'}}"""
        if len(answered_of(names, value)) > 1:
            self._error(field, "only-one")

    def _validate_unique(self, name: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        for place in repeated_places(column(value, name)):
            self._error_inside(field, [place, name], "same-code")

    def _validate_distinct(self, wanted: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        for place in repeated_places(value) if wanted else ():
            self._error_inside(field, [place], "twice")

    def _validate_excludes_others(self, code: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if code in value and len(value) > 1:
            self._error(field, "excludes")


class PreparedRules(DefinitionSchema):  # type: ignore[misc]  # cerberus has no types
    """Rules looked through once, to be shared by threads and never changed."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        super().__init__(StrictValidator(), rules)
        self.are_surely_kept = sound_group(self.schema)


def _length(value: Any) -> float:
    # What has no length is longer than any limit: a rule that does not fit the type refuses.
    return len(value) if hasattr(value, "__len__") else math.inf


def _in_order(lower: Any, higher: Any) -> bool:
    # Cerberus passes over what cannot be compared.
    try:
        return bool(lower <= higher)
    except TypeError:
        return False


# Cerberus completes a class of its own at the first use, which two threads must not do at once.
StrictValidator({})
