"""What was found in a file: where, of what class, in what form, and never the value.

Each passage is searched as it stands and with its encodings undone. On the pages an occurrence is judged by where its
words were drawn from; elsewhere by what the reader's View holds (``excusing``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from disclosure.leaks.everyday import is_everyday
from disclosure.leaks.excusing import Drawn, is_allowed_elsewhere, is_of_somebody_else
from disclosure.leaks.folding import cleaned, squashed, words_of
from disclosure.leaks.matching import Hit, Searched
from disclosure.leaks.needles import REFERRER_CLASS, Needle, Search
from disclosure.leaks.opening import open_file
from disclosure.leaks.passages import Passage
from disclosure.leaks.pdf_streams import NUMBERS
from disclosure.leaks.pointers import points_at_referrer, tells_small_count
from disclosure.leaks.unwrapping import unwrapped
from disclosure.matrix import Matrix
from inconfidence.core.documents import DrawnFrom, PagesRead

PAGES = ("page text", "page text by position", "words across lines", "page content")
"""Channels that hold what was drawn: their words are judged by where they were drawn from."""
READ_BY_PEOPLE = (*PAGES, "text", "body", "body as a page: text", "subject")
BETWEEN_PASSAGES = "\n| x |\n"
"""A word that is part of no name: nothing is found half in one passage and half in the next."""
NOISY = tuple(NUMBERS.values())
"""Channels of numbers, some of which read as letters: a scanned page holds any word of three letters somewhere."""
IN_OTHER_LETTERS = "name in other letters"
NO_CHANCE = 8
"""Letters that hardly ever come together by chance."""
DRAWN_WORDS = "drawn words"
COUNT_CLASS = "group_detail"
BLOCKED = "blocked, ask the assessor"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One value found in one place of a file, or words that point at somebody. Holds no value.

    ``path`` is where the value stands in the records; ``mark`` is what a decision to let it pass calls it. A
    ``leak`` blocks; a ``warning`` is for somebody to read.
    """

    channel: str
    place: str
    path: str
    information_class: str
    form: str
    kind: Literal["leak", "warning"]
    mark: str = ""


def scan(
    content: bytes,
    name: str,
    search: Search,
    drawn: Sequence[DrawnFrom] | None = None,
    read: PagesRead | None = None,
) -> tuple[Finding, ...]:
    """Open a finished file as a stranger would, and return what it holds that its reader may not have.

    ``drawn`` are the runs of words it was made of, and ``read`` is what PDFium read of it, when that is known.

    Raises:
        Failed: when the file, or one in it, cannot be read whole.
    """
    return findings(open_file(content, name, read), search, drawn)


def findings(
    passages: Iterable[Passage], search: Search, drawn: Sequence[DrawnFrom] | None = None
) -> tuple[Finding, ...]:
    """Return what the passages of a file hold that its reader may not have, each value once for each place."""
    every = tuple(passages)
    paper = None if drawn is None else Drawn(search, drawn)
    # Of a paper whose reader may have all that stands in the case, nothing has to be looked for.
    found = _File(every, search, paper).all_findings() if search.needles else ()
    written = every if paper is None else _written(paper, search)
    return tuple(dict.fromkeys((*found, *_pointing(written, search))))


def told(found: Iterable[Finding], role: str, matrix: Matrix, kind: str) -> tuple[str, ...]:
    """Return what a person in ``role`` is told of findings in a case of this kind, a line each.

    In detail only when the role may see every class that was found; otherwise one line, the same whatever was found,
    so that nobody learns what is in a case by having files of their own making scanned.
    """
    every = tuple(found)
    if all(matrix.cell(role, each.information_class, kind).kind == "allowed" for each in every):
        return tuple(_line(each, matrix) for each in every)
    return (BLOCKED,) if any(each.kind == "leak" for each in every) else ()


def _line(each: Finding, matrix: Matrix) -> str:
    words = matrix.classes.get(each.information_class, each.information_class)
    of = f" ({each.path})" if each.path else ""
    return f"{each.kind}: {words}{of}, {each.form}, in {each.channel}, {each.place} [{each.mark}]"


