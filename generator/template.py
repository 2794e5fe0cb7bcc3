"""Templates: one folder a paper, holding ``template.docx`` and ``manifest.yaml``.

The manifest says what the paper calls itself, which top-level names of a view it uses, what it must never show, and
which fields it is signed in. For whom it is, and when it may exist, is no matter of its wording: that stands in
``disclosure/papers.yaml``.

A translation lies in a folder of its own below, named by its language: a Word file of the same paragraphs, and a
manifest that says only its title, its language, what a screen reader says of the signature fields, and whom it is by
(``generator.translation``). All else is the English paper's. A translation that does not follow the English words of
today is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from generator.translation import NOT_YET, Translation, words_digest
from inconfidence.core.documents import SignatureField
from inconfidence.core.errors import NotFound, OutOfTurn, UsageError

DOCX, MANIFEST = "template.docx", "manifest.yaml"
WORDINGS = frozenset({"sample", "council"})
CONFORMANCES = frozenset({"outward", "internal"})
SIGNERS = frozenset({"seal", "guardian", "chair", "closing"})

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"\d+(\.\d+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Folder = Traversable | Path
Rules = Mapping[str, tuple[Callable[[Any], bool], str]]
"""Of each entry of a manifest: whether a value is right, and what it should be."""


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
    translation: Translation | None = None
    """Whom a translated paper is by; None for the English one."""


def list_templates(root: Folder) -> tuple[str, ...]:
    """Return the names of the templates in a folder, in order."""
    return tuple(sorted(folder.name for folder in root.iterdir() if folder.joinpath(MANIFEST).is_file()))


def list_languages(folder: Folder) -> tuple[str, ...]:
    """Return the languages a template is translated into, in order."""
    return tuple(sorted(each.name for each in folder.iterdir() if each.joinpath(MANIFEST).is_file()))


def load_template(folder: Folder, roles: Sequence[str], language: str = "") -> Template:
    """Load one template, to be filled for readers in ``roles`` only; without ``language`` the English one.

    Raises:
        NotFound: when the folder does not hold both files, or no translation into this language.
        UsageError: when the manifest is not right; the message lists everything wrong with it.
        OutOfTurn: the translation does not follow the English words of today.
    """
    manifest = _manifest(folder, folder.name, RULES, OPTIONAL)
    english = _template(folder.name, folder.joinpath(DOCX).read_bytes(), manifest, roles)
    return english if language in ("", english.language) else _translated(english, folder, language)


def _manifest(folder: Folder, name: str, rules: Rules, optional: frozenset[str]) -> Mapping[str, Any]:
    missing = [each for each in (DOCX, MANIFEST) if not folder.joinpath(each).is_file()]
    if missing:
        raise NotFound(f"The template {name!r} lacks {' and '.join(missing)}.")
    manifest = _mapping(name, folder.joinpath(MANIFEST).read_bytes())
    faults = list(_faults(manifest, rules, optional))
    if faults:
        raise _faulty(name, faults)
    return manifest


def _translated(english: Template, folder: Folder, language: str) -> Template:
    there = list_languages(folder)
    if language not in there:
        raise NotFound(
            f"The paper {english.name!r} is not translated into {language!r}.",
            hint=f"It exists in: {', '.join((english.language, *there))}.",
        )
    name, within = f"{english.name}/{language}", folder.joinpath(language)
    manifest = _manifest(within, name, TRANSLATION_RULES, frozenset())
    translation = Translation(**manifest["translation"])
    _check_follows(english, name, translation)
    if manifest["language"] != language or manifest["spoken"].keys() != {each.name for each in english.signing}:
        raise _faulty(name, ["its language or its signature fields are not those of its folder and its English paper"])
    return replace(
        english,
        docx=within.joinpath(DOCX).read_bytes(),
        title=manifest["title"],
        language=language,
        signing=tuple(replace(each, spoken=manifest["spoken"][each.name]) for each in english.signing),
        wording=manifest["wording"],
        translation=translation,
    )


def _check_follows(english: Template, name: str, translation: Translation) -> None:
    now = str(words_digest(english.title, english.docx))
    if (translation.follows, translation.follows_digest) != (english.version, now):
        raise OutOfTurn(
            f"The translation {name} is out of date: it follows version {translation.follows} of the English paper, "
            "whose words are others now.",
            hint="Make the paper in English, or have the translation done and checked anew; its manifest then says "
            f"that it follows version {english.version}, digest {now}.",
        )


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


def _faults(manifest: Mapping[str, Any], rules: Rules, optional: frozenset[str]) -> Iterator[str]:
    yield from (f"{key!r} is not known" for key in manifest if key not in rules)
    for key, (is_right, expected) in rules.items():
        if key not in manifest and key not in optional:
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


def _is_spoken(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_text(words) for words in value.values())


def _is_translation(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != TRANSLATION_KEYS or not all(map(_is_text, value.values())):
        return False
    return value["checked_on"] == NOT_YET or _is_day(value["checked_on"])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


SIGNATURE_KEYS = frozenset({"name", "role", "spoken", "required"})
OPTIONAL = frozenset({"wording"})
RULES: Rules = {
    "title": (_is_text, "text"),
    "version": (_matches(_VERSION), 'a version in quotes, such as "1.0"'),
    "never": (_is_list_of(_matches(_NAME), least=0), "a list of information classes, each once"),
    "language": (_matches(_LANGUAGE), "a language such as en-GB"),
    "names": (_is_list_of(_matches(_NAME)), "a list of top-level names, each once"),
    "conformance": (_is_one_of(CONFORMANCES), "outward or internal"),
    "wording": (_is_one_of(WORDINGS), "sample or council"),
    "signing": (_is_signing, "a list of fields with name, role and spoken, one of them the seal"),
}
TRANSLATION_KEYS = frozenset({"translator", "checker", "checked_on", "follows", "follows_digest"})
TRANSLATION_RULES: Rules = {
    "title": RULES["title"],
    "language": RULES["language"],
    "wording": RULES["wording"],
    "spoken": (_is_spoken, "what is said of each signature field, by its name"),
    "translation": (
        _is_translation,
        'translator, checker, checked_on (a day in quotes, or "not yet"), follows and follows_digest, all as text',
    ),
}
