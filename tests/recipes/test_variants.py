"""A paper comes in the print and the language its reader needs: as recorded of them, or as asked for by hand."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
import pytest
from docx import Document
from pypdfium2 import PdfDocument

from forms import Record, amended
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.recipes import agreements, casework, catalogue, conference
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case, word_for_case
from inconfidence.recipes.papers import Made
from inconfidence.recipes.sample import Sample
from inconfidence.recipes.variants import Variant, language_read, recorded
from inconfidence.store import Case, Invitee
from tests.recipes.conftest import OpenCase

AGREEMENT = "confidentiality-agreement"
MEHMET, STANDARD_READER = "13", "01"
TRANSLATED = {AGREEMENT, "survey-guide", "survey-form", "observation-sheet", "monitoring-sheet", "other-task-sheet"}


@pytest.fixture
def survey(home: Home, sample: Sample, assessing: OpenCase) -> str:
    """Give the reference of a place that is being assessed, with a survey to be made."""
    case = assessing("location")
    casework.record(home, case.reference, sample.text("task-survey"), by="test")
    return case.reference


@pytest.fixture
def place(assessing: OpenCase) -> str:
    """Give the reference of the place that Mr Yıldız rang about."""
    return assessing("location").reference


def test_who_rang_in_turkish_gets_large_print_because_the_record_says_so(home: Home, place: str) -> None:
    """Nobody has to remember it: the receipt is in large print, and in English, for it is not translated."""
    receipt = make_for_case(home, "acknowledgement", place, "referrer")

    assert (receipt.row.variant, language(receipt), smallest(receipt)) == ("large-print", "en-GB", 18.0)


def test_a_reader_of_whom_nothing_is_recorded_gets_standard_print(home: Home, survey: str) -> None:
    """The public and FAST get what they got before."""
    assert make_for_case(home, "survey-form", survey, "public").row.variant == "standard"
    assert make_for_case(home, "referral-record-location", survey, "fast").row.variant == "standard"


@pytest.mark.parametrize(
    ("print_", "spoken", "row"),
    [
        ("standard", "tr", "tr"),
        ("large-print", "en-GB", "large-print"),
        ("large-print", "tr", "large-print.tr"),
        ("", "en-GB", "standard"),
    ],
)
def test_print_and_language_are_chosen_apart(home: Home, survey: str, print_: str, spoken: str, row: str) -> None:
    """Each pair is a paper of its own, sealed and filed, whose file says its language and holds nothing smaller."""
    made = make_for_case(home, "survey-guide", survey, "task_holder", print_=print_, language=spoken)

    assert (made.row.variant, language(made), made.evidence.verdict) == (row, spoken, "authentic")
    assert (smallest(made) >= 18.0) == (print_ == "large-print")


def test_each_variant_is_made_once(home: Home, survey: str) -> None:
    """A second call finds the first one's paper; another variant is another paper."""
    first = make_for_case(home, "survey-form", survey, "public", language="tr")
    again = make_for_case(home, "survey-form", survey, "public", language="tr")
    english = make_for_case(home, "survey-form", survey, "public")

    assert (again.row.reference, again.fresh) == (first.row.reference, False)
    assert english.row.reference != first.row.reference


def test_what_is_asked_for_by_hand_goes_before_the_record(home: Home, place: str) -> None:
    """Somebody rings and asks for small print this once."""
    assert make_for_case(home, "acknowledgement", place, "referrer", print_="standard").row.variant == "standard"


def test_a_paper_that_is_not_translated_is_refused_when_asked_for(home: Home, place: str) -> None:
    """The refusal names the languages there are; no English paper comes in the place of a Turkish one."""
    with pytest.raises(NotFound, match="'acknowledgement' is not translated into 'tr'") as refusal:
        make_for_case(home, "acknowledgement", place, "referrer", language="tr")

    assert refusal.value.hint == "It exists in: en-GB."


def test_a_word_file_to_edit_comes_in_turkish_too(home: Home, survey: str) -> None:
    """An officer can edit the translation; its words are Turkish."""
    content = word_for_case(home, "survey-form", survey, "public", language="tr")

    assert "Lütfen kimsenin adını yazmayın." in word_text(content)


def test_the_agreement_is_put_to_a_person_in_their_print_and_language(home: Home, sample: Sample) -> None:
    """Mr Yıldız signs what he can read; the same wording version stands on it, so his signature opens his copy."""
    asked = put_to(home, sample, MEHMET, sample.translations())

    assert asked.paper.row.variant == "2026-2.1.large-print.tr"
    assert (language(asked.paper), smallest(asked.paper)) == ("tr", 18.0)
    assert asked.agreement.wording_version == sample.wording("agreement").values["wording_version"]
    assert language_read(asked.paper.row.variant) == "Turkish"


