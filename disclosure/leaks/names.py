"""Names of people and of organisations, in the forms they are written in.

A person: in full, in either order, with middle names or without, with initials, joined, reversed; the surname after a
title; and one part alone. One part alone has to be rare: three letters or more, no everyday word, no place. A name
that is an everyday word (a boy called Will) is found where it is written as a name: with a capital inside a sentence,
or at the head of one unless what follows makes it a verb ("Will you"). Initials alone ("M.Y.") are not looked for:
two letters stand everywhere. A name in other letters than the text's is compared by its consonants.

An organisation: whole, "and" or "&" or neither, with "Ltd" or without. One made of everyday words only ("Youth
Service") names a kind of service: it is looked for when it is the referrer's, and then only with capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.leaks.everyday import word_list
from disclosure.leaks.folding import WORD, cleaned, squashed, words_of
from disclosure.leaks.matching import Hunter
from disclosure.leaks.organisations import LINKS, Organisation
from disclosure.leaks.people import Person, Single
from disclosure.leaks.spelling import Spelling, spellings_of

ORGANISATION_FIELDS = frozenset(
    {"organisation", "agency", "school", "setting", "represents", "employer", "service", "holder_organisation"}
)
GROUP = "group"
LEGAL_FORMS = frozenset({"ltd", "limited", "plc", "llp", "cic", "cio"})
NICKNAME = re.compile(r"[\"“”'‘(\[]([^\"“”'’)\]]{2,40})[\"“”'’)\]]")
SEVERAL = re.compile(r"[,;/]|\b(?:or|aka|also)\b", re.IGNORECASE)


def name_hunters(value: str, field: str, whose: str) -> tuple[Hunter, ...]:
    """Return what finds a name: one hunter for each person or organisation that ``value`` names."""
    if field in ORGANISATION_FIELDS or _sounds_like_organisation(value):
        return _organisation(value, whose)
    if field == GROUP and len(value.split()) > 1:
        return tuple(hunter for each in SEVERAL.split(value) for hunter in _group(each))
    nicknames = NICKNAME.findall(value) if field == "name" else []
    plain = NICKNAME.sub(" ", value) if nicknames else value
    named = [_turned(plain)] if field == "name" else SEVERAL.split(value)
    return tuple(hunter for each in (*named, *nicknames) for hunter in _person(each))


def _group(value: str) -> tuple[Hunter, ...]:
    """Return what finds the name of a group: whole, for its words are those of streets and colours."""
    parts = tuple(spelling for word in value.split() for spelling in spellings_of(word) if not _said_or_not(spelling))
    if len(parts) == 1:
        return (Single(parts[0], "whole"),)
    return (Organisation(parts, any(part.rare for part in parts), squashed(value)),) if parts else ()


def _turned(value: str) -> str:
    """Return "Yildiz, Mehmet" the other way round, and a name without the role after its comma."""
    name, comma, rest = value.partition(",")
    if not comma or not rest.strip()[:1].isupper() or len(rest.split()) > 2 or len(name.split()) > 2:
        return name if comma else value
    return f"{rest} {name}"


def _sounds_like_organisation(value: str) -> bool:
    words = WORD.findall(cleaned(value).casefold())
    kind = bool(words) and words[-1].removesuffix("s") in word_list("kinds_of_organisation") | LEGAL_FORMS
    return "&" in value or value.casefold().startswith("the ") or (kind and len(words) > 2)


def _person(value: str) -> Iterator[Hunter]:
    titles = word_list("titles")
    words = [word for word in value.split() if not titles.issuperset(words_of(word))]
    parts = [spellings_of(word) for word in words]
    if not parts:
        return
    if len(parts) == 1 and len(parts[0]) == 1:
        yield Single(parts[0][0], "whole")
        return
    given, surname = (parts[0] if len(parts) > 1 else ()), parts[-1]
    yield Person(tuple(spelling for part in parts for spelling in part), given, surname)
    if len(given) == 1:
        yield Single(given[0], "given")
    if len(surname) == 1:
        yield Single(surname[0], "surname")


def _organisation(value: str, whose: str) -> tuple[Hunter, ...]:
    parts = tuple(spelling for word in value.split() for spelling in spellings_of(word) if not _said_or_not(spelling))
    rare = any(part.rare for part in parts)
    if not parts or (not rare and (whose != "referrer" or len(parts) == 1)):
        return ()
    return (Single(parts[0], "whole"),) if len(parts) == 1 else (Organisation(parts, rare, squashed(value)),)


def _said_or_not(spelling: Spelling) -> bool:
    return not spelling.forms.isdisjoint(LINKS | LEGAL_FORMS)
