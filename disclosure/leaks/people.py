"""Finding a person: by the whole name in its forms, and by one part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from disclosure.leaks.everyday import is_everyday, word_list
from disclosure.leaks.folding import is_foreign, skeletons
from disclosure.leaks.matching import GRAM, Hit, Searched
from disclosure.leaks.spelling import Spelling

PART_LEAST = 3
"""Letters of one part of a name that may stand for the whole."""
PLAIN_LEAST = 5
"""Letters of a rare name that is found without its capital as well."""
BONES_LEAST = 4
"""Consonants by which a name in other letters is known."""
JOINED_LEAST = 8
"""Letters of a joined name that is found with blanks in the middle of its words."""
SPELLINGS_MOST = 12
"""A name of many letters that each have two spellings is not looked for in all of them run together."""
FEWEST_JOINED = 4
"""Letters of a short name that is found joined ("JoNg"): three stand in a row by chance."""
SEAM = re.compile("[a-z][A-Z]")
APART_MOST = 2
"""Words between a first name and a surname: two middle names."""
BLANK = re.compile(r"\s")
TWO_AS_ONE = re.compile(r"[ '\u00a0-]")
CUT_SHORT = re.compile(r"'(?:t|ll|ve|re|d|m)\b")
"""What stands behind a verb and never behind a name ("Don't", "Will've")."""
BY_INITIAL = re.compile(r"\.?[ \u00a0]?|, ?")
BESIDE_A_DATE = frozenset(
    (
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "of",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "every",
        "each",
    )
)
Part = tuple[Spelling, ...]


@dataclass(frozen=True)
class Person:
    """A name of two words or more: all its ``words``, and the first and last of them (each may have a hyphen)."""

    words: Part
    given: Part
    surname: Part

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each place where this person is named by more than one part of the name."""
        yield from self._in_words(text)
        yield from self._run_together(text)
        yield from self._in_other_letters(text)

    @cached_property
    def _rare(self) -> bool:
        return any(part.rare for part in self.words)

    def _in_words(self, text: Searched) -> Iterator[Hit]:
        surnames = list(text.sequences(_wanted(self.surname)))
        if not surnames:
            return
        given = list(text.sequences(_wanted(self.given))) if self.given else []
        yield from self._pairs(text, given, surnames, "name in full")
        for surname in surnames:
            yield from self._beside(text, surname)

    def _pairs(self, text: Searched, given: list[range], surnames: list[range], form: str) -> Iterator[Hit]:
        if not self.given:
            yield from (text.hit(form, each[0], each[-1]) for each in surnames if self._is_named(text, each))
            return
        stops, starts = {each.stop: each for each in given}, {each.start: each for each in given}
        for surname in surnames:
            before = [stops[surname.start - gap] for gap in range(APART_MOST + 1) if surname.start - gap in stops]
            after = [starts[surname.stop + gap] for gap in range(APART_MOST) if surname.stop + gap in starts]
            for other in (*before, *after):
                words = range(min(other.start, surname.start), max(other.stop, surname.stop))
                if self._is_named(text, words):
                    yield text.hit(form, words[0], words[-1])
                elif other.stop == surname.start and self._is_perhaps_named(text, words):
                    yield text.hit("perhaps a name", words[0], words[-1], sure=False)

    def _is_named(self, text: Searched, words: range) -> bool:
        """Say whether these words are the name and no ordinary words ("will young people").

        In small letters they are the name where no sentence goes on around them: alone in a line, a field, brackets.
        """
        if self._rare:
            return True
        capitals = all(text.is_capital(place) for place in words) and not text.is_shouted(words)
        return capitals or not BLANK.search(text.between(words[0], words[-1])) or text.stands_alone(words)

    def _is_perhaps_named(self, text: Searched, words: range) -> bool:
        """Say whether small letters may be the name in a sentence: "when will young people come" is not told apart.

        To stop these would stop every paper that asks when young people come, in the case of a boy called Will Young;
        in any other case nobody is warned.
        """
        return all(text.raw[place].islower() for place in words)

    def _beside(self, text: Searched, surname: range) -> Iterator[Hit]:
        rare = any(part.rare for part in self.surname)
        if not (rare or text.is_capital(surname[0])):
            return
        before, after = surname.start - 1, surname.stop
        if before >= 0 and self._is_initial(text, before, text.between(before, surname.start), rare):
            yield text.hit("initial and surname", before, surname[-1])
        if after < len(text.keys) and self._is_initial(text, after, text.between(surname[-1], after), rare):
            yield text.hit("surname and initial", surname[0], after)
        if before >= 0 and text.keys[before] in word_list("titles") and text.is_capital(before):
            yield text.hit("title and surname", before, surname[-1], weak=True)

    def _is_initial(self, text: Searched, place: int, between: str, rare: bool) -> bool:
        if (
            not text.raw[place].isupper()
            or text.keys[place] not in self._initials
            or not BY_INITIAL.fullmatch(between)
        ):
            return False
        # "A" and "I" are words; before a surname that is a word as well they need the dot.
        return rare or text.keys[place] not in "ai" or "." in between

    @cached_property
    def _initials(self) -> frozenset[str]:
        letters = [part.usual[0] for part in self.words[: len(self.words) - len(self.surname)]]
        return frozenset({*letters[:1], "".join(letters), "".join(letters[:2])} - {""})

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        """Return the name without blanks, by form, in each order and spelling."""
        given, surname = _spelled(self.given), _spelled(self.surname)
        whole = ["".join(part.usual for part in self.words)]
        ahead = [first + last for first, last in product(given, surname)]
        turned = [last + first for first, last in product(given, surname)]
        given_back, surname_back = _spelled_backward(self.given), _spelled_backward(self.surname)
        backward = [
            each for first, last in product(given_back, surname_back) for each in (last + first, first + last)
        ] + ["".join(part.usual for part in self.words)[::-1]]
        short = [first[:1] + last for first, last in product(given, surname) if self._rare and first] + [
            last + first[:1] for first, last in product(given, surname) if self._rare and first
        ]
        return {
            **dict.fromkeys(short, "initial joined to surname"),
            **dict.fromkeys(backward, "backward"),
            **dict.fromkeys((*whole, *ahead, *turned), "run together"),
        }

    def _run_together(self, text: Searched) -> Iterator[Hit]:
        yield from self._of_few_letters(text)
        for letters, form in self._joined.items():
            for words in text.run_together(letters):
                if self._is_one(text, words, letters, form):
                    yield text.hit(form, words[0], words[-1])

    def _is_one(self, text: Searched, words: range, letters: str, form: str) -> bool:
        if len(letters) >= JOINED_LEAST and form != "initial joined to surname" and (self._rare or form == "backward"):
            return True
        return not BLANK.search(text.between(words[0], words[-1])) and not is_everyday(letters)

    def _of_few_letters(self, text: Searched) -> Iterator[Hit]:
        """Yield a name too short for ``run_together``: one word whose capital shows the seam, or backward in two."""
        if not self._rare:
            return
        for letters, form in self._joined.items():
            if form == "initial joined to surname" or not FEWEST_JOINED <= len(letters) < GRAM:
                continue
            seams = (place for place in text.at((letters,)) if SEAM.search(text.raw[place]))
            yield from (text.hit(form, place, place) for place in seams)
            if form == "backward":
                yield from self._backward_in_two(text, letters)

    def _backward_in_two(self, text: Searched, letters: str) -> Iterator[Hit]:
        for words in text.sequences((self.surname[-1].backward, self.given[-1].backward)):
            if "".join(text.keys[place] for place in words) == letters:
                yield text.hit("backward", words[0], words[-1])

    def _in_other_letters(self, text: Searched) -> Iterator[Hit]:
        foreign = any(part.foreign for part in self.words)
        if text.text.isascii() and not foreign:
            return
        index = text.once(_bones if foreign else _foreign_bones)
        given, surname = (_by_bones(index, part) for part in (self.given, self.surname))
        if given and surname and _length(self.given) + _length(self.surname) >= BONES_LEAST:
            yield from self._pairs(text, given, surname, "name in other letters")


