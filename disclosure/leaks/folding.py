"""One form for all the ways a text can be written: case, accents, compatibility forms, hidden letters, other scripts.

``cleaned`` is what a passage is searched in: case kept (a name is known by its capital), everything invisible gone,
words broken over lines whole again. ``keys`` are the forms a word is compared by.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from disclosure.leaks.scripts import LATIN, LOOKALIKES, TO_LATIN

WORD = re.compile(r"[^\W_]+")
BROKEN = re.compile(
    r"[-\u2010\u2011](?<=[^\W\d_].)[ \t]*\r?\n\s*(?=[^\W\d_])|[\u00ad\x02\ufffe][ \t]*\r?\n?\s*",
    re.DOTALL,
)
"""A word that goes on in the next line: behind a hyphen, or a soft hyphen in any form that readers give it."""
SPACED_PERHAPS = re.compile(r"[ .\-][^\W_][ .\-]{1,6}[^\W_][ .\-]")
SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ .\-]{1,6}){3,}[^\W_](?![^\W_])")
WIDE_GAP = re.compile(r" +([.\-]) +| {2,4}|[ .\-]+")
"""Between the letters of a letter-spaced text: a sign set apart, the gap between two words, or nothing."""
PLAIN_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
}
ASCII_LETTER = re.compile("[a-z]")
LATIN_FOLD = str.maketrans(LATIN)

SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("tsch|tch|sch|dzh|zh|sh|ch|cz|sz|ts|tz|dj|j|z|c(?=[eiy])"), "s"),
    (re.compile("kh"), "h"),
    (re.compile("ph|bh|[bfv]"), "p"),
    (re.compile("gh"), "g"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ck|q|c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("h$|[aeiouyw]"), ""),
)
"""From spelling to consonants, one step after another: what two scripts have in common."""


def cleaned(text: str) -> str:
    """Return ``text`` with its case, and without what only hides words: marks, joiners, line ends, letter spacing."""
    plain = text if text.isascii() else _unmarked(text)
    joined = BROKEN.sub("", plain.replace("\x00", ""))
    return SPACED.sub(_closed_up, joined) if SPACED_PERHAPS.search(joined) else joined


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """Return the forms a cleaned word is compared by: plain letters first, then as it sounds and as it looks."""
    folded = word.casefold()
    if folded.isascii():
        return (folded,)
    plain = folded.translate(LATIN_FOLD)
    if plain.isascii():
        return (plain,)
    sounds, looks = plain.translate(TO_LATIN), plain.translate(LOOKALIKES)
    # A word that mixes alphabets is a disguise: it is what it looks like.
    mixed = ASCII_LETTER.search(plain) is not None
    likely = dict.fromkeys((looks, sounds, plain) if mixed else (sounds, looks, plain))
    return tuple(each for each in likely if each and (each.isascii() or each == plain))


def key(word: str) -> str:
    """Return the first of the forms a word is compared by."""
    return keys(word)[0] if word else ""


def is_foreign(word: str) -> bool:
    """Say whether a cleaned word is written in letters other than Latin ones."""
    return not word.isascii() and not word.casefold().translate(LATIN_FOLD).isascii()


@lru_cache(maxsize=20_000)
def skeletons(plain: str) -> frozenset[str]:
    """Return the consonants of a word in plain letters, sounds that scripts confuse written alike.

    There are several where ``ch`` stands, said as in "chair" or as in "loch", where a silent ``h`` may, and where
    ``j``, ``w`` and ``ck`` are said as in Polish and German.
    """
    as_said = plain.replace("j", "y").replace("w", "v")
    said = (plain, plain.replace("ch", "kh"), plain.replace("hd", "d"), as_said, as_said.replace("ck", "tsk"))
    return frozenset(map(_consonants, said))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a value as they are compared: cleaned, in plain letters."""
    return tuple(key(word) for word in WORD.findall(cleaned(text)))


def squashed(text: str) -> str:
    """Return a value in plain letters and digits alone."""
    return "".join(words_of(text))


def _consonants(plain: str) -> str:
    for pattern, replacement in SOUNDS:
        plain = pattern.sub(replacement, plain)
    return plain


def _unmarked(text: str) -> str:
    # Compatibility first (full-width letters, ligatures, no-break spaces), with the marks apart from their letters.
    apart = unicodedata.normalize("NFKD", BROKEN.sub("", text))
    # What a sign becomes is ASCII, so that none is replaced twice; few letters of a text are replaced at all.
    for each in set(apart):
        if not each.isascii() and each != (plain := _plain_sign(each)):
            apart = apart.replace(each, plain)
    return unicodedata.normalize("NFC", apart)


@lru_cache(maxsize=20_000)
def _plain_sign(each: str) -> str:
    if each in PLAIN_SIGNS:
        return PLAIN_SIGNS[each]
    if unicodedata.category(each)[0] in "MC":
        return ""
    return str(unicodedata.digit(each)) if each.isdigit() else each


def _closed_up(found: re.Match[str]) -> str:
    return WIDE_GAP.sub(_gap, found[0])


def _gap(found: re.Match[str]) -> str:
    return found[1] or (" " if found[0].isspace() and len(found[0]) > 1 else "")
