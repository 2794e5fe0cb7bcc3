"""Phrases: any six words of a withheld text that follow one another, whatever stands between them.

Six words in a row that carry no sense ("and then it was in the") are in any paper: two of the six have to. A text of
fewer words is looked for whole, if it is long enough to be nobody else's: four words, or one that is no everyday word.

What a stretch of six words or more is, is judged by the words in it that tell of a person, a thing or a deed: those
that are neither little nor of a place or an hour ("at the end of the row of garages, late at night" is what everybody
writes who writes of that place).

| telling words | 6 or 7 words in a row | 8 to 11 | 12, or the whole text |
| --- | --- | --- | --- |
| none | nothing | warning | leak |
| one | warning | leak, if four carry sense | leak |
| two, all everyday ("young people are at risk of") | warning | leak, if four carry sense | leak |
| two, one of them rare ("hands over a rucksack") | leak | leak | leak |

Fewer than twelve words over the end of a sentence that is none in the text are of two sentences, and a warning.

The role of whoever raised the concern is a leak when it has two words ("swimming coach": of those there is one), where
the reader's View has it in no field of its own; of one word ("pharmacist") it is a warning: of 200 clean papers four
say "the pharmacist" of somebody else. Other people's roles are a warning when they are of two words, one of them rare.
Several of a kind ("librarians") are nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from disclosure.leaks.everyday import is_everyday, is_little, is_of_a_setting
from disclosure.leaks.folding import words_of
from disclosure.leaks.matching import Hit, Hunter, Searched

RUN = 6
"""Words."""
SURE_RUN, SURE_SENSE = 8, 4
"""Words in a row, and those of them that carry sense."""
SURE_TELLING = 2
"""Words that tell of a person, a thing or a deed, one of them rare: with so many, six words in a row are a leak."""
WITH_SENSE = 2
BOILERPLATE = 12
"""Words: this many in a row of a withheld text stand nowhere by chance."""
WHOLE_LEAST = 4
WORD_LEAST = 5
"""Letters of a text of one word."""
Run = tuple[str, ...]
SENTENCE_END = re.compile(r"[.?!]\s")
BLOB_LEAST = 24
"""Letters of a word that is a whole sentence without its blanks."""


def phrase_hunters(value: str, told: str = "") -> tuple[Hunter, ...]:
    """Return what finds a text or any part of it, but for what the reader is told anyway (a place's name).

    ``told`` are the lines the reader is shown, as ``line_of`` writes them.
    """
    words = words_of(value)
    if len(words) >= RUN:
        telling = frozenset(_not_told(_runs_of(words), told))
        return (Phrase(telling, len(words), _over_ends(Searched(value))),) if telling else ()
    if len(words) >= WHOLE_LEAST or (len("".join(words)) >= WORD_LEAST and not all(map(is_everyday, words))):
        return (Words(words),)
    return ()


def post_hunters(value: str, *, is_referrers: bool) -> tuple[Hunter, ...]:
    """Return what finds somebody's role: whole, and not where it stands for several of a kind ("librarians")."""
    words = words_of(value)
    several, rare = len(words) > 1, not all(map(is_everyday, words))
    if not ((several and (is_referrers or rare)) or (is_referrers and len("".join(words)) >= WORD_LEAST)):
        return ()
    return (Words(words, sure=is_referrers and several, of_one=True),)


def line_of(words: Sequence[str]) -> str:
    """Return folded words as a line in which whole words can be found."""
    return f" {' '.join(words)} "


def _runs_of(words: Sequence[str]) -> Iterator[Run]:
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def _not_told(runs: Iterable[Run], told: str) -> Iterator[Run]:
    for is_told, together in groupby(runs, key=lambda run: line_of(_core(run)) in told):
        stretch = tuple(together)
        # A whole paragraph pasted into a line the reader is shown does not make it theirs.
        pasted = sum(line_of(run) in told for run in stretch) > BOILERPLATE - RUN
        if not is_told or pasted:
            yield from (run for run in stretch if sum(not is_little(word) for word in run) >= WITH_SENSE)


def _core(run: Run) -> Run:
    """Return a run without the little words at its ends ("in the covered way behind the")."""
    telling = [place for place, word in enumerate(run) if not is_little(word)]
    return run[telling[0] : telling[-1] + 1] if telling else run


@dataclass(frozen=True)
class Phrase:
    """A text by every run of six of its words, of ``length`` words in all; ``ends`` are the words round its stops."""

    runs: frozenset[Run]
    length: int
    ends: frozenset[Run] = frozenset()

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each stretch of the text that is made of the phrase's runs, and sentences without their blanks."""
        runs = text.once(_runs)
        places = sorted(place for run in runs.keys() & self._either_way for place in runs[run])
        for start, end in _stretches(places):
            words = range(start, end + RUN)
            sure = len(words) >= min(self.length, BOILERPLATE) or (
                _is_surely_told(text, words) and not self._is_put_together(text, words)
            )
            if sure or len(words) >= SURE_RUN or any(_tells(text, place) for place in words):
                yield text.hit("words in a row", words[0], words[-1], sure=sure)
        for place in text.once(_blobs):
            if any(letters in text.keys[place] for letters in self._joined):
                yield text.hit("run together", place, place)

    def _is_put_together(self, text: Searched, words: range) -> bool:
        """Say whether a sentence ends among these words where none does in the phrase: they are of two sentences."""
        return not self.ends.issuperset(_over_ends(text, words))

    @cached_property
    def _either_way(self) -> frozenset[Run]:
        backward = (tuple(word[::-1] for word in reversed(run)) for run in self.runs)
        return self.runs.union(backward)

    @cached_property
    def _joined(self) -> frozenset[str]:
        joined = ("".join(run) for run in self.runs)
        return frozenset(letters for letters in joined if len(letters) >= BLOB_LEAST)


@dataclass(frozen=True, slots=True)
class Words:
    """A short text, whole; ``of_one``: with an ending that makes several of it, it is another."""

    words: tuple[str, ...]
    sure: bool = True
    of_one: bool = False

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where these words follow one another."""
        for words in text.sequences(tuple(frozenset({word}) for word in self.words)):
            yield text.hit("the whole text", words[0], words[-1], sure=self.sure)
        joined = "".join(self.words)
        for words in text.run_together(joined):
            if not self.of_one or "".join(text.keys[place] for place in words) == joined:
                yield text.hit("run together", words[0], words[-1], sure=self.sure)


def _over_ends(text: Searched, words: range | None = None) -> frozenset[Run]:
    """Return the last word before each end of a sentence with the first behind it."""
    within = range(len(text.keys)) if words is None else words
    gaps = ((place, text.text[text.spans[place][1] : text.spans[place + 1][0]]) for place in within[:-1])
    return frozenset((text.keys[place], text.keys[place + 1]) for place, gap in gaps if SENTENCE_END.match(gap))


def _is_surely_told(text: Searched, words: range) -> bool:
    """Say whether words that stand in a withheld text as well were taken from it: see the table above."""
    telling = [place for place in words if _tells(text, place)]
    sense = sum(not is_little(text.keys[place]) for place in words)
    if len(words) >= SURE_RUN and sense >= SURE_SENSE and telling:
        return True
    return len(telling) >= SURE_TELLING and any(_is_rare(text, place) for place in telling)


def _tells(text: Searched, place: int) -> bool:
    return not is_of_a_setting(text.keys[place])


def _is_rare(text: Searched, place: int) -> bool:
    """Say whether a word stands in few papers and is no name: names of streets and estates stand in all of a case."""
    return not is_everyday(text.keys[place]) and not text.is_capital(place)


def _runs(text: Searched) -> Mapping[Run, list[int]]:
    found: dict[Run, list[int]] = defaultdict(list)
    for words in dict.fromkeys((tuple(text.keys), text.looks)):
        for place, run in enumerate(_runs_of(words)):
            found[run].append(place)
    return found


def _blobs(text: Searched) -> list[int]:
    return [place for place, word in enumerate(text.keys) if len(word) >= BLOB_LEAST]


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each row of places without a gap."""
    start = last = -1
    for place in places:
        if last >= 0 and place > last + 1:
            yield start, last
            start = place
        start = place if start < 0 else start
        last = place
    if last >= 0:
        yield start, last
