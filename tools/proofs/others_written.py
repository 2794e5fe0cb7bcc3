"""The forms in which telephone numbers, e-mail addresses, identifiers, dates, addresses and texts are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from tools.proofs.ways_of_writing import DISGUISED, ENCODED, OF_LETTERS, Way

FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
MONTHS += ("November", "December")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ORDINALS = {1: "first", 5: "fifth", 12: "twelfth", 17: "seventeenth", 23: "twenty-third"}
"""The days of the dates that are planted."""
YEARS = {2008: "two thousand and eight", 2011: "two thousand and eleven", 2012: "twenty twelve"}
SHORT_STREET = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Lane": "Ln", "Gardens": "Gdns"}
PART_OF_A_TEXT = slice(3, 13)
"""Words: ten in a row from the middle of a text."""


def _digits(value: str) -> str:
    return re.sub(r"\D", "", value)


def _said(digits: str, nought: str = "zero") -> str:
    return " ".join(FIGURES[int(each)] if each != "0" else nought for each in digits)


def telephone(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a UK telephone number that begins with 0."""
    digits = _digits(value)
    rest = digits[1:]
    yield "no spaces", digits
    yield "+44", f"+44 {rest[:4]} {rest[4:]}"
    yield "+44 without spaces", f"+44{rest}"
    yield "0044", f"0044 {rest[:2]} {rest[2:6]} {rest[6:]}"
    yield "+44 (0)", f"+44 (0) {rest[:4]} {rest[4:7]} {rest[7:]}"
    yield "brackets", f"({digits[:5]}) {digits[5:]}"
    yield "hyphens", f"{digits[:5]}-{digits[5:8]}-{digits[8:]}"
    yield "dots", f"{digits[:5]}.{digits[5:8]}.{digits[8:]}"
    yield "slashes", f"{digits[:5]}/{digits[5:]}"
    yield "in pairs", " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    yield "as a link", f"tel:+44{rest}"
    yield "with an extension", f"{digits} ext. 12"
    yield "without its first nought", rest
    yield "underscores between figures", "_".join((digits[:5], digits[5:8], digits[8:]))
    yield "Arabic figures", digits.translate(ARABIC)
    yield "over two lines", f"{digits[:5]}\n{digits[5:]}"
    yield "in words", _said(digits)
    yield "in words, oh for nought", _said(digits, "oh")
    yield "in a sentence", f"She said to ring {value} after six."


