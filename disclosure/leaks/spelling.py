"""The spellings of one word of a name: ü as ü, u or ue; ş as s or sh; in its own letters and in Latin ones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from disclosure.leaks.everyday import is_everyday
from disclosure.leaks.folding import WORD, cleaned, is_foreign, keys, skeletons

TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh"}
)
ONE_LETTER = (("ae", "a"), ("oe", "o"), ("ue", "u"))
CONTRACTED_LEAST = 5
"""Letters: shorter names ("Sue") are not read as if their vowels were one ("Su")."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One word of a name in every form it is spelled in, the usual one first; ``rare`` when no everyday word.

    ``in_text`` has the endings a name takes as well; ``bones`` are its consonants, for other alphabets;
    ``backward`` are its forms read from the end.
    """

    usual: str
    forms: frozenset[str]
    in_text: frozenset[str]
    bones: frozenset[str]
    rare: bool
    foreign: bool
    backward: frozenset[str]


def spellings_of(word: str) -> tuple[Spelling, ...]:
    """Return the spellings of each part of a word of a value (``O'Brien`` and ``Hartmann-Lewis`` have two)."""
    plain = WORD.findall(cleaned(word))
    written = WORD.findall(unicodedata.normalize("NFC", word))
    return tuple(map(_spelling, plain, written if len(written) == len(plain) else plain))


def _spelling(plain: str, written: str) -> Spelling:
    ours = keys(plain)
    longer = [form for each in WORD.findall(cleaned(written.casefold().translate(TWO_LETTERS))) for form in keys(each)]
    forms = {*ours, *longer}
    forms |= {form.replace(two, one) for form in forms for two, one in ONE_LETTER if len(form) >= CONTRACTED_LEAST}
    bones = frozenset(each for form in ours if form.isascii() for each in skeletons(form))
    in_text = frozenset(form + end for form in forms for end in ("", "s", "es"))
    # A letter of another alphabet may be two of ours: backward, they stay in their order.
    backward = frozenset({*keys(plain[::-1]), *(form[::-1] for form in forms)})
    return Spelling(ours[0], frozenset(forms), in_text, bones, not is_everyday(ours[0]), is_foreign(plain), backward)
