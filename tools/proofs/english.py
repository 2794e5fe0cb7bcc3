"""Plain English about places and young people, put together at random: what workers, callers and residents write.

There are two sets of frames, so that no sentence of one is a sentence of the other: what was said of people in
confidence, and what is written about a place for others to read. Both speak of the same places, hours and things, and
use the everyday words that are also people's names (page, street, young, long, rose, hope, grace, mark, will, may).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

SLOT = re.compile(r"\{(\w+)\}")

THINGS: Mapping[str, Sequence[str]] = {
    "place": (
        "the covered way", "the bus stop", "the park gates", "the back stairs", "the play area", "the row of garages",
        "the canal path", "the youth centre", "the library steps", "the skate ramp", "the car park", "the corner shop",
        "the shopping parade", "the rose garden", "the church hall", "the long alley", "the market", "the towpath",
        "the courtyard", "the station entrance", "the bridge", "the green", "the ball court", "the empty shop",
    ),
    "side": ("behind", "beside", "near", "in front of", "at the end of", "by", "across from", "under", "around"),
    "hour": (
        "after school", "in the early evening", "at weekends", "on Friday nights", "before nine in the morning",
        "between four and six", "when it gets dark", "in the school holidays", "most days in May", "late at night",
        "on market days", "during the lunch hour", "once the shops close", "on Sundays", "all through March",
    ),
    "who": ("{sort} {one}", "the {sort_of} {one}", "her {one}", "{sort} {one} from elsewhere"),
    "sort": ("some tall", "a quiet", "one nervous", "another", "a young", "an older", "that loud", "a well-dressed"),
    "sort_of": ("youngest", "oldest", "tallest", "quietest", "new", "bearded", "limping", "smiling", "angry", "other"),
    "one": (
        "lad", "girl", "boy", "man", "woman", "driver", "cyclist", "cousin", "classmate", "neighbour", "uncle",
        "stranger", "couple", "teenager", "brother", "sister", "friend", "dealer", "skater", "schoolboy",
    ),
    "does": ("{act} {object}", "{act} {object} quickly", "often {act} {object}", "{act} {object} again"),
    "act": (
        "carries", "hides", "sells", "films", "counts", "swaps", "fetches", "wants", "throws", "steals", "brings",
        "drops", "guards", "offers", "loses", "breaks", "buys", "takes", "shows", "keeps",
    ),
    "object": (
        "packets", "money", "a blade", "telephones", "trainers", "tickets", "vapes", "a rucksack", "keys", "food",
        "bottles", "photographs", "sweets", "a dog", "tablets", "cards", "a scooter", "parcels", "jewellery", "cash",
    ),
    "seen": (
        "looks tired", "has bruises", "misses training", "flinches", "stays silent", "owns two telephones",
        "stays out", "cries easily", "was cheerful once", "wears no coat", "eats little", "sleeps in class",
    ),
    "good": ("{thing} {well}", "{adult} {helps}", "{adult} and {adult} {helps_too}"),
    "bad": ("{thing} {ill}", "{thing} and {thing} {ill_too}", "nobody minds {thing}"),
    "thing": (
        "the lamps", "the gate", "the hedge", "the bins", "the benches", "the fence", "the shutters", "the camera",
        "the lift", "the mural", "the crossing", "the noticeboard", "the stairwell", "the railings", "the awning",
    ),
    "well": ("work again", "got painted", "stays tidy", "draws families", "has been praised", "looks brighter"),
    "ill": ("is broken", "stays dark", "hides people", "smells bad", "was burnt", "faces away", "sticks", "rusts"),
    "ill_too": ("need repair", "block views", "were damaged", "collect rubbish", "scare people", "belong to nobody"),
    "adult": (
        "a caretaker", "the imam", "shopkeepers", "bus staff", "two residents", "the coach", "librarians", "wardens",
        "the priest", "parents", "traders", "a nurse", "gardeners", "the pharmacist", "volunteers", "cooks",
    ),
    "helps": ("says hello", "walks round", "serves soup", "keeps watch", "opens early", "runs football", "helps out"),
    "helps_too": ("take turns", "meet monthly", "share a key", "swap numbers", "plan walks", "mend bicycles"),
    "owner": (
        "Housing", "Highways", "the youth service", "the school", "the residents' group", "the bus company",
        "Parks and Green Spaces", "the traders", "the police team", "Street Lighting", "the library",
    ),
    "mend": ("{repair} {thing}", "{repair} {thing} first", "{repair} {thing} and {repair} {thing}"),
    "repair": (
        "repair", "repaint", "move", "clean", "replace", "unlock", "mark", "watch", "light", "check", "open", "lower",
        "raise", "widen", "close",
    ),
    "sure": ("Perhaps", "We hope", "People say", "It seems", "There is hope that", "Next year"),
    "number": ("seven", "eight", "nine", "a dozen", "about twenty", "thirty", "most", "nearly all", "half"),
}  # fmt: skip
OF_PLACES = ("place", "side", "hour", "owner")
"""Slots whose words two texts may well have in common: it is the same place."""

SAID_IN_CONFIDENCE = (
    "{who} {does} {side} {place} {hour}.",
    "{hour}, {side} {place}, {who} {does} and {does}.",
    "{who} {seen}; {who} {does}.",
    "{who} {does} while {who} {seen}.",
    "I saw {who} {side} {place}: {who} {does}.",
    "Someone {does}, {who} {seen} and {who} {does}.",
    "{who} told {who} what happens {side} {place} {hour}.",
    "{side} {place} {who} {seen}, yet {who} {does} {hour}.",
    "She {seen} because {who} {does}.",
    "He {seen}: {who} {does} {hour}.",
)
WRITTEN_FOR_OTHERS = (
    "{hour}, {good}.",
    "{owner} could {mend} {hour}.",
    "{sure} {owner} will {mend}.",
    "Young people ask that {owner} {mend}.",
    "{side} {place}, {bad}; {side} {place}, {good}.",
    "{bad}, yet {good} {hour}.",
    "Page {number} says {owner} may {mend}.",
    "Long queues form {side} {place} {hour}.",
    "Hope lies in {place}: {good}.",
    "The street is quiet {hour}, and {good}.",
    "Mark each visit; rest {side} {place}.",
    "{number} of those who replied say {good}.",
    "Will {owner} {mend} {hour}?",
    "May and June are busy {side} {place}: {bad}.",
    "Numbers rose {hour} {side} {place}, for {bad}.",
    "By grace of fine weather, {good}.",
    "Young adults use {place} {hour}, though {bad}.",
    "Street by street, {owner} and {owner} {mend}.",
    "Summer fills {place}; {bad}.",
)
"""Between two slots stand four words at most: what two texts have in common is then a place or an hour."""
SAME, OTHER_WORDS = 6, 2
"""Of so many words in a row two sentences of one case have only names of places and hours in common."""
TRIES = 200
PLACE_MARK = "\u0001"


class Writer:
    """Writes for one case: no sentence of it repeats what another says, so that none holds a withheld one."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._written: set[tuple[str, ...]] = set()

    def in_confidence(self, sentences: int) -> str:
        """Return what somebody said of people, in as many sentences."""
        return self._text(SAID_IN_CONFIDENCE, sentences)

    def for_others(self, sentences: int) -> str:
        """Return what is written about a place for others to read, in as many sentences."""
        return self._text(WRITTEN_FOR_OTHERS, sentences)

    def _text(self, frames: Sequence[str], sentences: int) -> str:
        marked = ""
        for _ in range(sentences):
            marked = f"{marked} {self._sentence(frames, marked)}".strip()
        return marked.replace(PLACE_MARK, "")

    def _sentence(self, frames: Sequence[str], before: str) -> str:
        """Return a sentence that is new, ``before`` being what stands before it.

        Raises:
            ValueError: when everything there is to say was said.
        """
        for _ in range(TRIES):
            marked = self._filled(self._random.choice(frames))
            runs = set(_telling_runs((*_words_of(before)[1 - SAME :], *_words_of(marked))))
            if not runs & self._written:
                self._written |= runs
                return re.sub(r"\w", lambda first: first[0].upper(), marked, count=1)
        raise ValueError("there is nothing new left to say in this case")

    def _filled(self, frame: str) -> str:
        return SLOT.sub(self._thing, frame)

    def _thing(self, slot: re.Match[str]) -> str:
        words = self._filled(self._random.choice(THINGS[slot[1]]))
        return " ".join(PLACE_MARK + word for word in words.split()) if slot[1] in OF_PLACES else words


def _words_of(marked: str) -> list[str]:
    return re.findall(rf"{PLACE_MARK}?\w+", marked.lower())


def _telling_runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for run in zip(*(words[at:] for at in range(min(SAME, len(words)))), strict=False):
        if sum(not word.startswith(PLACE_MARK) for word in run) >= OTHER_WORDS:
            yield run
