"""The schemas as objects: ``schemas/<kind>/v<n>.yaml`` read once, checked, and turned into cerberus rules.

A field that does not say its information class, whose it is and how it is scanned for does not load: nothing could
then decide who may see it, or find it in a paper where it has no business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from forms.doubts import DOUBTS
from forms.formats import FORMATS
from forms.schema_files import kinds_by_document_kind, read_schema, sections_of, versions
from forms.validator import PreparedRules, StrictValidator
from inconfidence.core.errors import Failed, NotFound
from inconfidence.core.values import UNKNOWNS

LIST_MOST = 200
LINE_MOST = 200
TEXT_MOST = 10_000
SCALARS = ("string", "integer", "boolean", "date", "datetime", "time", "choice")
PEOPLE = ("referrer", "child", "family", "adult", "professional", "stakeholder", "invitee", "representative")
WHOSE = ("nobody", *PEOPLE, "task_holder", "staff")
SCANS = ("name", "contact", "identifier", "date", "address", "phrase", "none")
ASKED_OF = ("public", "professional", "office")
# A template writes `x.items`: a field of that name would be hidden behind the mapping's own method.
NAMES_TAKEN = ("copy", "get", "items", "keys", "values")
COUNTS = ("part", "total", "lone")
"""How an integer counts people: one of the parts of a total, such a total, or a count that stands for itself."""

WORDS = {"type": "string", "empty": False}
FIELD_RULES: dict[str, Any] = {
    "type": {"type": "string", "required": True, "allowed": [*SCALARS, "dict", "list", "rows"]},
    "label": {**WORDS, "required": True},
    "hint": WORDS,
    "error": WORDS,
    "class": {**WORDS, "required": True, "regex": "[a-z_]+"},
    "whose": {"type": "string", "required": True, "allowed": list(WHOSE)},
    "scan": {"type": "string", "required": True, "allowed": list(SCANS)},
    "asked_of": {"type": "string", "allowed": list(ASKED_OF)},
    "required": {"type": "boolean"},
    "derive": {**WORDS, "excludes": ["required", "default"]},
    "default": {"excludes": "required"},
    "options": {"type": "dict", "keysrules": {"type": "string", "regex": "[A-Za-z0-9_]+"}, "valuesrules": WORDS},
    "schema": {"type": "dict"},
    "first_rows": {"type": "dict", "keysrules": WORDS, "valuesrules": {"type": "list", "schema": WORDS}},
    "minlength": {"type": "integer"},
    "maxlength": {"type": "integer"},
    "min": {"type": "integer"},
    "max": {"type": "integer"},
    "regex": WORDS,
    "lines": {"type": "boolean"},
    "empty": {"type": "boolean"},
    "format": {"type": "string", "allowed": list(FORMATS)},
    "not_before": WORDS,
    "not_future": {"type": "boolean"},
    "required_if": {"type": "dict", "valuesrules": {"type": "list", "schema": WORDS}},
    "distinct": {"type": "boolean"},
    "excludes_others": WORDS,
    "unique": WORDS,
    "at_most_one": {"type": "list", "minlength": 2, "schema": WORDS},
    "each": {"type": "string", "allowed": list(PEOPLE)},
    "people": {"type": "string", "allowed": list(COUNTS)},
    "warn": {"type": "string", "allowed": list(DOUBTS)},
}
FIELD_JUDGE = PreparedRules(FIELD_RULES)
OF_ONE_VALUE = ("minlength", "maxlength", "min", "max", "regex", "lines", "empty", "format", "not_future")
PASSED_ON = (*OF_ONE_VALUE, "not_before", "required_if", "distinct", "excludes_others", "unique")


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a schema. ``path`` is dotted and has no list positions; ``fields`` are a group's or a row's own.

    ``each`` says that every row is one such person, known by its ``code``; ``people`` how an integer counts people;
    ``warn`` the check that may cast doubt on the value, and never refuses it; ``at_most_one`` the fields of a group
    or row of which only one may be answered.
    """

    name: str
    path: str
    type: str
    label: str
    information_class: str
    whose: str
    scan: str
    asked_of: str
    hint: str = ""
    error: str = ""
    required: bool = False
    derive: str = ""
    default: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    first_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    item: Field | None = None
    each: str = ""
    people: str = ""
    warn: str = ""
    at_most_one: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of record in one version: its fields, by name and by path, and the cerberus rules made of them."""

    kind: str
    version: int
    title: str
    retention: str
    fields: Mapping[str, Field]
    by_path: Mapping[str, Field]
    rules: Mapping[str, Any] = field(repr=False)


def kinds() -> tuple[str, ...]:
    """Return the kinds of record that have a schema, in alphabetical order."""
    return tuple(sorted(set(kinds_by_document_kind().values())))


def kind_of_document(document_kind: str) -> str | None:
    """Return the schema for what a document calls its kind (``survey`` is a task), or None."""
    return kinds_by_document_kind().get(document_kind)


@cache
def load_schema(kind: str, version: int | None = None) -> Schema:
    """Return the schema of ``kind`` in ``version``, or its newest.

    Raises:
        NotFound: when there is no such kind or version.
        Failed: when the file breaks a rule of this module; the message names the field.
    """
    if kind not in kinds():
        raise NotFound("There is no such kind of record.", hint="`inconfidence record kinds` lists them.")
    number = version or max(versions(kind))
    if number not in versions(kind):
        raise NotFound(f"There is no version {number} of the {kind} form.", hint="It may need a newer In Confidence.")
    return _schema(kind, number, read_schema(kind, number))


def all_fields(fields: Mapping[str, Field]) -> Iterator[Field]:
    """Yield every field, each group before what it holds."""
    for each in fields.values():
        yield each
        yield from all_fields(each.fields)


def _schema(kind: str, version: int, content: Any) -> Schema:
    fields: dict[str, Field] = {}
    for asked_of, entries in sections_of(content):
        fields.update(_fields(entries, kind, "", asked_of))
    return Schema(
        kind,
        version,
        content["title"],
        content["retention"],
        MappingProxyType(fields),
        MappingProxyType({each.path: each for each in all_fields(fields)}),
        PreparedRules(_rules_of_all(fields)),
    )


def _fields(entries: Mapping[str, Any], kind: str, path: str, asked_of: str) -> dict[str, Field]:
    made = {name: _field(name, entry, kind, f"{path}{name}", asked_of) for name, entry in entries.items()}
    for each in made.values():
        if not _knows_its_siblings(each, made):
            raise Failed(f"Schema {kind}: {each.path} rests on an answer there is not.", hint="Mend the schema.")
    return made


def _knows_its_siblings(each: Field, siblings: Mapping[str, Field]) -> bool:
    conditions = each.rules.get("required_if", {})
    offered = all(name in siblings and set(codes) <= set(siblings[name].options) for name, codes in conditions.items())
    return offered and each.rules.get("not_before", each.name) in siblings


def _field(name: str, entry: Mapping[str, Any], kind: str, path: str, asked_of: str) -> Field:
    _refuse_faults(name, entry, f"{kind}: {path}")
    made = Field(
        name,
        path,
        entry["type"],
        entry["label"],
        entry["class"],
        entry["whose"],
        entry["scan"],
        entry.get("asked_of", asked_of),
        entry.get("hint", ""),
        entry.get("error", ""),
        entry.get("required", False),
        entry.get("derive", ""),
        entry.get("default"),
        MappingProxyType(entry.get("options", {})),
        MappingProxyType({rule: entry[rule] for rule in PASSED_ON if rule in entry}),
        MappingProxyType({by: tuple(codes) for by, codes in entry.get("first_rows", {}).items()}),
        each=entry.get("each", ""),
        people=entry.get("people", ""),
        warn=entry.get("warn", ""),
        at_most_one=tuple(entry.get("at_most_one", ())),
    )
    return _with_contents(made, entry.get("schema", {}), kind)


def _with_contents(made: Field, schema: Mapping[str, Any], kind: str) -> Field:
    if made.type == "list":
        item = {"label": made.label, "class": made.information_class, "whose": made.whose, "scan": made.scan}
        required = {"required": True} if not schema.get("derive") else {}
        return replace(made, item=_field(made.name, {**item, **required, **schema}, kind, made.path, made.asked_of))
    contents = _fields(schema, kind, f"{made.path}.", made.asked_of)
    if made.type == "dict" and not made.required and any(inner.required for inner in contents.values()):
        raise Failed(f"Schema {kind}: {made.path} is optional but holds a required field.", hint="Mend the schema.")
    return replace(made, fields=MappingProxyType(contents))


def _refuse_faults(name: str, entry: Mapping[str, Any], where: str) -> None:
    judge = StrictValidator(FIELD_JUDGE)
    if not judge.validate(entry):
        wrong = ", ".join(sorted(judge.errors))
        raise Failed(f"Schema {where} does not load: {wrong} missing or wrong.", hint="Mend the schema.")
    options = entry.get("options", {})
    faults = (
        (name in NAMES_TAKEN, "the name would be hidden in a template"),
        ((entry["type"] == "choice") != bool(options), "a choice has options and nothing else has"),
        (any(UNKNOWNS.get(code, words) != words for code, words in options.items()), "an unknown has other words"),
        ((entry["type"] not in SCALARS) != bool(entry.get("schema")), "only a group or list has a schema"),
        ("each" in entry and not _tells_people_apart(entry), "rows that are people have a code, which is unique"),
        ("people" in entry and entry["type"] != "integer", "only a whole number counts people"),
        ("warn" in entry and entry["type"] not in SCALARS, "only a single value can be doubted"),
        (not _excludes_one_of_its_own(entry), "an answer that stands alone is none of its answers"),
        (not set(entry.get("at_most_one", ())) <= set(entry.get("schema", {})), "at most one of fields it has not"),
    )
    for faulty, what in faults:
        if faulty:
            raise Failed(f"Schema {where} does not load: {what}.", hint="Mend the schema.")


def _tells_people_apart(entry: Mapping[str, Any]) -> bool:
    return entry["type"] == "rows" and "code" in entry["schema"] and entry.get("unique") == "code"


def _excludes_one_of_its_own(entry: Mapping[str, Any]) -> bool:
    alone = entry.get("excludes_others")
    return alone is None or (entry["type"] == "list" and alone in entry["schema"].get("options", {}))


def _rules_of_all(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {name: _rules(each) for name, each in fields.items() if not each.derive}


def _rules(each: Field) -> dict[str, Any]:
    common: dict[str, Any] = {"required": each.required}
    group = {"type": "dict", "schema": _rules_of_all(each.fields)}
    if each.at_most_one:
        group["at_most_one"] = list(each.at_most_one)
    if each.type == "dict":
        return {**common, **group}
    if each.type in ("list", "rows"):
        entry = {**_rules(each.item), "required": False} if each.item else group
        bounds = {"maxlength": LIST_MOST, **each.rules, "empty": not each.required}
        return {**common, **bounds, "type": "list", "schema": entry}
    types = [each.type] if each.required or each.default is not None else [each.type, "unknown"]
    offered = {"allowed": tuple(each.options)} if each.type == "choice" else {}
    return {**common, "type": types, **offered, **(_text_rules(each) if each.type == "string" else {}), **each.rules}


def _text_rules(each: Field) -> dict[str, Any]:
    lines = each.rules.get("lines", False)
    return {"empty": False, "lines": lines, "maxlength": TEXT_MOST if lines else LINE_MOST}
