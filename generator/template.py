"""Templates: one folder a paper, holding ``template.docx`` and ``manifest.yaml``.

The manifest says what the paper calls itself, which top-level names of a view it uses, what it must never show, and
which fields it is signed in. For whom it is, and when it may exist, is no matter of its wording: that stands in
``disclosure/papers.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from inconfidence.core.documents import SignatureField
from inconfidence.core.errors import NotFound, UsageError

DOCX, MANIFEST = "template.docx", "manifest.yaml"
WORDINGS = frozenset({"sample", "council"})
CONFORMANCES = frozenset({"outward", "internal"})
SIGNERS = frozenset({"seal", "guardian", "chair"})

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"\d+(\.\d+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Folder = Traversable | Path


@dataclass(frozen=True, slots=True)
class Template:
    """A paper that can be filled: its Word file, what its manifest says of it, and the roles it may be filled for."""

    name: str
    docx: bytes = field(repr=False)
    title: str
    version: str
    roles: tuple[str, ...]
    never: tuple[str, ...]
    language: str
    names: tuple[str, ...]
    conformance: Literal["outward", "internal"]
    signing: tuple[SignatureField, ...]
    wording: Literal["sample", "council"] = "council"
    """Whose words it holds: a sample text is what we ship, until a council has made it its own."""


def list_templates(root: Folder) -> tuple[str, ...]:
    """Return the names of the templates in a folder, in order."""
    return tuple(sorted(folder.name for folder in root.iterdir() if folder.joinpath(MANIFEST).is_file()))


def load_template(folder: Folder, roles: Sequence[str]) -> Template:
    """Load one template, to be filled for readers in ``roles`` only.

    Raises:
        NotFound: when the folder does not hold both files.
        UsageError: when the manifest is not right; the message lists everything wrong with it.
    """
    missing = [name for name in (DOCX, MANIFEST) if not folder.joinpath(name).is_file()]
    if missing:
        raise NotFound(f"The template {folder.name!r} lacks {' and '.join(missing)}.")
    manifest = _mapping(folder.name, folder.joinpath(MANIFEST).read_bytes())
    faults = list(_faults(manifest))
    if faults:
        raise _faulty(folder.name, faults)
    return _template(folder.name, folder.joinpath(DOCX).read_bytes(), manifest, roles)


def _template(name: str, docx: bytes, manifest: Mapping[str, Any], roles: Sequence[str]) -> Template:
    return Template(
        name=name,
        docx=docx,
        title=manifest["title"],
        version=manifest["version"],
        roles=tuple(roles),
        never=tuple(manifest["never"]),
        language=manifest["language"],
        names=tuple(manifest["names"]),
        conformance=cast(Literal["outward", "internal"], manifest["conformance"]),
        signing=tuple(SignatureField(**entry) for entry in manifest["signing"]),
        wording=cast(Literal["sample", "council"], manifest.get("wording", "council")),
    )


def _mapping(name: str, content: bytes) -> Mapping[str, Any]:
    try:
        manifest = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f" (line {mark.line + 1})"
        raise _faulty(name, [f"it is not YAML{where}"]) from None
    if not isinstance(manifest, dict):
        raise _faulty(name, ["it is not a list of names and values"])
    return manifest


def _faulty(name: str, faults: list[str]) -> UsageError:
    return UsageError(f"{name}/{MANIFEST}: {'; '.join(faults)}.", hint="Put the manifest right as the message says.")


def _faults(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key!r} is not known" for key in manifest if key not in RULES)
    for key, (is_right, expected) in RULES.items():
        if key not in manifest and key not in OPTIONAL:
            yield f"{key!r} is missing"
        elif key in manifest and not is_right(manifest[key]):
            yield f"{key!r} should be {expected}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_one_of(options: frozenset[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in options


def _is_list_of(is_right: Callable[[Any], bool], least: int = 1) -> Callable[[Any], bool]:
    """Return a check for a list of at least so many different right values."""

    def check(value: Any) -> bool:
        right = isinstance(value, list) and len(value) >= least and all(is_right(one) for one in value)
        return right and len(set(value)) == len(value)

    return check


def _is_signing(value: Any) -> bool:
    if not isinstance(value, list) or not all(_is_signature(one) for one in value):
        return False
    names = [one["name"] for one in value]
    return len(set(names)) == len(names) and [one["role"] for one in value].count("seal") == 1


def _is_signature(value: Any) -> bool:
    if not isinstance(value, dict) or not {"name", "role", "spoken"} <= value.keys() <= SIGNATURE_KEYS:
        return False
    named = _matches(_NAME)(value["name"]) and _is_text(value["spoken"])
    return named and _is_one_of(SIGNERS)(value["role"]) and isinstance(value.get("required", True), bool)


SIGNATURE_KEYS = frozenset({"name", "role", "spoken", "required"})
OPTIONAL = frozenset({"wording"})
RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "title": (_is_text, "text"),
    "version": (_matches(_VERSION), 'a version in quotes, such as "1.0"'),
    "never": (_is_list_of(_matches(_NAME), least=0), "a list of information classes, each once"),
    "language": (_matches(_LANGUAGE), "a language such as en-GB"),
    "names": (_is_list_of(_matches(_NAME)), "a list of top-level names, each once"),
    "conformance": (_is_one_of(CONFORMANCES), "outward or internal"),
    "wording": (_is_one_of(WORDINGS), "sample or council"),
    "signing": (_is_signing, "a list of fields with name, role and spoken, one of them the seal"),
}