def test_others_sign_in_english(home: Home, sample: Sample) -> None:
    """A translation changes nothing for anybody else."""
    asked = put_to(home, sample, STANDARD_READER, sample.translations())

    assert (asked.paper.row.variant, language(asked.paper)) == ("2026-2.1", "en-GB")


def test_without_a_translated_wording_the_agreement_is_in_english(home: Home, sample: Sample) -> None:
    """A Turkish frame round English clauses would be neither."""
    asked = put_to(home, sample, MEHMET, {})

    assert (asked.paper.row.variant, language(asked.paper)) == ("2026-2.1.large-print", "en-GB")


def test_a_translated_wording_of_another_version_is_refused(home: Home, sample: Sample) -> None:
    """The council changed its wording and nobody translated it: nobody is asked to sign the old words."""
    stale = amended(sample.wording("agreement.tr"), {"wording_version": "2026-1"})

    with pytest.raises(OutOfTurn, match="follows version 2026-1, and 2026-2 is to be signed"):
        put_to(home, sample, MEHMET, {"tr": stale})


def test_the_two_wordings_of_the_sample_say_the_same_number_of_things(sample: Sample) -> None:
    """Clause for clause, line for line, tick for tick; and the translation says which text governs."""
    english, turkish = (sample.wording(name).values for name in ("agreement", "agreement.tr"))

    assert shape(turkish) == shape(english)
    assert "The English text governs" in str(turkish["notes"])


def test_the_list_of_papers_says_in_which_prints_and_languages() -> None:
    """A program can offer what there is and nothing else."""
    rows = {row["kind"]: row for row in catalogue.listing() if row["available"]}

    assert all(row["prints"] == ["standard", "large-print"] for row in rows.values())
    assert {kind for kind, row in rows.items() if "tr" in row["languages"]} == TRANSLATED
    assert all(row["languages"][0] == "en-GB" for row in rows.values())


@pytest.mark.parametrize(
    ("values", "variant"),
    [
        ({"format": "large_print", "language": "Turkish"}, Variant("large-print", "tr")),
        ({"format": "standard", "language": "Somali"}, Variant()),
        ({"format": "braille", "language": "not_asked"}, Variant()),
        ({}, Variant()),
    ],
)
def test_a_record_says_print_and_language(values: Mapping[str, Any], variant: Variant) -> None:
    """What we cannot make is made in standard print and English, never refused behind the reader's back."""
    assert recorded(values, AGREEMENT) == variant


def put_to(home: Home, sample: Sample, number: str, translated: Mapping[str, Record]) -> agreements.Asked:
    """Put the agreement to one person of the sample."""
    case, meeting, invitee, person = invited(home, sample, number)
    records = {"conference": meeting, "invitee": person}
    return agreements.ask(home, case, invitee, records, sample.wording("agreement"), translated)


def invited(home: Home, sample: Sample, number: str) -> tuple[Case, Record, Invitee, Record]:
    """Call the sample's conference and invite one person to it."""
    reference = casework.take_in_referral(home, sample.text("referral-location"), by="test").reference
    casework.record(home, reference, sample.text("screening-location"), by="test")
    meeting = casework.record(home, reference, sample.text("conference"), by="test")
    case = casework.case_of(home, reference)
    person = next(each.person for each in sample.guests() if each.person.values["number"] == number)
    return case, meeting, conference.invite(home, case, person), person


def language(made: Made) -> str:
    """Return the language a file says it is in."""
    with pikepdf.open(BytesIO(made.content)) as pdf:
        return str(pdf.Root.Lang)


def smallest(made: Made) -> float:
    """Return the size of the smallest letter on the first page, as another program sees it."""
    text = PdfDocument(made.content)[0].get_textpage()
    shown = [at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
    return round(min(pdfium.FPDFText_GetFontSize(text, at) for at in shown), 2)


def word_text(content: bytes) -> str:
    """Return the words of a Word file."""
    body = Document(BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def shape(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return how many lines each list has, and how many paragraphs each clause."""
    lists = {name: len(values[name]) for name in ("in_short", "you_can_always", "ticks")}
    parts = {name: [len(each["paragraphs"]) for each in values[name]] for name in ("clauses", "notes")}
    return {**lists, **parts, "version": values["wording_version"], "dated": values["wording_dated"]}
