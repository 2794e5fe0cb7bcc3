"""The record that is raced with is what the page of figures says it is, and the peers are given all its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography import x509

from benchmarks.content import content, missing_words, page_count
from benchmarks.families import EARLIEST, nhs_number
from benchmarks.ours import OWN_KEY, checked_paper, open_bench
from benchmarks.records import DIFFERENT, ON, VALUES_LEAST, count_filled, document, records, reference
from forms.formats import FORMATS
from inconfidence.core.clock import SystemClock
from signing import Trust, verify

SHARED_BY_MOST = 0.35
"""The largest part of the families that may give one answer that was typed: a trade, or a kind of relative."""
SHORTEST_TYPED = 4
SAME_IN_ALL = frozenset({"English", "Mother", "Not known"})


@pytest.mark.parametrize("number", [0, 1, 61, 255])
def test_the_record_has_three_pages_and_ninety_answers(number: int) -> None:
    """Whichever family it is about."""
    assert count_filled(document(number)) >= VALUES_LEAST
    assert page_count(checked_paper(records(number)).content) == 3


def test_no_two_papers_are_the_same() -> None:
    """Nobody can make one once and hand it out several times."""
    assert len({reference(number) for number in range(20_000)}) == 20_000
    assert content(0)["blocks"][1:] != content(1)["blocks"][1:]


def test_nearly_every_answer_that_is_typed_differs_from_family_to_family() -> None:
    """What was made for one family's words is of no use for another's."""
    sentences = Counter(one for number in range(DIFFERENT) for one in set(typed(document(number))))
    told = [document(number)[told]["words"] for number in range(DIFFERENT) for told in ("seen", "worry")]

    assert [one for one, times in sentences.items() if times > SHARED_BY_MOST * DIFFERENT] == []
    assert len(sentences) > 20 * DIFFERENT
    assert len(set(told)) > 0.9 * len(told)


def typed(value: Any, path: str = "") -> Iterator[str]:
    """Give the answers of a document that a person types: not those that are chosen, codes or the fixed question."""
    if isinstance(value, dict):
        chosen = {"kind", "how", "status", "answer", "scope", "wording", "capacity", "party", "format", "source"}
        chosen |= {"involved", "lives_with", "unknown", "called_999"}
        for name, each in value.items():
            if name not in chosen or (path == "consent" and name == "how"):
                yield from typed(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from typed(each, path)
    elif isinstance(value, str) and len(value) >= SHORTEST_TYPED and value not in SAME_IN_ALL:
        yield value


def test_a_family_is_always_the_same() -> None:
    """Two runs are about the same papers."""
    assert document(7) == document(7)
    assert records(7)["referral"].values["received"].date() <= ON - timedelta(days=EARLIEST)


def test_nobody_has_the_numbers() -> None:
    """Telephone, health number, e-mail and postcode lie where none are given out."""
    is_number, random = FORMATS["nhs_number"], Random(1)

    assert all(is_number(nhs_number(random)) and nhs_number(random).startswith("999") for _ in range(200))
    for number in range(DIFFERENT):
        referrer = document(number)["referrer"]
        assert referrer["phone"].startswith("020 7946 0")
        assert referrer["email"].endswith(".example")
        assert document(number)["people"][0]["postcode"].startswith("TM")


@pytest.mark.parametrize("number", [0, 61])
def test_the_words_given_to_peers_are_those_of_the_paper(number: int) -> None:
    """Each word can be read in our own file, but for the brackets that stand for boxes and the reference."""
    ours = checked_paper(records(number)).content

    assert missing_words(ours, number) == []


def test_a_word_that_is_not_said_is_noticed() -> None:
    """A peer that leaves words out would be no comparison."""
    ours = checked_paper(records(1)).content

    assert missing_words(ours, 0) != []


def test_both_kinds_of_key_seal_the_paper_that_is_raced(tmp_path: Path) -> None:
    """So that each peer stands beside our own paper with the same key."""
    bench = open_bench(tmp_path / "keys")
    root = x509.load_pem_x509_certificate((tmp_path / "keys" / "root.pem").read_bytes())

    for key in (OWN_KEY, "RSA-2048"):
        sealed = bench.sealed(3, key)
        evidence = verify(sealed, Trust((root,)), clock=SystemClock())
        assert (evidence.verdict, missing_words(sealed, 3)) == ("authentic", [])
