"""Ways in which any text can be written differently: hidden, spaced, disguised, encoded.

Written without the scan's own code and tables, so that the two cannot be wrong together. Each way returns None for a
text it cannot change (capitals of figures, full-width letters of Hebrew).
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

Way = Callable[[str], str | None]

NO_MARK = str.maketrans("ıİłŁøØđĐəßẹọṣẸỌṢ", "iIlLoOdDesEosEOS")
"""Letters whose mark does not come off by Unicode's decomposition, and how people type them without it."""
LOOK_ALIKE = str.maketrans("aceopxyiABCEHKMOPTXIs", "асеорхуіАВСЕНКМОРТХІѕ")
"""Latin letters and the Cyrillic ones that look the same."""
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
BOLD_CAPITALS, BOLD_SMALL, BOLD_FIGURES = 0x1D400, 0x1D41A, 0x1D7CE
LONG_ENOUGH_TO_BREAK = 4
ZERO_WIDTH, SOFT_HYPHEN, NO_BREAK = "\u200b", "\u00ad", "\u00a0"


def without_accents(text: str) -> str | None:
    """Return the text as somebody types it who has no accents on the keyboard."""
    plain = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return _if_other(text, plain.translate(NO_MARK))


def broken_over_lines(text: str) -> str | None:
    """Return the text with its longest word hyphenated across a line."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= LONG_ENOUGH_TO_BREAK]
    if not words:
        return None
    longest = max(words, key=len)
    half = len(longest) // 2
    return text.replace(longest, f"{longest[:half]}-\n{longest[half:]}", 1)


def letter_spaced(text: str) -> str:
    """Return the text with a blank between its letters and three between its words."""
    return "   ".join(" ".join(word) for word in text.split())


def camel_case(text: str) -> str | None:
    """Return the text as the name of something in a program."""
    words = re.findall(r"[^\W_]+", text)
    return _if_other(text, words[0].lower() + "".join(word[:1].upper() + word[1:].lower() for word in words[1:]))


def bold_letters(text: str) -> str | None:
    """Return the text in the mathematical letters that serve as bold type where there is none."""
    return _if_other(text, "".join(map(_bold, text)))


def _bold(letter: str) -> str:
    if "A" <= letter <= "Z":
        return chr(BOLD_CAPITALS + ord(letter) - ord("A"))
    if "a" <= letter <= "z":
        return chr(BOLD_SMALL + ord(letter) - ord("a"))
    return chr(BOLD_FIGURES + int(letter)) if letter in "0123456789" else letter


def _inside_words(text: str, sign: str) -> str:
    return re.sub(r"(?<=\w)(?=\w\w)", sign, text)


def _between_words(text: str, sign: str) -> str | None:
    return _if_other(text, re.sub(r"\s+", sign, text))


def _if_other(text: str, changed: str) -> str | None:
    return changed if changed != text else None


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")


AS_WRITTEN: Way = str
DISGUISED: Mapping[str, Way] = MappingProxyType(
    {
        "as written": AS_WRITTEN,
        "capitals": lambda text: _if_other(text, text.upper()),
        "small letters": lambda text: _if_other(text, text.lower()),
        "accents stripped": without_accents,
        "accents as signs of their own": lambda text: _if_other(text, unicodedata.normalize("NFD", text)),
        "doubled spaces": lambda text: _between_words(text, "  "),
        "no-break spaces": lambda text: _between_words(text, NO_BREAK),
        "a line for each word": lambda text: _between_words(text, "\n"),
        "underscores": lambda text: _between_words(text, "_"),
        "zero-width spaces": lambda text: _inside_words(text, ZERO_WIDTH),
        "soft hyphens": lambda text: _inside_words(text, SOFT_HYPHEN),
        "letter-spaced": letter_spaced,
        "full-width letters": lambda text: _if_other(text, text.translate(FULL_WIDTH)),
        "bold mathematical letters": bold_letters,
        "reversed": lambda text: text[::-1],
    }
)
"""What a careless or a cunning hand does to letters."""
OF_LETTERS: Mapping[str, Way] = MappingProxyType(
    {
        "look-alike letters": lambda text: _if_other(text, text.translate(LOOK_ALIKE)),
        "hyphenated across a line": broken_over_lines,
        "camel case": camel_case,
        "run together": lambda text: _between_words(text, ""),
    }
)
"""The same, where there are words of letters."""
ENCODED: Mapping[str, Way] = MappingProxyType(
    {
        "percent-encoded": lambda text: "".join(f"%{byte:02X}" for byte in _utf8(text)),
        "HTML entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
        "escapes of a program": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
        "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in _utf8(text)),
        "base64": lambda text: base64.b64encode(_utf8(text)).decode(),
        "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
        "hexadecimal": lambda text: _utf8(text).hex(),
    }
)
"""What programs do to letters."""