class _File:
    """All passages of a file as one text, so that each needle is looked for once."""

    def __init__(self, passages: Sequence[Passage], search: Search, paper: Drawn | None) -> None:
        readings = [(each, text) for each in passages for text in (each.text, *unwrapped(each.text))]
        clean = [cleaned(text) for _, text in readings]
        self._passages = [passage for passage, _ in readings]
        self._starts = [0, *accumulate(len(each) + len(BETWEEN_PASSAGES) for each in clean)][:-1]
        self._text = Searched(BETWEEN_PASSAGES.join(clean), is_clean=True)
        self._search = search
        self._paper = paper

    def all_findings(self) -> Iterator[Finding]:
        """Yield the findings of every needle."""
        for needle in self._search.needles:
            yield from self._findings(needle)

    def _findings(self, needle: Needle) -> Iterator[Finding]:
        """Yield a finding for each passage that holds the needle, in the first form that is surely a leak."""
        first: dict[Passage, Hit] = {}
        for hunter in needle.hunters:
            for hit in hunter.hits(self._text):
                passage = self._passages[bisect_right(self._starts, hit.start) - 1]
                known = first.get(passage)
                if (known is None or hit.sure > known.sure) and not self._is_excused(needle, hit, passage):
                    first[passage] = hit
        yield from (_finding(needle, passage, hit, self._search) for passage, hit in first.items())

    def _is_excused(self, needle: Needle, hit: Hit, passage: Passage) -> bool:
        allowed = self._search.allowed
        if is_of_somebody_else(needle, hit, self._text, allowed) or self._is_noise(hit, passage):
            return True
        if self._paper is not None and passage.channel in PAGES:
            return (
                self._paper.excuses(needle)
                or self._is_drawn_as_a_word(hit, self._paper)
                or self._is_drawn_in_a_sentence(hit, self._paper)
            )
        if is_allowed_elsewhere(needle, hit, self._text, allowed):
            return True
        return self._paper is not None and self._repeats_template(hit, passage, self._paper)

    def _is_noise(self, hit: Hit, passage: Passage) -> bool:
        """Say whether a short hit stands among the numbers of a picture or a font, where letters come by chance."""
        found = self._text.text[hit.start : hit.end]
        if hit.form == IN_OTHER_LETTERS:
            # Such a name is known by its consonants; among numbers, those of one or two strange letters are nothing.
            found = "".join(letter for letter in found if not letter.isascii())
        found = squashed(found)
        return passage.channel.rpartition(": ")[2] in NOISY and len(found) < NO_CHANCE

    def _is_drawn_as_a_word(self, hit: Hit, paper: Drawn) -> bool:
        """Say whether a part of a name is an everyday word ("Will", "Rose") that was drawn as one, with its capital.

        On the page it may stand behind what was drawn elsewhere, so that it no longer begins a sentence. Where only
        "will" was drawn, a "Will" on the page came from elsewhere.
        """
        words = words_of(self._text.text[hit.start : hit.end]) if hit.weak else ()
        return len(words) == 1 and is_everyday(words[0]) and paper.says_with_capital(words[0])

    def _is_drawn_in_a_sentence(self, hit: Hit, paper: Drawn) -> bool:
        """Say whether everyday words in small letters stand alone only because the line breaks round them."""
        words = self._text.text[hit.start : hit.end]
        folded = words_of(words)
        return words.islower() and all(map(is_everyday, folded)) and paper.says_in_a_row(folded)

    def _repeats_template(self, hit: Hit, passage: Passage, paper: Drawn) -> bool:
        """Say whether one word was found in a passage that repeats the template's own words (as in the outline)."""
        one_word = len(words_of(self._text.text[hit.start : hit.end])) == 1
        return one_word and f" {' '.join(words_of(passage.text))} " in f" {paper.set_wording} "


def _finding(needle: Needle, passage: Passage, hit: Hit, search: Search) -> Finding:
    return Finding(
        passage.channel,
        passage.place,
        needle.path,
        needle.information_class,
        hit.form,
        "leak" if hit.sure else "warning",
        search.mark(needle, passage.channel),
    )


def _written(paper: Drawn, search: Search) -> Iterator[Passage]:
    """Yield the drawn words that somebody wrote for this case, by the path they came from."""
    return (
        Passage(DRAWN_WORDS, each.path, each.words)
        for each in paper.runs
        if not search.allowed.is_set_wording(each.path)
    )


def _pointing(written: Iterable[Passage], search: Search) -> Iterator[Finding]:
    for each in written if search.guards_referrer or search.guards_counts else ():
        if each.channel not in (DRAWN_WORDS, *READ_BY_PEOPLE):
            continue
        pointer = points_at_referrer(each.text) if search.guards_referrer else ""
        if pointer:
            yield Finding(each.channel, each.place, "", REFERRER_CLASS, pointer, "warning")
        if search.guards_counts and tells_small_count(cleaned(each.text)):
            yield Finding(each.channel, each.place, "", COUNT_CLASS, "small count", "warning")