def email(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of an e-mail address."""
    local, domain = value.split("@")
    said = domain.replace(".", " dot ")
    yield "at and dot in words", f"{local.replace('.', ' dot ')} at {said}"
    yield "at in square brackets", f"{local}[at]{domain.replace('.', '[dot]')}"
    yield "at in round brackets", f"{local} (at) {domain}"
    yield "as a link", f"mailto:{value}"
    yield "blanks around the signs", f"{local} @ {domain.replace('.', ' . ')}"
    yield "AT in capitals", f"{local} AT {domain}"
    yield "broken behind the sign", f"{local}@\n{domain}"
    yield "with what it is for", f"{local}+papers@{domain}"
    yield "first part alone", local
    yield "in a sentence", f"Please write to {value}, not to the house."


def identifier(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a number or mark of letters and figures."""
    plain = re.sub(r"[\s-]", "", value)
    yield "no spaces", plain
    yield "hyphens", re.sub(r"[\s-]", "-", value)
    yield "dots", re.sub(r"[\s-]", ".", value)
    yield "slashes", re.sub(r"[\s-]", "/", value)
    yield "spaces", re.sub(r"[\s-]", " ", value)
    yield "in fours", " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    yield "in a link", f"https://papers.example/?of={plain}&page=2"
    yield "with what it is", f"No.{plain}"
    yield "in the name of a file", f"{plain.lower()}.pdf"
    yield "over two lines", f"{plain[: len(plain) // 2]}\n{plain[len(plain) // 2 :]}"
    yield "in a sentence", f"The number on the card was {value}, he said."
    if plain.isdigit():
        yield "Arabic figures", plain.translate(ARABIC)
        yield "in words", _said(plain)


def day(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a date given as ISO 8601."""
    on = date.fromisoformat(value)
    month, short = MONTHS[on.month - 1], MONTHS[on.month - 1][:3]
    yield "day month year", f"{on.day} {month} {on.year}"
    yield "two figures and a short month", f"{on.day:02} {short} {on.year}"
    yield "ordinal", f"{on.day}{_ordinal(on.day)} {month} {on.year}"
    yield "ordinal of", f"{on.day}{_ordinal(on.day)} of {month}, {on.year}"
    yield "month first", f"{month} {on.day}, {on.year}"
    yield "weekday before it", f"{on:%A} {on.day} {month} {on.year}"
    yield "slashes", f"{on:%d/%m/%Y}"
    yield "slashes, month first", f"{on:%m/%d/%Y}"
    yield "slashes, short year", f"{on.day}/{on.month}/{on:%y}"
    yield "dots", f"{on.day}.{on.month}.{on.year}"
    yield "hyphens", f"{on:%d-%m-%Y}"
    yield "blanks", f"{on.day} {on.month} {on.year}"
    yield "year first with slashes", f"{on:%Y/%m/%d}"
    yield "compact", f"{on:%Y%m%d}"
    yield "compact, day first", f"{on:%d%m%Y}"
    yield "short month joined", f"{on:%d}{short.upper()}{on.year}"
    yield "apostrophe for the century", f"{on.day} {short} '{on:%y}"
    yield "year first with the month in words", f"{on.year} {month} {on.day}"
    yield "month in Roman figures", f"{on.day}.{ROMAN[on.month - 1]}.{on.year}"
    yield "day in words", f"the {ORDINALS[on.day]} of {month} {on.year}"
    yield "all in words", f"{ORDINALS[on.day]} {month} {YEARS[on.year]}"
    yield "midnight of a program", f"{value}T00:00:00"
    yield "in a sentence", f"He was born on {on.day} {month} {on.year} in the north."


def _ordinal(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")


def postcode(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a postcode."""
    outward, inward = value.split()
    yield "no space", outward + inward
    yield "hyphen", f"{outward}-{inward}"
    yield "dot", f"{outward}.{inward}"
    yield "plus sign", f"{outward}+{inward}"
    yield "over two lines", f"{outward}\n{inward}"
    yield "in a link", f"https://maps.example/?q={outward}%20{inward}"
    yield "behind a town", f"Thornmere {value}, England"
    yield "in brackets", f"({value})"
    yield "in the name of a file", f"{outward}{inward}.pdf".lower()
    yield "in a sentence", f"They moved to {value} in the spring."


def house(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a line of an address that begins with a number."""
    number, *street = value.split()
    yield "short street", f"{number} {' '.join(SHORT_STREET.get(word, word) for word in street)}"
    yield "comma behind the number", f"{number}, {' '.join(street)}"
    yield "number behind", f"{' '.join(street)} {number}"
    yield "number behind a comma", f"{' '.join(street)}, {number}"
    yield "no. before it", f"no. {number} {' '.join(street)}"
    yield "number in words before it", f"number {number} {' '.join(street)}"
    yield "hyphens for spaces", f"{number}-{'-'.join(street)}".lower()
    yield "over two lines", f"{number} {street[0]}\n{' '.join(street[1:])}"
    yield "in a link", f"https://maps.example/?q={number}+{'+'.join(street)}"
    yield "in a sentence", f"They live at {value} with an uncle."


def phrase(value: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a text of some length."""
    words = value.split()
    part = words[PART_OF_A_TEXT]
    yield "ten words of it", " ".join(part)
    yield "a word changed", " ".join((*words[:10], "really", *words[10:]))
    yield "other signs", re.sub(r"[,.;]", " –", value)
    yield "in quotation marks", f"“{' '.join(part)}”"
    yield "hyphens for spaces", "-".join(re.findall(r"\w+", value)).lower()
    yield "a list", "\n".join(f"• {word}" for word in part)
    yield "dots left out", f"{' '.join(words[:9])} […] {' '.join(words[-3:])}"
    yield "brackets around words", " ".join(f"[{word}]" if at % 4 == 0 else word for at, word in enumerate(words))
    yield "in a sentence", f"We were told that {' '.join(part)} and no more."


OWN: Mapping[str, Callable[[str], Iterator[tuple[str, str]]]] = MappingProxyType(
    {
        "telephone": telephone,
        "e-mail": email,
        "identifier": identifier,
        "date": day,
        "postcode": postcode,
        "house": house,
        "phrase": phrase,
        "organisation": lambda value: iter((("ampersand", value.replace(" and ", " & ")),)),
    }
)
"""The forms that only values of one kind have."""
OF_WORDS = frozenset({"e-mail", "house", "phrase", "organisation"})
"""Kinds whose values are made of words, so that letters can be changed for others, hyphenated and joined."""


def forms_of(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield each form of a value of a kind: what it is called, and the text."""
    ways: dict[str, Way] = {**DISGUISED, **(OF_LETTERS if kind in OF_WORDS else {}), **ENCODED}
    for form, way in ways.items():
        text = way(value)
        if text is not None:
            yield form, text
    yield from ((form, text) for form, text in OWN[kind](value) if text != value)
