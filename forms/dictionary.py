"""The dictionary as a page: every kind of record and every field of it, in Markdown a records officer can read.

Made from the schemas alone, so that it says what the program does; the same schemas give the same page, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from forms.schema import Field, Schema, all_fields, kinds, load_schema
from forms.schema_files import kinds_by_document_kind
from inconfidence.core.values import UNKNOWNS

COLUMNS = ("Field", "Label", "Asked of", "Class", "Whose", "Looked for as", "Answer and rules")
ANSWERS_IN_A_CELL = 9
"""More answers than these stand in a list of their own."""
HEAD = f"""# The dictionary

Every kind of record and every field of it. This page is made from the schemas; change those, and make it again.

* **Field**: its name; `people.name` is the field `name` of each entry of `people`.
* **Asked of**: the public (anybody who rings), a professional, the office itself, or nobody: then it is worked out of
  the other answers.
* **Class**: the kind of information it is; the audience matrix says for each role which classes it may see.
* **Whose**: the person it is about or belongs to; some roles see only what is their own.
* **Looked for as**: how the leak scan looks for it in finished papers; "none" where a paper may always say it.
* **Needed**: without it nothing is taken in. Whatever is not needed may be left out, or answered with one of:
  {", ".join(f"{words.lower()} (`{code}`)" for code, words in UNKNOWNS.items())}. Left out
  means not asked; a blank is refused.
"""
TYPES: Mapping[str, str] = MappingProxyType(
    {"string": "words", "integer": "whole number", "boolean": "true or false", "date": "date", "time": "time of day"}
    | {"datetime": "date and time", "choice": "one of", "dict": "group", "list": "list", "rows": "entries"}
)
FORMAT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "phone": "UK telephone number, kept as typed",
        "postcode": "UK postcode by its shape",
        "email": "one e-mail address",
        "nhs_number": "ten digits with their check digit",
        "upn": "thirteen places with their check letter",
        "urn": "six digits",
        "uprn": "up to twelve digits",
        "usrn": "up to eight digits",
        "la_child_id": "up to 20 letters and digits",
        "social_worker": "SW and digits",
        "map_point": "latitude and longitude",
        "grid_reference": "two letters and digits",
        "partial_date": "a day, a month or a year, kept as said",
        "birth": "a day, a month, a year or an age, kept as said",
    }
)
DOUBT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "postcode": "letters no area has, or a pseudo postcode",
        "upn": "an authority that is not known",
        "secure_email": "a domain that is not secure",
        "referrer_email": "a professional's domain that is not secure",
        "vehicle_mark": "a mark as none is issued",
        "birth": "a birth after the day of receipt",
        "expected": "more than 40 weeks after receipt",
        "map_point": "a place outside the borders in the settings",
    }
)
COUNT_WORDS: Mapping[str, str] = MappingProxyType(
    {"part": "counts people, as part of a total", "total": "counts people, a total", "lone": "counts people"}
)


def dictionary_page() -> str:
    """Return the page, Markdown (CommonMark with tables), ending in a line end."""
    schemas = [load_schema(kind) for kind in kinds()]
    listed = "\n".join(f"* [{each.title}](#{_anchor(each)}) (`{each.kind}`)" for each in schemas)
    sections = [_section(each) for each in schemas]
    return "\n".join([HEAD, "## Kinds of record\n", listed, *sections, "\n## Long lists of answers", *_lists()]) + "\n"


def _anchor(schema: Schema) -> str:
    return f"kind-{schema.kind}"


def _section(schema: Schema) -> str:
    called = [name for name, kind in kinds_by_document_kind().items() if kind == schema.kind]
    named = ", ".join(f"`{name}`" for name in called)
    head = [
        f'\n## <a id="{_anchor(schema)}"></a>{schema.title}\n',
        f"A document of this kind calls itself {named}. Version {schema.version}; retained as {schema.retention}.\n",
        _row(COLUMNS),
        _row(["---"] * len(COLUMNS)),
    ]
    return "\n".join([*head, *(_row(_cells(each)) for each in all_fields(schema.fields))])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _cells(each: Field) -> list[str]:
    marks = ("nobody" if each.derive else each.asked_of, each.information_class, each.whose, each.scan)
    return [f"`{each.path}`", each.label, *marks, "; ".join(_rules(each))]


def _rules(each: Field) -> Iterator[str]:
    yield _type_words(each)
    if each.required:
        yield "**needed**"
    if each.each:
        yield f"each entry is one person ({each.each}), known by `code`"
    if each.people:
        yield COUNT_WORDS[each.people]
    yield from _limits(each)
    yield from _conditions(each)
    if each.warn:
        yield f"warning only: {DOUBT_WORDS[each.warn]}"


def _type_words(each: Field) -> str:
    field = each.item or each
    words = TYPES[field.type]
    if field.type == "choice":
        words += _options_words(field)
    if "format" in field.rules:
        words = FORMAT_WORDS[field.rules["format"]]
    return f"list; each {words}" if each.item else words


def _options_words(field: Field) -> str:
    if len(field.options) <= ANSWERS_IN_A_CELL:
        return ": " + ", ".join(f"{words} (`{code}`)" for code, words in field.options.items())
    number = list(_long_lists()).index(tuple(field.options.items())) + 1
    return f" {len(field.options)} answers: [list {number}](#list-{number})"


@cache
def _long_lists() -> Mapping[tuple[tuple[str, str], ...], str]:
    """Return the lists of answers that are too long for a cell, each with the label of the field that has it first."""
    found: dict[tuple[tuple[str, str], ...], str] = {}
    for each in (each for kind in kinds() for each in load_schema(kind).by_path.values()):
        field = each.item or each
        if len(field.options) > ANSWERS_IN_A_CELL:
            found.setdefault(tuple(field.options.items()), each.label)
    return MappingProxyType(found)


def _lists() -> Iterator[str]:
    for number, (options, label) in enumerate(_long_lists().items(), start=1):
        yield f'\n### <a id="list-{number}"></a>List {number}: {label}\n'
        yield "\n".join(f"* {words} (`{code}`)" for code, words in options)


def _limits(each: Field) -> Iterator[str]:
    rules, unit = each.rules, "entries" if each.type in ("list", "rows") else "characters"
    if "maxlength" in rules:
        yield f"at most {rules['maxlength']} {unit}"
    if {"min", "max"} <= set(rules):
        yield f"from {rules['min']} to {rules['max']}"
    if each.default is not None:
        yield f"`{each.default}` when left out" if each.default else "empty when left out"


def _conditions(each: Field) -> Iterator[str]:
    rules = each.rules
    if "not_before" in rules:
        yield f"not before `{rules['not_before']}`"
    if "excludes_others" in rules:
        yield f"`{rules['excludes_others']}` stands alone"
    for sibling, codes in rules.get("required_if", {}).items():
        yield f"needed when `{sibling}` is {' or '.join(f'`{code}`' for code in codes)}"
    if each.at_most_one:
        yield f"only one of {' and '.join(f'`{name}`' for name in each.at_most_one)}"
    if "not_future" in rules:
        yield "not in the future"
