"""Forms: untrusted bytes become a frozen record, or every problem at once. The only room that knows cerberus."""

from forms.council import fast_number_is_placeholder
from forms.dictionary import dictionary_page
from forms.intake import amended, council_settings, record_from_stored, record_of, take_in
from forms.json_schema import json_schema
from forms.plain_yaml import read_yaml
from forms.record import Record, to_json
from forms.schema import Field, Schema, all_fields, kinds, load_schema
from forms.warnings import warnings_of

__all__ = [
    "Field",
    "Record",
    "Schema",
    "all_fields",
    "amended",
    "council_settings",
    "dictionary_page",
    "fast_number_is_placeholder",
    "json_schema",
    "kinds",
    "load_schema",
    "read_yaml",
    "record_from_stored",
    "record_of",
    "take_in",
    "to_json",
    "warnings_of",
]
