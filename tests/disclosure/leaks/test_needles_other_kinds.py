"""Telephone numbers, addresses, dates, identifiers and texts are found in each of their forms."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure.leaks.addresses import address_hunters
from disclosure.leaks.contacts import contact_hunters
from disclosure.leaks.dates import date_hunters
from disclosure.leaks.identifiers import identifier_hunters
from disclosure.leaks.matching import Hunter, Searched
from disclosure.leaks.phrases import phrase_hunters, post_hunters

MOBILE, LONDON = "+44 7700 900264", "020 7946 0177"
EMAIL = "siobhan.kerrigan@otters.example"
NHS, REFERENCE = "943 476 5919", "R-7K3M-9QXT"
BIRTHDAY = date(2012, 11, 5)
HOME = ["Flat 9, 14 Acacia Road", "Larkmere Estate", "London", "E8 1EA"]
BLOCK = ["Flat 9, Block A", "Larkmere Estate", "Thornmere TM4 2RB"]
STORY = "Then a silver car, a hatchback, stops at the end by the bins and the boy goes up to it."


def forms(hunters: tuple[Hunter, ...], text: str) -> list[str]:
    """Return the forms in which a text surely holds what is looked for."""
    searched = Searched(text)
    return [hit.form for hunter in hunters for hit in hunter.hits(searched) if hit.sure]


@pytest.mark.parametrize(
    "text",
    [
        "07700 900264",
        "07700900264",
        "07700-900-264",
        "07700.900.264",
        "(07700) 900 264",
        "+447700900264",
        "+44 (0)7700 900264",
        "0044 7700 900264",
        "tel:+44-7700-900264",
        "07700 900264 ext. 12",
        "0 7 7 0 0 9 0 0 2 6 4",
        "07700\u00a0900264",
        "07700\u2009900\u2009264",
        "０７７００ ９００２６４",
        "٠٧٧٠٠ ٩٠٠٢٦٤",
        "07700 900-\n264",
    ],
)
def test_a_telephone_number_is_found_in_any_grouping(text: str) -> None:
    """Brackets, dots, the way in from abroad, an extension, digits of other scripts, over two lines."""
    assert forms(contact_hunters(MOBILE), text)


def test_a_london_number_is_found_without_its_area() -> None:
    """As people who live there write it."""
    assert forms(contact_hunters(LONDON), "ring 7946 0177")


def test_another_number_is_no_telephone_number() -> None:
    """One digit makes it somebody else's."""
    assert forms(contact_hunters(MOBILE), "07700 900265, 07700 900 26, 1 2 3 4 5 6 7 8") == []


@pytest.mark.parametrize(
    "text",
    [
        EMAIL,
        EMAIL.upper(),
        "siobhan.kerrigan at otters dot example",
        "siobhan dot kerrigan (at) otters (dot) example",
        "siobhan.kerrigan [at] otters.example",
        f"mailto:{EMAIL}",
        f"<{EMAIL}>",
        "siobhan. kerrigan @ otters. example",
        "siobhan.\u200bkerrigan@otters.example",
        "ｓｉｏｂｈａｎ.ｋｅｒｒｉｇａｎ＠ｏｔｔｅｒｓ.ｅｘａｍｐｌｅ",
        "siobhan.kerri-\ngan@otters.example",
        "Siobhan.Kerrigan",
        "elpmaxe.sretto@nagirrek.nahbois",
        "siobhankerriganottersexample",
    ],
)
def test_an_email_address_is_found_said_or_written(text: str) -> None:
    """In any case, spelled out, spaced, broken, backward, and its first part alone."""
    assert forms(contact_hunters(EMAIL), text)


@pytest.mark.parametrize("text", ["info", "Send it to info at another place", "otters.example"])
def test_a_post_and_a_domain_alone_are_no_persons_address(text: str) -> None:
    """Everybody has an info@."""
    assert forms(contact_hunters("info@otters.example"), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2012-11-05",
        "2012/11/05",
        "20121105",
        "5 November 2012",
        "5th November 2012",
        "5th of Nov 2012",
        "05 NOV 2012",
        "Monday, 5 November 2012",
        "November 5, 2012",
        "Nov. 5th, 2012",
        "05/11/2012",
        "5.11.12",
        "5-11-2012",
        "11/05/2012",
        "5 Nov '12",
        "the fifth of November 2012",
        "5\u00a0November\u00a02012",
        "2012-11-05T00:00:00",
        "05NOV2012",
    ],
)
def test_a_date_is_found_in_figures_and_in_words(text: str) -> None:
    """Year first or last, in four figures or two, month by name, with its weekday, either order."""
    assert forms(date_hunters(BIRTHDAY), f"born {text}, he says")


