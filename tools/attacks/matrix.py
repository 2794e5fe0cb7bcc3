"""The attack matrix as a page: every attack of tests/signing/hostile, and the verdict it gets in each state of paper.

The page is made of what the tests demand (tests/signing/test_attack_matrix.py), one test for each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tests.signing.hostile.all_attacks import ATTACKS, WORDS
from tests.signing.hostile.catalogue import Attack
from tests.signing.hostile.judging import CPU_SECONDS, MEMORY
from tests.signing.hostile.states import STATES, UNHARMED
from tests.signing.hostile.words import UNTOUCHED

HEAD = """# What the verifier was attacked with

This page is written by `make pages`; do not edit it. Each cell is one test, so it says what the verifier does say:
`make proof` runs all of them, `make test` each attack in one state.

Attacks are made by ourselves from the published descriptions (signature forgery, wrapping and incremental saving,
2019; shadow attacks and attacks on certified papers, 2021) and from what the standard leaves open. Each is tried on a
paper that has only the council's seal and keeps behind it what it is judged by (*record*), on one a guardian and the
chair have yet to sign (*open*), on one a guardian signed (*signed*), on one the chair signed after the guardian
(*countersigned*), on one that was closed after the guardian signed (*closed*) and on that one eight years later,
renewed by another time key (*renewed*). Never may one be believed: *incomplete* says whose signature or time is
missing, *unsigned* that nothing is claimed. A paper whose renewal was cut off, or never made, is *unrecognised* once
its closing has ended (`tests/signing/test_renewing.py`).

No signature covers what a record keeps behind its seal. Cut back to the seal it is a true paper at B-T, and told as
such: that it was more is known from its digest on record. True words that vouch for its certificates and hold nothing
else, put there in our form, prove what they prove, whichever paper they were heard for
(`tests/signing/test_lasting.py`).

Each file is judged in a process of its own with at most {seconds} seconds of processor time and {memory} MB of memory
beyond what it starts with; none has reached either.

{attacks} attacks, {cells} verdicts.

| Before any attack | {states} |
| --- | {rules} |
| an honest paper | {unharmed} |
"""


WORDS_HEAD = """
## Words that must not count

Here somebody forges or exchanges what is said of certificates, so that a paper seems better proved than it is, or so
that a genuine one is thrown away. Each of these papers stays authentic; the cell is the level it has in spite of that
word, where an honest paper has: {untouched}. {words} words, {cells} levels.
"""


def matrix_page() -> str:
    """Return the page."""
    head = HEAD.format(
        seconds=CPU_SECONDS,
        memory=MEMORY // 2**20,
        attacks=len(ATTACKS),
        cells=sum(len(attack.states) for attack in ATTACKS),
        states=" | ".join(STATES),
        rules=" | ".join("---" for _ in STATES),
        unharmed=" | ".join(UNHARMED[state] for state in STATES),
    )
    return head + _families(ATTACKS, "##") + _words() + _families(WORDS, "###")


def _words() -> str:
    levels = ", ".join(f"*{state}* {level}" for state, level in UNTOUCHED.items())
    cells = sum(len(word.states) for word in WORDS)
    return WORDS_HEAD.format(untouched=levels, words=len(WORDS), cells=cells)


def _families(attacks: Sequence[Attack], depth: str) -> str:
    return "".join(_family(f"{depth} {name}", list(some)) for name, some in groupby(attacks, lambda one: one.family))


def _family(name: str, attacks: list[Attack]) -> str:
    heading = f"\n{name}\n\n| Attack | {' | '.join(STATES)} |\n| --- |{' --- |' * len(STATES)}\n"
    return heading + "".join(_lines(attacks))


def _lines(attacks: list[Attack]) -> Iterator[str]:
    for attack in attacks:
        verdicts = (attack.must_be(state) if state in attack.states else "-" for state in STATES)
        yield f"| {attack.says} | {' | '.join(verdicts)} |\n"
