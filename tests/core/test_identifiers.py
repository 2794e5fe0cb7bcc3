"""References, and codes as they are typed."""

from __future__ import annotations

from inconfidence.core.identifiers import ALPHABET, new_reference, tidy


def test_a_reference_is_one_letter_and_eight_that_cannot_be_mistaken() -> None:
    """Read over a bad telephone line, no letter is taken for a digit."""
    reference = new_reference("R")

    assert reference[:2] == "R-"
    assert len(reference) == 11
    assert set(reference[2:]) - {"-"} <= set(ALPHABET)


def test_two_references_have_nothing_in_common() -> None:
    """A hundred references are a hundred different ones."""
    assert len({new_reference("R") for _ in range(100)}) == 100


def test_a_typed_code_is_forgiven_its_look_alikes() -> None:
    """Small letters, blanks, O for nought and I or L for one are mended."""
    assert tidy(" r-7k3m-9oil ") == "R-7K3M-9011"
    assert tidy("i-7k3m-9oil") == "I-7K3M-9011"
    assert tidy("7k3m-9qxt-oa-u") == "7K3M-9QXT-0A-V"
