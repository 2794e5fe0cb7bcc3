"""Finding an organisation: its whole name, in words or run together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.leaks.matching import Hit, Searched
from disclosure.leaks.spelling import Spelling

LINKS = frozenset({"and", "the", "n"})
"""Words that stand in the name of an organisation or do not."""
JOINED_LEAST = 8
"""Letters."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name of two words or more, ``whole`` without its blanks; ``rare`` when not made of everyday words only."""

    words: tuple[Spelling, ...]
    rare: bool
    whole: str

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each place where the organisation is named."""
        wanted = (*(each.forms for each in self.words[:-1]), self.words[-1].in_text)
        for words in text.sequences(wanted, LINKS):
            if self.rare or (all(map(text.is_capital, words)) and not text.is_shouted(words)):
                yield text.hit("name in full", words[0], words[-1])
        for letters in self._joined():
            for words in text.run_together(letters):
                if self.rare or not text.between(words[0], words[-1]).count(" "):
                    yield text.hit("run together", words[0], words[-1])

    def _joined(self) -> Iterator[str]:
        parts = [each.usual for each in self.words]
        ahead = {self.whole, "".join(parts), "".join((*parts[:-1], "and", parts[-1]))}
        forms = ahead | {each[::-1] for each in ahead}
        yield from (each for each in sorted(forms) if len(each) >= JOINED_LEAST)
