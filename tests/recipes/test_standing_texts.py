"""The council's own texts stand on a paper in its language, honestly, or the paper is not made."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from forms import Record, council_settings, load_schema
from generator.spoken import TONGUES
from inconfidence.core.errors import InputInvalid, OutOfTurn
from inconfidence.recipes.sample import settings
from inconfidence.recipes.standing_texts import TEXTS, TRANSLATIONS, council_in, english_texts


def sample(old: str = "", new: str = "") -> Record:
    """Return the sample council's settings, with something else in them."""
    text = settings().decode()
    assert old in text
    return council_settings(text.replace(old, new, 1).encode())


def words_in(council: Record) -> str:
    """Return the standing texts in one."""
    found: list[Any] = [council.values[name] for name in TEXTS]
    return " ".join(each if isinstance(each, str) else " ".join(each) for each in found)


def test_a_paper_in_turkish_has_them_in_turkish() -> None:
    """All five, none of them the English one."""
    english, turkish = council_in(sample(), "en-GB"), council_in(sample(), "tr")

    assert all(english.values[name] != turkish.values[name] for name in TEXTS)
    assert "çocukları güvende tutmak" in words_in(turkish)
    assert "keep children safe" not in words_in(turkish)


def test_the_translation_says_whose_it_is_and_that_the_english_governs() -> None:
    """Translator, checker, and the words of section 6 of the papers: at the end of how to check the paper."""
    (row,) = tomllib.loads(settings().decode())[TRANSLATIONS]

    note = council_in(sample(), "tr").values["check_words"][-1]
    assert row["translator"] in note
    assert row["checker"] in note
    assert "The English text governs" in note


def test_the_sample_says_that_it_is_one() -> None:
    """No council takes our Turkish for a checked translation."""
    (row,) = sample().values[TRANSLATIONS]

    assert "sample translation" in row["translator"]
    assert "not yet checked" in row["checker"]


@pytest.mark.parametrize("old", ["keep children safe, and for nothing else", "Children Acts 1989", "If found, please"])
def test_a_stale_translation_is_refused(old: str) -> None:
    """A changed English word anywhere in the texts: refused with what to write once the translation is renewed."""
    changed = sample(old, "something else")

    with pytest.raises(OutOfTurn) as refused:
        council_in(changed, "tr")
    assert english_texts(changed) in refused.value.hint
    assert council_in(changed, "en-GB").values["name"] == changed.values["name"]


def test_a_language_nobody_translated_them_into_has_the_english_ones() -> None:
    """As the council wrote them; and no paper's view holds the texts of another language."""
    assert words_in(council_in(sample(), "bn")) == words_in(sample())
    assert not any(council_in(sample(), each).values[TRANSLATIONS] for each in ("en-GB", "tr", "bn"))


def test_half_a_translation_is_no_setting() -> None:
    """A text left out would stand on the paper in English."""
    with pytest.raises(InputInvalid):
        sample('found_words = """\\\nBulduysan', 'forgotten = """\\\nBulduysan')


def test_the_answers_on_a_translated_paper_have_words_in_its_language() -> None:
    """How a person takes part is the one answer of a form that stands on the agreement."""
    capacity = load_schema("invitee").fields["capacity"]

    assert set(TONGUES["tr"].answers) >= set(capacity.options.values())