def test_a_day_and_month_is_perhaps_the_date() -> None:
    """Without a year it is a warning."""
    searched = Searched("every Nov 5")

    (hit,) = [hit for hunter in date_hunters(BIRTHDAY) for hit in hunter.hits(searched)]

    assert not hit.sure


@pytest.mark.parametrize(
    "text", ["5 November 2013", "15 November 2012", "D:20121105093412", "2012-11-05T09:34:12Z", "5.11"]
)
def test_another_date_and_the_stamp_of_a_program_are_not_it(text: str) -> None:
    """A file made that day, at a minute and a second, says nothing of the record."""
    assert forms(date_hunters(BIRTHDAY), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "E8 1EA",
        "e81ea",
        "E8-1EA",
        "E8\u00a01EA",
        "E8+1EA",
        "E 8 1 E A",
        "14 Acacia Road",
        "14 Acacia Rd",
        "14, Acacia Rd.",
        "14 ACACIA ROAD",
        "Acacia Road 14",
        "no. 14 Acacia Road",
        "14AcaciaRoad",
        "14_acacia_road",
        "14 Aca-\ncia Road",
    ],
)
def test_an_address_is_found_by_postcode_or_by_house(text: str) -> None:
    """With or without the blank, in full or short, number first or last, over two lines."""
    assert forms(address_hunters(HOME), text)


def test_a_flat_is_found_by_its_block() -> None:
    """A line of everyday words with a number is looked for whole."""
    assert forms(address_hunters(BLOCK), "He lives at Flat 9, Block A.")


@pytest.mark.parametrize(
    "text", ["London", "Larkmere Estate", "Acacia Road", "114 Acacia Road", "Flat 9", "E8 1EB", "Block A"]
)
def test_a_street_a_town_and_another_house_are_no_address(text: str) -> None:
    """They name no one."""
    assert forms((*address_hunters(HOME), *address_hunters(BLOCK)), text) == []


@pytest.mark.parametrize(
    "text", ["9434765919", "943-476-5919", "943 476 5919", "943.476.5919", "nhs=9434765919&", "９４３４７６５９１９"]
)
def test_an_nhs_number_is_found_in_any_grouping(text: str) -> None:
    """Ten digits, wherever the gaps are."""
    assert forms(identifier_hunters(NHS), text)


@pytest.mark.parametrize(
    "text",
    [
        "R-7K3M-9QXT",
        "r7k3m9qxt",
        "R 7K3M 9QXT",
        "7K3M-9QXT",
        "https://x.example/?r=R-7K3M-9QXT&n=1",
        "TXQ9-M3K7-R",
        "R_7K3M_9QXT.pdf",
    ],
)
def test_a_reference_is_found_anywhere(text: str) -> None:
    """Small or large, without its letter, in an address, in a file name, backward."""
    assert forms(identifier_hunters(REFERENCE), text)


def test_a_longer_number_is_another_number() -> None:
    """Ten digits within eleven are not the ten."""
    assert forms(identifier_hunters(NHS), "19434765919 94347659190") == []


@pytest.mark.parametrize(
    "text",
    [
        "a silver car, a hatchback, stops at the end by",
        "A SILVER CAR - A HATCHBACK - STOPS AT THE END BY",
        "a silver car a hatch-\nback stops at the end by",
        "“a silver car; a hatchback stops at the end by…",
        "ａ ｓｉｌｖｅｒ ｃａｒ a hatchback stops at the end by",
        "a silver\ncar,\na hatchback,\nstops at\nthe end by",
        "a silver car, [a hatchback], stops at the end by",
        "asilvercarahatchbackstopsattheendbythebins",
        "a\u200b silver car a hatch\u00adback stops at the end by",
        "hatchback, stops at the end by the bins and the boy",
        "a s i l v e r c a r a h a t c h b a c k s t o p s",
        "a  silver_car__a hatchback/stops at  the end by",
    ],
)
def test_eight_words_in_a_row_are_found(text: str) -> None:
    """Whatever stands between them: signs, lines, brackets, nothing at all."""
    assert forms(phrase_hunters(STORY), f"it was said that {text} and so on")


