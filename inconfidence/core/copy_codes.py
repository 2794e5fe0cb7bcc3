"""The code on one person's copy: fifty random bits and two check letters, in three groups of four (7K3M-9QXT-0AVW).

What was read off a page, or heard on the telephone, may be wrong in a letter or two. ``readings`` gives the codes it
may have been, the likeliest first; which of them was issued, the register says and nothing else.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from inconfidence.core import code_words
from inconfidence.core.code_words import Word
from inconfidence.core.identifiers import ALPHABET, BITS_A_LETTER, MISREAD, RandomBits

RANDOM_LETTERS = 10
LETTERS = RANDOM_LETTERS + code_words.CHECKS
GROUP = 4


def new_copy_code(random_bits: RandomBits = secrets.randbits) -> str:
    """Return a new code for one person's copy."""
    bits = random_bits(RANDOM_LETTERS * BITS_A_LETTER)
    letters = [(bits >> (BITS_A_LETTER * place)) & 31 for place in reversed(range(RANDOM_LETTERS))]
    return grouped(_written(code_words.checked(letters)))


def grouped(letters: str) -> str:
    """Return the letters of a code as they are printed and read aloud: in groups of four."""
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))


def letters_of(typed: str) -> str:
    """Return the letters of a code somebody typed, without what stands between them; look-alikes are mended."""
    return "".join(letter for letter in typed.upper().translate(MISREAD) if letter in ALPHABET)


def readings(typed: str) -> tuple[tuple[str, ...], ...]:
    """Return the codes that ``typed`` may stand for: with no letter wrong, with one, and with two.

    One wrong letter leaves one code; of two there are some sixty, and as many where a letter was left out or
    added, which counts as two. What is further off gives nothing.
    """
    letters = letters_of(typed)
    word = tuple(map(ALPHABET.index, letters))
    if len(word) != LETTERS:
        return (), (), tuple(dict.fromkeys(map(_written, filter(code_words.is_word, _of_right_length(word)))))
    if code_words.is_word(word):
        return (letters,), (), ()
    one = code_words.one_mended(word)
    return (), (_written(one),) if one else (), tuple(map(_written, code_words.two_mended(word)))


def _of_right_length(word: Word) -> Iterator[Word]:
    if len(word) == LETTERS + 1:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
    if len(word) == LETTERS - 1:
        yield from (code_words.filled(word, place) for place in range(LETTERS))


def _written(word: Word) -> str:
    return "".join(ALPHABET[letter] for letter in word)