@dataclass(frozen=True)
class Single:
    """A name of one word, or one part of a longer name."""

    word: Spelling
    part: Literal["whole", "given", "surname"]

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each place where the word stands as a name."""
        weak = self.part != "whole"
        form = "part of the name" if weak else "name"
        for place in text.at(self.word.in_text) if len(self.word.usual) >= (PART_LEAST if weak else 2) else ():
            if CUT_SHORT.match(text.text, text.spans[place][1]):
                continue
            if self._is_rarely(text, place) if self.word.rare else self._is_everyday_name(text, place):
                yield text.hit(form, place, place, weak=weak)
        yield from self._broken(text, weak)
        yield from self._in_other_letters(text, weak)

    def _is_rarely(self, text: Searched, place: int) -> bool:
        if self.part != "whole" and self._is_of_a_place(text, place):
            return False
        return text.is_capital(place) or len(self.word.usual) >= PLAIN_LEAST

    def _is_everyday_name(self, text: Searched, place: int) -> bool:
        if (
            self.part == "surname"
            or not text.is_capital(place)
            or text.is_shouted(range(place, place + 1))
            or self._is_of_a_place(text, place)
        ):
            return False
        if self.word.usual in word_list("names_in_the_calendar_and_on_maps"):
            return self.part == "whole" and not _is_beside_a_date(text, place)
        if not text.begins_sentence(place):
            return True
        after = text.keys[place + 1] if place + 1 < len(text.keys) else ""
        return self.part == "whole" and after not in word_list("begin_a_sentence_with_a_verb")

    def _is_of_a_place(self, text: Searched, place: int) -> bool:
        """Say whether the word is part of the name of a street, a park, a church."""
        if place and text.keys[place - 1] in ("st", "saint"):
            return True
        after = place + 1 if place + 1 < len(text.keys) and text.keys[place + 1] != "s" else place + 2
        if after >= len(text.keys) or text.between(place, after).strip(" '\n") not in ("", "s"):
            return False
        return text.keys[after] in word_list("kinds_of_place") and text.is_capital(after)

    def _broken(self, text: Searched, weak: bool) -> Iterator[Hit]:
        if not self.word.rare:
            return
        for letters in self.word.forms:
            for words in text.run_together(letters):
                if not letters.isascii() or (len(words) > 1 and not BLANK.search(text.between(words[0], words[-1]))):
                    yield text.hit("broken in the middle", words[0], words[-1], weak=weak)

    def _in_other_letters(self, text: Searched, weak: bool) -> Iterator[Hit]:
        if (text.text.isascii() and not self.word.foreign) or not self.word.rare:
            return
        index = text.once(_bones if self.word.foreign else _foreign_bones)
        for bones in self.word.bones:
            for words in index.get(bones, ()) if len(bones) >= BONES_LEAST else ():
                if len(words) == 1 and not is_everyday(text.keys[words[0]]):
                    yield text.hit("name in other letters", words[0], words[0], weak=weak)


def _wanted(part: Part) -> tuple[frozenset[str], ...]:
    return (*(each.forms for each in part[:-1]), *(each.in_text for each in part[-1:]))


def _spelled(part: Part) -> list[str]:
    return ["".join(forms) for forms in product(*(sorted(each.forms) for each in part))][:SPELLINGS_MOST]


def _spelled_backward(part: Part) -> list[str]:
    return ["".join(forms) for forms in product(*(sorted(each.backward) for each in reversed(part)))][:SPELLINGS_MOST]


def _foreign_bones(text: Searched) -> Mapping[str, list[range]]:
    """Return the words in other letters than Latin ones, by their consonants."""
    others = ((place, word) for place, word in enumerate(text.raw) if not word.isascii())
    return _by_consonants(text, (place for place, word in others if is_foreign(word)))


def _bones(text: Searched) -> Mapping[str, list[range]]:
    """Return the words that can be names (a capital, or letters without capitals), by their consonants."""
    return _by_consonants(text, filter(text.is_capital, range(len(text.raw))))


def _by_consonants(text: Searched, places: Iterable[int]) -> Mapping[str, list[range]]:
    """Return words by their consonants, and two that follow one another as one: "Ben Ali" is one word in Arabic."""
    found: dict[str, list[range]] = defaultdict(list)
    last = -2
    for place in places:
        for each in skeletons(text.keys[place]):
            found[each].append(range(place, place + 1))
        if place == last + 1 and len(text.keys[place]) > 1 and TWO_AS_ONE.fullmatch(text.between(last, place)):
            for each in skeletons(text.keys[last] + text.keys[place]):
                found[each].append(range(last, place + 1))
        last = place
    return found


def _by_bones(index: Mapping[str, list[range]], part: Part) -> list[range]:
    """Return where a part of one word stands by its consonants; a part with a hyphen by those of its last word."""
    return [words for each in part[-1:] for bones in each.bones for words in index.get(bones, ()) if bones]


def _length(part: Part) -> int:
    return max((len(bones) for each in part[-1:] for bones in each.bones), default=0)


def _is_beside_a_date(text: Searched, place: int) -> bool:
    beside = [text.keys[each] for each in (place - 1, place + 1) if 0 <= each < len(text.keys)]
    return any(each[0].isdigit() or each in BESIDE_A_DATE for each in beside)
