"""A name is found however it is written, and ordinary words are not taken for names."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from tests.disclosure.leaks.searching import leaks_in, referral, search

NAME = "Mehmet Yıldız"
FORMS = {
    "as written": NAME,
    "capitals": "MEHMET YILDIZ",
    "small letters": "mehmet yildiz",
    "accents stripped": "Mehmet Yildiz",
    "decomposed accents": "Mehmet Yı\u0301ldız",
    "no blank": "MehmetYıldız",
    "two blanks": "Mehmet  Yıldız",
    "no-break space": "Mehmet\u00a0Yıldız",
    "thin space": "Mehmet\u2009Yıldız",
    "zero-width space": "Meh\u200bmet Yıl\u200bdız",
    "soft hyphen": "Meh\u00admet Yıl\u00addız",
    "direction marks": "\u202eMehmet\u202c \u2067Yıldız\u2069",
    "surname first": "Yıldız, Mehmet",
    "surname first in capitals": "YILDIZ Mehmet",
    "initial": "M. Yıldız",
    "initial without dot": "M Yildiz",
    "initial behind": "Yildiz, M.",
    "title": "Mr Yildiz",
    "surname alone": "the Yildiz shop",
    "first name alone": "a man called Mehmet",
    "possessive": "Yıldız's shop",
    "plural": "the Yildizes",
    "middle name": "Mehmet Can Yildiz",
    "broken over lines": "Mehmet Yıl-\ndız",
    "broken by the reader of the file": "Mehmet Yıl\ufffe\ndız",
    "over two lines": "Mehmet\nYıldız",
    "letter-spaced": "M e h m e t   Y ı l d ı z",
    "full-width letters": "Ｍｅｈｍｅｔ Ｙıｌｄıｚ",
    "look-alike letters": "М\u0435hm\u0435t Yildiz",
    "Cyrillic": "Мехмет Йылдыз",
    "file name": "mehmet_yildiz-2026.pdf",
    "run into a word": "xmehmetyildizx",
    "user name": "myildiz@example.org",
    "blanks in the middle": "Meh met Yil diz",
    "backward": "zidliY temheM",
    "percent-encoded": quote(NAME),
    "HTML entities": "Mehmet Y&#305;ld&#x131;z",
    "quoted-printable": "Mehmet Y=C4=B1ld=C4=B1z",
    "escaped": r"Mehmet Y\u0131ld\u0131z",
    "base64": base64.b64encode(NAME.encode()).decode(),
    "encoded word": f"=?utf-8?b?{base64.b64encode(NAME.encode()).decode()}?=",
    "hexadecimal": NAME.encode().hex(),
    "hexadecimal UTF-16": NAME.encode("utf-16-be").hex(),
    "UTF-16 with zero bytes": "\0".join("Mehmet Yildiz"),
}  # fmt: skip
ACROSS_ALPHABETS = {
    "Arabic": ("محمد خان", "Mohammed Khan"),
    "Urdu": ("فاطمہ چوہدری", "Fatima Chaudhry"),
    "Hebrew": ("רבקה גרינפלד", "Rivka Grünfeld"),
    "Bengali": ("রহিমা খাতুন", "Rahima Khatun"),
    "Gujarati": ("રમેશ પટેલ", "Ramesh Patel"),
    "Hindi": ("प्रिया शर्मा", "Priya Sharma"),
    "Russian": ("Дмитрий Соколов", "Dmitri Sokolov"),
    "Ukrainian": ("Олена Шевченко", "Olena Shevchenko"),
    "Greek": ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
}
SPELLINGS = [
    ("Jürgen Müller", "Juergen Mueller"),
    ("Juergen Mueller", "Jürgen Müller"),
    ("Łukasz Wójcik", "Lukasz Wojcik"),
    ("Şule Çelik", "Shule Chelik"),
    ("Nguyễn Thị Hương", "Huong Nguyen"),
    ("Siobhán O’Brien", "OBrien, Siobhan"),
    ("Tobias Hartmann-Lewis", "T Hartmann Lewis"),
    ("Bjørn Ødegård", "Bjorn Odegard"),
    ("Mrs Sadia Rehman", "Sadia Rehman"),
    ("Rehman, Sadia", "Sadia Rehman"),
    ('Mehmet "Memo" Yıldız', "they call him Memo"),
]


def leaks(name: str, text: str) -> list[str]:
    return leaks_in(text, search(referral(people=[{"name": name}])))


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_name_is_found_in_every_form(text: str) -> None:
    """Case, accents, spacing, order, initials, hyphens, other letters, encodings."""
    assert leaks(NAME, text) == ["referral.people.0.name"]


@pytest.mark.parametrize(("own", "latin"), ACROSS_ALPHABETS.values(), ids=ACROSS_ALPHABETS)
def test_a_name_is_found_in_another_alphabet(own: str, latin: str) -> None:
    """A record in one alphabet finds the paper in the other, both ways, and each finds itself."""
    for recorded, written in ((own, latin), (latin, own), (own, own)):
        assert leaks(recorded, f"It was {written} who said so.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王小明", "昨天我看见王小明在商店"),
        ("山田 太郎", "昨日山田太郎さんを見た"),
        ("สมชาย ใจดี", "เมื่อวานเห็นสมชายใจดีที่ร้าน"),
        ("김민준", "어제 김민준이 왔다"),
        ("முருகன்", "நேற்று முருகன் வந்தார்"),
        ("ሰላም ተስፋዬ", "ትላንት ሰላም ተስፋዬ መጣ"),
        ("Հայկ Պետրոսյան", "Երեկ ՀԱՅԿ ՊԵՏՐՈՍՅԱՆ եկավ"),
        ("გიორგი ბერიძე", "გუშინ გიორგი ბერიძე მოვიდა"),
    ],
)
def test_a_name_is_found_in_its_own_letters(name: str, text: str) -> None:
    """Also in those that have no blanks between words, no capitals, or endings."""
    assert leaks(name, text)


@pytest.mark.parametrize(("recorded", "written"), SPELLINGS)
def test_a_name_is_found_in_another_spelling(recorded: str, written: str) -> None:
    """German, Polish, Turkish, Vietnamese, Irish, Scandinavian; titles and nicknames apart."""
    assert leaks(recorded, written)


@pytest.mark.parametrize(
    "text",
    [
        "What will young people do next?",
        "Will you come to the meeting?",
        "Young people will be safer.",
        "WILL YOUNG PEOPLE BE SAFE?",
        "Will the young people come?",
    ],
)
def test_a_name_of_everyday_words_is_not_seen_in_ordinary_sentences(text: str) -> None:
    """A boy called Will Young is not in every sentence about young people."""
    assert leaks("Will Young", text) == []


@pytest.mark.parametrize(
    "text",
    ["Will Young came.", "W. Young", "Mr Young", "YOUNG, Will", "WillYoung.pdf", "WILL YOUNG", "I saw Will there."],
)
def test_a_name_of_everyday_words_is_found_where_it_is_a_name(text: str) -> None:
    """With capitals, a title, an initial, or joined."""
    assert leaks("Will Young", text)


def test_a_nickname_that_is_a_word_is_found_where_it_is_a_name() -> None:
    """A capital inside a sentence, or at its head before anything but what makes it a verb."""
    looked_for = search(referral(people=[{"also_known_as": "Will, Smalls"}]))

    assert leaks_in("Then Will left.", looked_for)
    assert leaks_in("Will was seen again.", looked_for)
    assert leaks_in("They call him Smalls.", looked_for)
    assert leaks_in("Will you ring us? They will. We sell smalls.", looked_for) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("May", "on 5 May 2026, in May and early May"),
        ("Victoria Adebayo", "Victoria Park, Victoria Road and St Victoria"),
        ("Mary Okoro", "St Mary's Church"),
        ("Grace Park", "Park the car. The park is open."),
        ("Ann Other", "Joann other people"),
        ("Ian Green", "the Persian green"),
        ("Toby Marsh", "to by the marsh"),
        ("Rose Hall", "The noise rose. Town Hall."),
        ("Dean London", "London is large."),
        ("Don Wallis", "Don't wait. Don’t worry."),
        ("Ali Hassan", "qualified, alibi"),
    ],
)
def test_places_days_and_parts_of_words_are_no_names(name: str, text: str) -> None:
    """The rest of the sentence says that no person is meant."""
    assert leaks(name, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Yıldız Food & Wine",
        "YILDIZ FOOD AND WINE",
        "Yildiz Food Wine Ltd",
        "yildizfoodandwine.example",
        "the Yildiz Food & Wine",
    ],
)
def test_an_organisation_is_found_whole(text: str) -> None:
    """With "&", "and" or neither, with "Ltd" or not, as the name of a website."""
    looked_for = search(referral(referrer={"organisation": "Yıldız Food & Wine"}))

    assert leaks_in(text, looked_for) == ["referrer.organisation"]


def test_one_word_of_an_organisation_is_not_looked_for() -> None:
    """It is often the name of the estate."""
    looked_for = search(referral(referrer={"organisation": "Larkmere Community Kitchen"}))

    assert leaks_in("Larkmere Estate has a community kitchen rota.", looked_for) == []


def test_an_organisation_of_everyday_words_is_looked_for_when_it_is_the_referrers() -> None:
    """ "Youth Centre" as the name of who rang is a leak; as a family's professional it is a kind of service."""
    rang = search(referral(referrer={"organisation": "Corner Shop"}))
    works_with = search(linked=[referral("individual", professionals=[{"agency": "Youth Service"}])])

    assert leaks_in("It was seen from Corner Shop.", rang)
    assert leaks_in("It was seen from a corner shop.", rang) == []
    assert leaks_in("Ask the Youth Service.", works_with) == []
