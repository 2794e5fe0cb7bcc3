"""In which print and which language a paper is made: as asked for, or as its reader's record says.

Print and language are chosen apart from one another. A paper in large print or in another language has a row of its
own in the store, so that both can be made for one reader. A paper that is not translated is made in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.large_print import LARGE_PRINT, STANDARD
from generator.spoken import ENGLISH, TONGUES, code_of
from inconfidence.recipes import casework
from inconfidence.recipes.catalogue import languages
from inconfidence.recipes.disclosing import invitee_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import PERSONS_OF, Reader, row_of
from inconfidence.store import Case


@dataclass(frozen=True, slots=True)
class Variant:
    """A print ("standard", "large-print") and a language (en-GB, tr)."""

    print: str = STANDARD
    language: str = ENGLISH

    def row(self, name: str = STANDARD) -> str:
        """Return what the paper is filed under in the store, among the papers of one reader."""
        parts = (self.print if self.print != STANDARD else "", self.language if self.language != ENGLISH else "")
        told = [part for part in parts if part]
        return ".".join([*([] if told and name == STANDARD else [name]), *told])


def recorded(values: Mapping[str, Any], paper: str) -> Variant:
    """Return how somebody is to have a paper by their own record; in English where it is not translated for them."""
    language = code_of(str(values.get("language", "")))
    return Variant(
        LARGE_PRINT if values.get("format") == "large_print" else STANDARD,
        language if language in languages(paper) else ENGLISH,
    )


def language_read(row: str) -> str:
    """Return the English name of the language a paper filed under ``row`` is in."""
    last = row.rpartition(".")[2]
    return TONGUES[last].name if last in TONGUES else "English"


def own_values(home: Home, case: Case, reader: Reader) -> Mapping[str, Any]:
    """Return what is recorded of a reader themself, their language and format among it; nothing where nothing is."""
    if reader.role in ("invitee", "attendee") and reader.label:
        return casework.record_of_body("invitee", invitee_of(home, case, reader.label).details).values
    if reader.role not in ("referrer", *PERSONS_OF):
        return {}
    referral = casework.current(home, case.reference, f"referral-{case.kind}")
    referrer: Mapping[str, Any] = referral.values["referrer"]
    return referrer if reader.role == "referrer" else row_of(referral, reader.reference)
