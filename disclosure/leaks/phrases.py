"""Phrases: any six words of a withheld text that follow one another, whatever stands between them.

Six words in a row that carry no sense ("and then it was in the") are in any paper: two of the six have to. A text of
fewer words is looked for whole, if it is long enough to be nobody else's: four words, or one that is no everyday word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from disclosure.leaks.everyday import is_everyday, is_little
from disclosure.leaks.folding import words_of
from disclosure.leaks.matching import Hit, Hunter, Searched

RUN = 6
"""Words."""
SURE_RUN, SURE_SENSE = 8, 4
"""Words in a row, and those of them that carry sense: fewer may only name the same place at the same hour ("at the end
of the row of garages"), and are a warning unless they are the whole text."""
WITH_SENSE = 2
BOILERPLATE = 12
"""Words: this many in a row of a withheld text stand nowhere by chance."""
WHOLE_LEAST = 4
WORD_LEAST = 5
"""Letters of a text of one word."""
Run = tuple[str, ...]
BLOB_LEAST = 24
"""Letters of a word that is a whole sentence without its blanks."""


def phrase_hunters(value: str, told: str = "", *, sure: bool = True) -> tuple[Hunter, ...]:
    """Return what finds a text or any part of it, but for what the reader is told anyway (a place's name).

    ``told`` are the lines the reader is shown, as ``line_of`` writes them. Not ``sure`` is what many people are ("Shop
    owner"): a short text of that kind is a warning.
    """
    words = words_of(value)
    if len(words) >= RUN:
        telling = frozenset(_not_told(_runs_of(words), told))
        return (Phrase(telling, len(words)),) if telling else ()
    if len(words) >= WHOLE_LEAST or (len("".join(words)) >= WORD_LEAST and not all(map(is_everyday, words))):
        return (Words(words, sure),)
    return ()


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
    """A text by every run of six of its words, of ``length`` words in all."""

    runs: frozenset[Run]
    length: int

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each stretch of the text that is made of the phrase's runs, and sentences without their blanks."""
        runs = text.once(_runs)
        places = sorted(place for run in runs.keys() & self._either_way for place in runs[run])
        for start, end in _stretches(places):
            count = end - start + RUN
            telling = sum(not is_little(word) for word in text.keys[start : start + count])
            sure = count >= self.length or (count >= SURE_RUN and telling >= SURE_SENSE)
            yield text.hit("words in a row", start, end + RUN - 1, sure=sure)
        for place in text.once(_blobs):
            if any(letters in text.keys[place] for letters in self._joined):
                yield text.hit("run together", place, place)

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
    """A short text, whole."""

    words: tuple[str, ...]
    sure: bool = True

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where these words follow one another."""
        for words in text.sequences(tuple(frozenset({word}) for word in self.words)):
            yield text.hit("the whole text", words[0], words[-1], sure=self.sure)
        for words in text.run_together("".join(self.words)):
            yield text.hit("run together", words[0], words[-1], sure=self.sure)


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
