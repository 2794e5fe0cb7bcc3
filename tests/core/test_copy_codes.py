"""A copy's code is random, safe to read aloud, and still leads to the right copy with a letter or two misread."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inconfidence.core.copy_codes import LETTERS, letters_of, new_copy_code, readings
from inconfidence.core.identifiers import ALPHABET

BITS = st.integers(min_value=0, max_value=2**50 - 1)
PLACES = st.integers(0, LETTERS - 1)


def code_of(bits: int) -> str:
    return letters_of(new_copy_code(lambda _: bits))


def misread(code: str, place: int, letter: str) -> str:
    return code[:place] + letter + code[place + 1 :]


def test_a_code_is_three_groups_of_four_that_cannot_be_mistaken() -> None:
    """Twelve letters, read aloud in groups, none of which is taken for a digit."""
    code = new_copy_code()

    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set("ILOU") & set(code)
    assert len({new_copy_code() for _ in range(1000)}) == 1000


@given(bits=BITS, other=BITS)
def test_two_codes_differ_in_three_places_at_least(bits: int, other: int) -> None:
    """So no single misread letter makes one person's code of another's."""
    apart = sum(one != two for one, two in zip(code_of(bits), code_of(other), strict=True))

    assert bits == other or apart >= 3


@given(bits=BITS, place=PLACES, letter=st.sampled_from(ALPHABET))
def test_one_misread_letter_is_mended_in_one_way_only(bits: int, place: int, letter: str) -> None:
    """The check letters alone say which letter was wrong, and what it was."""
    code = code_of(bits)
    exact, mended, _ = readings(misread(code, place, letter))

    assert (exact, mended) == (((code,), ()) if code[place] == letter else ((), (code,)))


def test_every_single_misreading_of_some_codes_is_mended() -> None:
    """All 31 wrong letters at all twelve places, and never another code."""
    for seed in range(20):
        code = code_of(Random(seed).getrandbits(50))
        wrong = [misread(code, place, letter) for place, letter in product(range(LETTERS), ALPHABET)]

        assert {readings(each)[1] for each in wrong if each != code} == {(code,)}


def test_two_letters_that_changed_places_are_never_taken_for_another_code() -> None:
    """Swapping letters is noticed, is not mended as a single wrong letter, and is among the codes it may have been."""
    code = code_of(Random(7).getrandbits(50))
    for first, second in combinations(range(LETTERS), 2):
        if code[first] != code[second]:
            swapped = misread(misread(code, first, code[second]), second, code[first])
            exact, mended, near = readings(swapped)
            assert (exact, mended) == ((), ())
            assert code in near


@given(bits=BITS, places=st.sets(PLACES, min_size=2, max_size=2), letters=st.tuples(*2 * [st.sampled_from(ALPHABET)]))
def test_two_misread_letters_leave_few_codes_the_right_one_among_them(
    bits: int, places: set[int], letters: tuple[str, str]
) -> None:
    """The register is asked of fewer than seventy codes, out of 2 to the 50th."""
    code = code_of(bits)
    wrong = code
    for place, letter in zip(sorted(places), letters, strict=True):
        wrong = misread(wrong, place, letter)

    found = readings(wrong)
    assert any(code in group for group in found)
    assert sum(map(len, found)) < 70


@given(bits=BITS, place=PLACES, letter=st.sampled_from(ALPHABET))
def test_a_letter_left_out_or_added_leaves_few_codes(bits: int, place: int, letter: str) -> None:
    """Whoever copies a code from a page skips a letter, or writes one twice."""
    code = code_of(bits)
    for typed in (code[:place] + code[place + 1 :], code[:place] + letter + code[place:]):
        exact, mended, near = readings(typed)
        assert (exact, mended) == ((), ())
        assert code in near
        assert len(near) < 70


def test_how_it_is_typed_does_not_matter() -> None:
    """Small letters, blanks, hyphens anywhere, O for nought, I or L for one, U for V."""
    code = code_of(0)
    assert code == "0" * LETTERS
    assert readings(" oooo oooo-OOOO ") == ((code,), (), ())


def test_what_is_no_code_gives_nothing() -> None:
    """A word, a reference, a whole sentence."""
    for typed in ("", "7", "P-7K3M-9QXT", "a sentence of some length about nothing", "\N{SNOWMAN}" * 12):
        assert readings(typed) == ((), (), ())
