"""A translation that does not follow the English paper of today is refused by name."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from generator.template import DOCX, MANIFEST, list_languages, load_template
from inconfidence.core.errors import NotFound, OutOfTurn, UsageError

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHIPPED = Path(__file__).resolve().parents[2] / "templates" / "confidentiality-agreement"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a council's own copy of the agreement, with its Turkish translation."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "confidentiality-agreement"))


def test_a_translation_that_follows_is_loaded(folder: Path) -> None:
    """It is the same paper in another language, and says whom it is by."""
    turkish = load_template(folder, ["invitee"], "tr")

    assert (turkish.name, turkish.language, turkish.version) == ("confidentiality-agreement", "tr", "1.0")
    assert turkish.translation is not None
    assert turkish.translation.follows == "1.0"
    assert load_template(folder, ["invitee"], "en-GB") == load_template(folder, ["invitee"])


def test_a_changed_english_word_makes_the_translation_stale(folder: Path) -> None:
    """Somebody opens the English paper in Word and changes one word: nobody is given the old words in Turkish."""
    english = Document(str(folder / DOCX))
    changed = next(run for each in english.paragraphs for run in each.runs if run.text == "Then choose one")
    changed.text = "Then choose"
    english.save(str(folder / DOCX))

    with pytest.raises(OutOfTurn, match="confidentiality-agreement/tr is out of date") as refusal:
        load_template(folder, ["invitee"], "tr")

    assert "digest" in refusal.value.hint
    assert load_template(folder, ["invitee"]).language == "en-GB"


def test_a_new_english_version_makes_the_translation_stale(folder: Path) -> None:
    """The version alone is enough: it says that something was meant to be another."""
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace('version: "1.0"', 'version: "1.1"'), "utf-8")

    with pytest.raises(OutOfTurn, match=r"follows version 1\.0"):
        load_template(folder, ["invitee"], "tr")


def test_a_new_english_title_makes_the_translation_stale(folder: Path) -> None:
    """The title is printed, so it is part of the words."""
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace("Confidentiality agreement", "Agreement"), "utf-8")

    with pytest.raises(OutOfTurn, match="out of date"):
        load_template(folder, ["invitee"], "tr")


def test_saving_without_a_change_does_not_make_it_stale(folder: Path) -> None:
    """Another program packs the file anew and leaves a bookmark of its own: the words are the same."""
    english = Document(str(folder / DOCX))
    english.core_properties.author = "Somebody"
    english.paragraphs[0]._p.append(
        parse_xml(f'<w:bookmarkStart xmlns:w="{WORD_NAMESPACE}" w:id="99" w:name="_GoBack"/>')
    )
    stream = BytesIO()
    english.save(stream)
    (folder / DOCX).write_bytes(stream.getvalue())

    assert load_template(folder, ["invitee"], "tr").language == "tr"


@pytest.mark.parametrize("language", ["cy", "TR", "../acknowledgement", "tr/..", "."])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(folder: Path, language: str) -> None:
    """Nothing but a folder of this paper is ever opened."""
    with pytest.raises(NotFound, match="not translated into") as refusal:
        load_template(folder, ["invitee"], language)

    assert refusal.value.hint == "It exists in: en-GB, tr."


def test_a_paper_without_translations_has_none(folder: Path) -> None:
    """An English paper alone lists nothing."""
    shutil.rmtree(folder / "tr")

    assert list_languages(folder) == ()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("language: tr", "language: de", "its language"),
        ("  chair:", "  somebody:", "its signature fields"),
        ("  checker:", "  reader:", "'translation' should be"),
        ('checked_on: "not yet"', 'checked_on: "soon"', "'translation' should be"),
        ('checked_on: "not yet"', "checked_on: 2026-11-28", "'translation' should be"),
        ("wording: sample", "wording: sample\nnever: []", "'never' is not known"),
        ("wording: sample\n", "", "'wording' is missing"),
    ],
)
def test_a_manifest_that_is_not_right_is_refused(folder: Path, before: str, after: str, fault: str) -> None:
    """A translation says nothing of who may see what, and cannot leave out who checked it."""
    manifest = folder / "tr" / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), "utf-8")

    with pytest.raises(UsageError, match=r"confidentiality-agreement/tr/manifest\.yaml") as refusal:
        load_template(folder, ["invitee"], "tr")

    assert fault in refusal.value.message


def test_a_checked_translation_says_when(folder: Path) -> None:
    """Once a translator has checked it, the manifest gives the day."""
    manifest = folder / "tr" / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace('"not yet"', '"2026-11-28"'), "utf-8")

    translation = load_template(folder, ["invitee"], "tr").translation

    assert translation is not None
    assert translation.checked_on == "2026-11-28"