def is_sure(value: str, text: str) -> list[bool]:
    return [hit.sure for hunter in phrase_hunters(value) for hit in hunter.hits(Searched(text))]


def test_six_words_in_a_row_that_tell_of_a_thing_are_a_leak() -> None:
    """Two of them tell of a person, a thing or a deed, and one of these is rare."""
    assert is_sure(STORY, "I saw a silver car, a hatchback, stops") == [True]
    assert is_sure("He hands over a rucksack and buys trainers.", "then hands over a rucksack and buys") == [True]


def test_a_set_phrase_of_six_words_is_perhaps_the_text() -> None:
    """Only everyday words tell: whoever writes of young people writes so."""
    told = "I fear that young people are at risk of harm from these older men."

    assert is_sure(told, "We think young people are at risk of harm.") == [False]


def test_words_of_a_place_and_an_hour_are_anybodys() -> None:
    """Everybody who writes of that place writes so; in eight words it is a warning, in twelve a leak."""
    told = "At the end of the row of garages, late at night, before the shops close, it begins with the tall one."

    assert is_sure(told, "the lamps at the end of the row need repair") == []
    assert is_sure(told, "at the end of the row of garages, late") == [False]
    assert is_sure(told, "at the end of the row of garages, late at night, before the shops") == [True]


@pytest.mark.parametrize(
    ("role", "text", "sure"),
    [
        ("Swimming coach", "The swimming coach will walk.", {True}),
        ("Swimming coach", "Swimming coaches will walk.", set()),
        ("Pharmacist", "The pharmacist opens early.", {False}),
        ("Pharmacist", "Pharmacists open early.", set()),
    ],
)
def test_the_referrers_role_is_found(role: str, text: str, sure: set[bool]) -> None:
    """Of two words it is one person; of one word perhaps; several of a kind are nobody."""
    hunters = post_hunters(role, is_referrers=True)

    assert {hit.sure for hunter in hunters for hit in hunter.hits(Searched(text))} == sure


def test_the_role_of_somebody_else_is_perhaps_they() -> None:
    """Only when it is of two words and one of them rare."""
    hunters = post_hunters("Estate caretaker", is_referrers=False)
    searched = Searched("The estate caretaker has a key.")

    assert {hit.sure for hunter in hunters for hit in hunter.hits(searched)} == {False}
    assert not post_hunters("Pharmacist", is_referrers=False)
    assert not post_hunters("Youth worker", is_referrers=False)


@pytest.mark.parametrize(
    "text", ["a silver car", "the boy goes up to", "A car, a boy and the bins at the end of the road."]
)
def test_fewer_words_of_a_long_text_are_not_looked_for(text: str) -> None:
    """Five words are anybody's."""
    assert forms(phrase_hunters(STORY), text) == []


def test_words_without_sense_are_not_looked_for() -> None:
    """Six words in a row that stand in any paper say nothing."""
    assert forms(phrase_hunters("And then it was in the yard."), "and then it was in the") == []


def test_a_short_text_is_looked_for_whole() -> None:
    """Four words, or one that is no everyday word; "School uniform" is nobody's secret."""
    assert forms(phrase_hunters("Red rucksack"), "a red rucksack")
    assert forms(phrase_hunters("Ring after two o'clock"), "RING AFTER TWO O'CLOCK")
    assert phrase_hunters("Every evening") == ()


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("pharmacist and shopkeepers share a key hope", [True]),
        ("pharmacist and shopkeepers share a key. Hope", [False]),
        ("stairs. Pharmacist and shopkeepers share a key", [True]),
    ],
)
def test_words_of_two_sentences_are_no_words_in_a_row(text: str, sure: list[bool]) -> None:
    """Where the text has no stop, a stop on the page parts what somebody else wrote; where it has one, it does not."""
    told = "They wait on the stairs. Pharmacist and shopkeepers share a key hope to mend it with."

    assert is_sure(told, text) == sure
