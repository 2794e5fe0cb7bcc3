"""Whose copy a page is from: by its file, by a code somebody typed, or by what can be read in a photograph.

What was read is only ever compared with the codes that were issued. A letter or two may be wrong; where two copies
are then equally near, nobody is named. Every look-up is kept in the store before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from disclosure import shipped_matrix
from distribution.tracing import Guess, guesses, is_pdf, lines_in, pictures_of, printed_codes, words_of
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import InputInvalid, NotFound, OutOfTurn, UsageError
from inconfidence.core.identifiers import PLAIN_WORD
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import split
from inconfidence.store import Agreement, Invitee, PersonalCopy

Way = Literal["file", "text", "photograph", "typed"]
KINDS_OF_CASE = ("individual", "group", "location")
NEEDED = ("copy", "invitee")
"""Classes of information that an answer holds: whose copy it is, and who that is."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: in which role, by staff number, and why (kept with the look-up)."""

    role: str
    number: str
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A copy's code as it was found: how, and how many letters of it were mended."""

    way: Way
    copy: PersonalCopy
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Traced:
    """Whose copy it is: the copy, the person, and the agreement it was given under, where one is noted."""

    sighting: Sighting
    invitee: Invitee
    agreement: Agreement | None

    def as_plain(self) -> dict[str, Any]:
        """Return it for a program to read; the person's name and role stand under ``person``."""
        copy, agreement = self.sighting.copy, self.agreement
        person = casework.record_of_body("invitee", self.invitee.details).values
        return {
            "found_by": self.sighting.way,
            "letters_mended": self.sighting.mended,
            "copy": copy.number,
            "code": copy.code,
            "reference": copy.reference,
            "case": copy.case,
            "file": copy.digest,
            "released": _moment(copy.released_at),
            "agreement": agreement
            and {
                "form_code": agreement.form_code,
                "wording": agreement.wording_version,
                "way": agreement.way,
                "signed": _moment(agreement.answered_at),
                "withdrawn": _moment(agreement.withdrawn_at),
                "file": agreement.signed_digest,
            },
            "person": {"number": self.invitee.number, "name": person["name"], "role": person["role"]},
        }


def trace(home: Home, asker: Asker, given: bytes | str) -> tuple[Traced, ...]:
    """Return whose copies a file shows, or a typed code belongs to; several only where several lie in one picture.

    Raises:
        UsageError: no such role, or a name where a staff number belongs.
        OutOfTurn: the role may not know whose copy is whose.
        InputInvalid: no reason was given, or the file is neither a PDF nor a picture.
        NotFound: no code that was issued could be read, or two are equally near.
        Failed: a photograph, and no program to read it.
    """
    _check_may_ask(home, asker)
    try:
        found = _typed(home, given) if isinstance(given, str) else _in_file(home, given)
    except NotFound:
        _note_not_told(home, asker, "nothing")
        raise
    return tuple(_told(home, asker, sighting) for sighting in found)


def may_ask(role: str) -> bool:
    """Say whether a role may know whose copy is whose, in every kind of case."""
    matrix = shipped_matrix()
    return all(matrix.cell(role, each, kind).kind == "allowed" for each in NEEDED for kind in KINDS_OF_CASE)


def _check_may_ask(home: Home, asker: Asker) -> None:
    split(asker.role)
    # A surname alone is a plain word too, and the table of look-ups holds this in clear.
    if not PLAIN_WORD.fullmatch(asker.number) or not any(letter.isdigit() for letter in asker.number):
        raise UsageError("Whoever asks is named by a staff number or code, not by name.", hint="It has a digit in it.")
    if not asker.reason.strip():
        raise InputInvalid("A look-up needs a reason, which is kept with it.", hint="Say why in a few words.")
    if not may_ask(asker.role):
        _note_not_told(home, asker, "refused")
        allowed = ", ".join(sorted(role for role in shipped_matrix().roles if may_ask(role)))
        raise OutOfTurn(
            "That role may not know whose copy is whose (the matrix: copy, invitee).",
            hint=f"Those that may: {allowed}.",
        )


def _note_not_told(home: Home, asker: Asker, outcome: Literal["nothing", "refused"]) -> None:
    with home.store.writing() as held:
        held.lookups.not_told(outcome, role=asker.role, asked_by=asker.number, at=home.clock.now())


def _told(home: Home, asker: Asker, sighting: Sighting) -> Traced:
    copy = sighting.copy
    with home.store.writing() as held:
        held.lookups.found(copy.reference, asker.reason, role=asker.role, asked_by=asker.number, at=home.clock.now())
        agreement = held.agreements.by_signed(copy.agreement) if copy.agreement else None
        return Traced(sighting, held.invitees.get(copy.invitee), agreement)


def _typed(home: Home, code: str) -> tuple[Sighting, ...]:
    near = _nearest(home, "typed", list(guesses(code)))
    if len(near) > 1 and near[0].mended:
        raise NotFound(
            f"{len(near)} copies have codes that are equally near to what was typed; nobody is named.",
            hint="Read the code again from another place on the page.",
        )
    return _found(near, "Read the code again from the foot or the side of a page.")


def _in_file(home: Home, content: bytes) -> tuple[Sighting, ...]:
    with home.store.reading() as held:
        released = held.copies.by_digest(digest_of(content))
    if released is not None:
        return (Sighting("file", released),)
    seen = _in_paper(home, content) if is_pdf(content) else _in_photograph(home, content)
    return _found(seen, "Read the code off the page yourself, and type what can be read of it.")


def _in_paper(home: Home, content: bytes) -> tuple[Sighting, ...]:
    in_words = _sightings(home, "text", (list(printed_codes(words)) for words in words_of(content)))
    return in_words or next(filter(None, (_in_photograph(home, each) for each in pictures_of(content))), ())


def _in_photograph(home: Home, content: bytes) -> tuple[Sighting, ...]:
    tries = (_sightings(home, "photograph", (list(guesses(line)) for line in lines)) for lines in lines_in(content))
    return next(filter(None, tries), ())


def _sightings(home: Home, way: Way, guessed: Iterable[list[Guess]]) -> tuple[Sighting, ...]:
    """Return the copies whose codes were read, each once and as near as it was anywhere."""
    nearest: dict[str, Sighting] = {}
    for each in guessed:
        near = _nearest(home, way, each)
        # Two codes read whole are two pages in one picture; two that are equally far off are no answer.
        for sighting in () if len(near) > 1 and near[0].mended else near:
            earlier = nearest.setdefault(sighting.copy.reference, sighting)
            nearest[sighting.copy.reference] = min(earlier, sighting, key=_mended)
    return tuple(nearest.values())


def _nearest(home: Home, way: Way, guessed: Sequence[Guess]) -> tuple[Sighting, ...]:
    """Return the copies whose codes are nearest to what was read in one place."""
    wrong: dict[str, int] = {}
    for guess in guessed:
        wrong[guess.code] = min(guess.wrong, wrong.get(guess.code, guess.wrong))
    with home.store.reading() as held:
        issued = held.copies.among(wrong)
    fewest = min((wrong[code] for code in issued), default=0)
    return tuple(Sighting(way, copy, fewest) for code, copy in issued.items() if wrong[code] == fewest)


def _mended(sighting: Sighting) -> int:
    return sighting.mended


def _found(sightings: tuple[Sighting, ...], hint: str) -> tuple[Sighting, ...]:
    if not sightings:
        raise NotFound("No code that was issued here could be read.", hint=hint)
    return sightings


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
