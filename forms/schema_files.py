"""The files of the dictionary, put together: ``schemas/<kind>/v<n>.yaml`` with the parts and answers it names.

Three words let the files say a thing once:

    include: [child]      in a list of fields: the fields of these parts (``schemas/parts``), in this order
    seen: {label: ...}    beside it, a field of an included part: what is said here replaces or adds to what it said
    answers: yes_no       in a field: the options of that name (``schemas/answers``)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from forms.plain_yaml import read_yaml
from inconfidence.core.errors import Failed

INCLUDE, ANSWERS = "include", "answers"


@cache
def kinds_by_document_kind() -> Mapping[str, str]:
    """Return for each kind a document may call itself the schema it is read by."""
    return MappingProxyType(read_yaml(files("schemas") / "kinds.yaml"))


@cache
def versions(kind: str) -> tuple[int, ...]:
    """Return the versions a kind has a file for."""
    names = [entry.name for entry in (files("schemas") / kind).iterdir()]
    return tuple(int(name[1:-5]) for name in names if name.startswith("v") and name.endswith(".yaml"))


def read_schema(kind: str, version: int) -> Mapping[str, Any]:
    """Return the content of one schema file: its title and what it is retained under, and its sections.

    Raises:
        Failed: when the file is missing or is not plain YAML.
    """
    content: Mapping[str, Any] = read_yaml(files("schemas") / kind / f"v{version}.yaml")
    return content


def sections_of(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give for each section of a schema whom it is asked of, and its fields with all that they include.

    Raises:
        Failed: when a part or a set of answers is named that does not exist.
    """
    for section in content["sections"]:
        yield section.get("asked_of", "office"), expanded(section["fields"])


def expanded(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the parts they include in their places and every named set of answers written out."""
    made: dict[str, Any] = {}
    for name, entry in entries.items():
        for part in [_named("parts", each) for each in entry] if name == INCLUDE else [{name: entry}]:
            made = _merged(made, part)
    return {name: _whole(entry) for name, entry in made.items()}


def _whole(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    whole = dict(entry)
    if ANSWERS in whole:
        whole["options"] = {**_named("answers", whole.pop(ANSWERS)), **whole.get("options", {})}
    if isinstance(whole.get("schema"), Mapping):
        inner = whole["schema"]
        whole["schema"] = _whole(inner) if whole.get("type") == "list" else expanded(inner)
    return whole


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(base)
    for name, value in change.items():
        both = isinstance(value, Mapping) and isinstance(made.get(name), Mapping)
        made[name] = _merged(made[name], value) if both else value
    return made


def _named(folder: str, name: str) -> Mapping[str, Any]:
    entries = _shared(folder)
    if name not in entries:
        raise Failed(f"The dictionary has nothing called {name} among its {folder}.", hint="Mend the schema.")
    found: Mapping[str, Any] = entries[name]
    return expanded(found) if folder == "parts" else found


@cache
def _shared(folder: str) -> Mapping[str, Any]:
    return MappingProxyType(read_yaml(files("schemas") / folder / "v1.yaml"))
