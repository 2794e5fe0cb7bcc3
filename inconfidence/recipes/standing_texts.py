"""The council's standing texts in the language of a paper: legal basis, privacy, how to check it, if found.

A translation names who made it, who checked it, and the English texts it follows. When those are others now, no paper
is made in that language: nobody is told what nobody translated. A language nobody translated them into has them in
English, as the council wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from forms import Record
from generator.spoken import council_note
from inconfidence.core.digest import digest_of_data
from inconfidence.core.errors import OutOfTurn

TEXTS = ("legal_basis", "privacy_short", "privacy_long", "found_words", "check_words")
TRANSLATIONS = "translations"
DIGEST_LETTERS = 16


def council_in(council: Record, language: str) -> Record:
    """Return the settings as a paper in ``language`` has them, without the texts in any other.

    Raises:
        OutOfTurn: when the translation follows other English texts than those of now.
    """
    own = {**council.values, TRANSLATIONS: ()}
    found = next((each for each in council.values.get(TRANSLATIONS, ()) if each["language"] == language), None)
    if found is not None:
        _check_follows(council, found)
        own |= {name: found[name] for name in TEXTS}
        own["check_words"] = (*found["check_words"], council_note(language, found["translator"], found["checker"]))
    return Record(council.kind, council.schema_version, MappingProxyType(own), council.digest)


def english_texts(council: Record) -> str:
    """Return what the standing texts in English are known by."""
    texts = [council.values.get(name, "") for name in TEXTS]
    return digest_of_data([list(each) if isinstance(each, tuple) else each for each in texts])[:DIGEST_LETTERS]


def _check_follows(council: Record, found: Mapping[str, Any]) -> None:
    now = english_texts(council)
    if found["follows"] != now:
        raise OutOfTurn(
            f"The council's texts in the language {found['language']!r} follow other English ones than those of now.",
            hint=f'Have the translation renewed, then write follows = "{now}" beside it in council.toml.',
        )
