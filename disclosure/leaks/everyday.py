"""Which words are too ordinary to be looked for by themselves. The lists stand in ``everyday_words.yaml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from forms import read_yaml

ENDINGS = re.compile(r"(?:'?s|es|ed|d|ing|ly|er|ers|ment|ies|y)$")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one of the lists of ``everyday_words.yaml``."""
    return frozenset(read_yaml(files("disclosure.leaks") / "everyday_words.yaml")[name].split())


@lru_cache(maxsize=20_000)
def is_little(word: str) -> bool:
    """Say whether a folded word carries no sense of its own ("the", "after")."""
    return len(word) < 2 or word in word_list("little")


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """Say whether a folded word, or the word it is made from, stands in ordinary papers; a number does too."""
    return word.isdigit() or is_little(word) or any(each in _ordinary() for each in _stems(word))


@lru_cache(maxsize=20_000)
def is_of_a_setting(word: str) -> bool:
    """Say whether a folded word tells where or when, or is little: two people who describe one place share these."""
    return word.isdigit() or is_little(word) or any(each in _settings() for each in _stems(word))


@cache
def _settings() -> frozenset[str]:
    lists = (
        "little",
        "places_and_hours",
        "kinds_of_place",
        "kinds_of_organisation",
        "names_in_the_calendar_and_on_maps",
    )
    return frozenset().union(*map(word_list, lists))


@cache
def _ordinary() -> frozenset[str]:
    lists = (
        "little",
        "everyday",
        "names_in_the_calendar_and_on_maps",
        "kinds_of_organisation",
        "kinds_of_place",
        "titles",
    )
    return frozenset().union(*map(word_list, lists))


def _stems(word: str) -> set[str]:
    stem = ENDINGS.sub("", word)
    doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return {word, stem, f"{stem}e", f"{stem}y", doubled} if len(stem) > 2 else {word}
