"""The strict base validator: cerberus with its known holes closed.

Plain cerberus 1.3.8 takes True for an integer and a datetime for a date, lets NaN pass any limit, finds ``"  "``
not empty and lets ``"aaa\\n"`` match ``a+``; and one validator shared by threads mixes their verdicts up. So: one
instance a call, values tidied before they come here (``forms.normalise``), and the rules below.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import Any

from cerberus import TypeDefinition, Validator

from forms.characters import has_refused
from forms.formats import is_email, is_nhs_number, is_phone, is_postcode
from inconfidence.core.values import UNKNOWNS, Choice

FORMATS = {"phone": is_phone, "postcode": is_postcode, "email": is_email, "nhs_number": is_nhs_number}


class StrictValidator(Validator):  # type: ignore[misc]  # cerberus has no types
    """Rules for values that are already tidied. Make one for each document; never share it between threads."""

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
        "unknown": TypeDefinition("unknown", (Choice,), ()),
    }

    def _validate_type(self, data_type: Any, field: Any, value: Any) -> None:
        """{'type': ['string', 'list'], 'check_with': 'type'}"""
        if isinstance(value, float) and not math.isfinite(value):
            # NaN is neither below nor above any limit, so no later rule would stop it.
            self._error(field, "not-a-number")
            self._drop_remaining_rules()
            return
        super()._validate_type(data_type, field, value)
        if isinstance(value, Choice) and value in UNKNOWNS:
            # What is not known has no length, limit or format to be judged by.
            self._drop_remaining_rules()

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
        super()._validate_maxlength(max_length, field, value)
        if len(value) > max_length:
            # The entries of a list that is too long are not looked at one by one.
            self._drop_remaining_rules()

    def _validate_regex(self, pattern: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if isinstance(value, str) and re.fullmatch(pattern, value) is None:
            self._error(field, "pattern")

    def _validate_lines(self, lines: bool, field: Any, value: Any) -> None:
        """{'type': 'boolean'}"""
        if has_refused(value) or (not lines and "\n" in value):
            self._error(field, "character")

    def _validate_format(self, name: str, field: Any, value: Any) -> None:
        """{'type': 'string', 'allowed': ['phone', 'postcode', 'email', 'nhs_number']}"""
        if not FORMATS[name](value):
            self._error(field, name)

    def _validate_not_before(self, other: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        earlier = self.document.get(other)
        if type(earlier) is type(value) and value < earlier:
            self._error(field, "order")
