"""Glyphs of other scripts have the shapes and places of their script."""

from __future__ import annotations

import pytest

from generator.fonts import can_draw, face
from generator.script_fonts import RANGES, WEIGHTS, script_font
from generator.shaping import Run, cluster_ends, runs_of
from tests.generator.scripts.names import ALL, SHAPED

FACE = face(False)


def glyphs(words: str) -> list[int]:
    """The glyphs of words in one run, from left to right."""
    (run,) = runs_of(words, FACE)
    return [glyph.number for glyph in run.glyphs]


def test_arabic_letters_join() -> None:
    """A letter alone, at the beginning, in the middle and at the end of a word is four shapes."""
    alone, word = glyphs("ع"), glyphs("ععع")

    assert len({*alone, *word}) == 4


def test_a_non_joiner_keeps_letters_apart() -> None:
    """The invisible letter in a Persian name ends the word's first part."""
    joined, apart = glyphs("علیرضا"), glyphs("علی\u200cرضا")

    assert glyphs("ی")[0] not in joined
    assert apart[-3:] != joined[-3:]


def test_lam_and_alef_become_one() -> None:
    """The two letters are one glyph that stands for both, turned round as readers expect."""
    (run,) = runs_of("لا", FACE)

    assert [glyph.letters for glyph in run.glyphs] == ["ا" + "ل"]


def test_a_bengali_vowel_stands_before_its_letter() -> None:
    """The vowel i is written after its consonant and drawn before it."""
    (run,) = runs_of("হি", FACE)

    assert len(run.glyphs) == 2
    assert run.glyphs[-1].number == glyphs("হ")[0]
    assert not run.told


@pytest.mark.parametrize(("words", "count"), [("क्ष", 1), ("ஸ்ரீ", 1), ("ક્ષ", 1)])
def test_letters_that_are_written_as_one_sign_are(words: str, count: int) -> None:
    """Devanagari and Gujarati ksha and Tamil shri are one glyph."""
    assert len(glyphs(words)) == count


def test_points_stand_under_their_letters() -> None:
    """A Hebrew point takes no room and lies within the letter it belongs to."""
    (run,) = runs_of("שָ", FACE)
    point, letter = run.glyphs

    assert point.advance == 0
    assert 0 < point.right < letter.advance


def test_an_accent_without_a_letter_of_its_own_is_put_over_its_letter() -> None:
    """Over an M it is higher and further left of the pen than it would hang by itself."""
    (run,) = runs_of("M̂", FACE)
    letter, accent = run.glyphs

    assert run.width == letter.advance
    assert accent.up > 0 > accent.right


def test_brackets_are_turned_in_words_that_run_left() -> None:
    """What opens to a reader of Hebrew has the shape that closes in English."""
    before, after = (run for run in runs_of("(ש)", FACE) if run.words in "()")

    assert (before.glyphs[0].number, after.glyphs[0].number) == tuple(
        FACE.font.face.charToGlyph[ord(sign)] for sign in ")("
    )


def test_the_first_word_stands_rightmost() -> None:
    """A name of two words runs from right to left as a whole."""
    (run,) = runs_of("שרה לב", FACE)

    assert [glyph.letters for glyph in run.glyphs] == list("שרה לב"[::-1])


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_a_name_is_as_wide_as_its_parts(name: str) -> None:
    """Lines are broken by the widths of words, so a line's width is theirs and the spaces'."""
    parts = sum(FACE.width(word, 12) for word in name.split(" ")) + name.count(" ") * FACE.width(" ", 12)

    assert FACE.width(name, 12) == pytest.approx(parts)


@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_no_glyph_is_that_of_a_missing_letter(name: str) -> None:
    """Glyph 0, the box, is never drawn, in regular or bold."""
    for bold in (False, True):
        runs: list[Run] = runs_of(name, face(bold))
        assert all(glyph.number for run in runs for glyph in run.glyphs)


@pytest.mark.parametrize(
    ("words", "ends"), [("শ্রী", [4]), ("M̂a", [2, 3]), ("שָׂרָה", [3, 5, 6]), ("王小", [1, 2]), ("abc", [1, 2, 3])]
)
def test_words_are_cut_between_clusters_only(words: str, ends: list[int]) -> None:
    """No letter is parted from its accents, points or syllable."""
    assert cluster_ends(words, FACE) == ends


@pytest.mark.parametrize("family", RANGES)
def test_regular_and_bold_hold_the_same_letters(family: str) -> None:
    """A name that can be drawn can be drawn in bold."""
    fonts = [script_font(family, bold) for bold in WEIGHTS]

    assert all(font is not None for font in fonts)
    assert len({font.letters for font in fonts if font is not None}) == 1


def test_every_common_chinese_character_has_a_glyph() -> None:
    """All of GB 2312 and Big5, by which names are typed, and a name character that only GBK has."""
    both = {
        letter
        for encoding in ("gb2312", "big5")
        for high in range(0xA1, 0xFF)
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for letter in bytes((high, low)).decode(encoding, "ignore")
        if "\u4e00" <= letter <= "\u9fff"
    }

    assert len(both) > 15000
    assert all(can_draw(letter) for letter in (*both, "镕"))
