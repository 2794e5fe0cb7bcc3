"""What people do not see as words and a stranger's tools do: codes glued together, lines in bytes, joined names."""

from __future__ import annotations

import base64
from functools import cache

import pytest

from disclosure.leaks import Passage, Search, findings, scan
from disclosure.leaks.letters import runs_of
from inconfidence.core.documents import DrawnFrom
from tests.disclosure.leaks.planting import CHANNELS, picture
from tests.disclosure.leaks.searching import leaks_drawn, leaks_in, referral, search
from tests.disclosure.leaks.test_opening_channels import ours

CHILD = "referral.people.0.name"
CODE = base64.b64encode("Mehmet Yıldız".encode()).decode()

HOUSE_CODE = base64.b64encode(b"14 Acacia Road").decode()


def looking_for(name: str) -> Search:
    return search(referral(people=[{"name": name}]))


@cache
def _concern() -> Search:
    child = {"name": "Mehmet Yıldız", "dob": "2012-11-05"}
    rang = {"phone": "07700 900264", "address": ["14 Acacia Road", "TM8 3LP"]}
    return search(linked=[referral("individual", people=[child], referrer=rang)])


def leaks_planted(kind: str, way: str, text: str) -> set[str]:
    content = CHANNELS[kind][way](picture("PNG") if kind == "picture" else ours(kind), text)
    return {each.path for each in scan(content, "", _concern()) if each.kind == "leak"}


@pytest.mark.parametrize("text", [f"word/{CODE}.bin", f"letter-P-2B8D-{CODE}.pdf", f"{CODE}\ndefault", f"a\nb/{CODE}"])
def test_a_code_is_read_whatever_it_is_glued_to(text: str) -> None:
    """Slashes and hyphens are signs of base64 and of paths; "=" before a line's end is one of quoted-printable."""
    assert leaks_in(text, looking_for("Mehmet Yıldız")) == [CHILD]


def test_a_word_divided_where_a_line_has_become_a_blank_is_found() -> None:
    """In the attributes of mark-up a line's end is a blank."""
    assert leaks_in("by Gr- ace Page, 2026", looking_for("Grace Page")) == [CHILD]


@pytest.mark.parametrize("text", ["JoNg.pdf", "a joNg b", "gNoJ", "gN oJ", "J o   N g"])
def test_a_name_of_four_letters_is_found_joined_and_backward(text: str) -> None:
    """Its capital shows where the surname begins."""
    assert leaks_in(text, looking_for("Jo Ng")) == [CHILD]


def test_four_letters_without_a_seam_are_a_word() -> None:
    """ "Jong" may be anybody."""
    assert leaks_in("Jong, jong and enjoying", looking_for("Jo Ng")) == []


@pytest.mark.parametrize(
    "text",
    ["will young", "Note: will young\nEnd", "Dear will young\n", "word/will young.bin", "the boys (will young)"],
)
def test_everyday_words_in_small_letters_are_the_name_where_they_stand_alone(text: str) -> None:
    """No sentence goes on around them."""
    assert leaks_in(text, looking_for("Will Young")) == [CHILD]


@pytest.mark.parametrize(
    "text", ["when will young people come", "they will, young as they are", "we will. Young people"]
)
def test_everyday_words_in_a_sentence_are_no_name(text: str) -> None:
    """A sentence goes on before them or behind."""
    assert leaks_in(text, looking_for("Will Young")) == []


def test_everyday_words_in_a_sentence_are_a_warning() -> None:
    """In the case of a boy called Will Young somebody reads the sentence again; in no other case."""
    text = "when will young people come"

    assert [each.kind for each in findings((Passage("text", "", text),), looking_for("Will Young"))] == ["warning"]
    assert not findings((Passage("text", "", text),), looking_for("Grace Page"))


def test_an_everyday_first_name_is_excused_only_where_it_was_drawn_with_its_capital() -> None:
    """ "Will" on a page that was drawn with "will" alone came from elsewhere."""
    asked = [DrawnFrom("letter.paragraphs.0", "people will come")]
    heads = [DrawnFrom("letter.paragraphs.0", "Will people come?")]

    assert leaks_in("people will come with Will", looking_for("Will Young"), asked) == [CHILD]
    assert leaks_in("x Will people come?", looking_for("Will Young"), heads) == []


def test_a_line_that_breaks_round_everyday_words_is_no_name() -> None:
    """What was drawn goes on where the line ends."""
    runs = [DrawnFrom("letter.paragraphs.0", "and when will young people come")]

    assert leaks_in("and when\nwill young\npeople come", looking_for("Will Young"), runs) == []
    assert leaks_drawn(looking_for("Will Young"), ("conference.plan.0.owner", "will young")) == [CHILD]


def test_a_surname_written_in_two_words_is_found_by_its_one_in_another_alphabet() -> None:
    """ "Ben Ali" is one word in Arabic."""
    assert leaks_in("It was Fatma Ben Ali.", looking_for("فاطمة بنعلي")) == [CHILD]


def test_a_polish_surname_is_found_as_it_sounds() -> None:
    """In "Wójcicki" the c before k is said ts."""
    assert leaks_in("Это был Лукаш Вуйцицкий.", looking_for("Łukasz Wójcicki")) == [CHILD]


def test_lines_in_bytes_are_read_together() -> None:
    """A number that goes on in the next line is one; lines of signs between them are chance."""
    assert list(runs_of(b"\x00\x01The\nold\nboy\x00")) == ["The\nold\nboy"]
    assert list(runs_of(b"\x00Rivka Gr\n$^~<|`\xc3\xbcnfeld\x00")) == ["Rivka Gr"]


@pytest.mark.parametrize(
    ("kind", "way", "text", "path"),
    [
        ("picture", "picture metadata, colour profile", "07700\n900264", "referrer.phone"),
        ("picture", "picture metadata, colour profile", "T\u00adM8 3\u00adLP", "referrer.address"),
        ("picture", "picture metadata, colour profile", "05/11/2012", "referral.people.0.dob"),
        ("pdf", "bytes outside objects", "07700\n900264", "referrer.phone"),
        ("pdf", "other strings, in a stream", "TM8\n3LP", "referrer.address"),
        ("pdf", "superseded objects, stream", "5 Nov '12", "referral.people.0.dob"),
        ("pdf", "attachments, file in a file", "5 Nov '12", "referral.people.0.dob"),
        ("pdf", "fonts", "They moved to TM8 3LP.", "referrer.address"),
        ("docx", "attributes", "20121105", "referral.people.0.dob"),
        ("docx", "extra fields of the packing", HOUSE_CODE, "referrer.address"),
        ("docx", "attributes", HOUSE_CODE, "referrer.address"),
    ],
)
def test_a_value_is_found_where_it_used_to_be_missed(kind: str, way: str, text: str, path: str) -> None:
    """Each of these was missed once by the proofs: see what each mend is for in the code."""
    assert path in leaks_planted(kind, way, text)


@pytest.mark.parametrize("text", ["5 11   2012", "2 0 1 2 -   1 1 - 0 5"])
def test_a_date_in_two_pieces_on_one_line_is_found(text: str) -> None:
    """Pieces that lie apart on a page are read with wide gaps."""
    assert [each.path for each in findings((Passage("page text by position", "page 1", text),), _concern())] == [
        "referral.people.0.dob"
    ]


def test_a_shouted_name_behind_a_field_of_word_is_found() -> None:
    """What the field does stands in capitals too, and is no heading."""
    content = CHANNELS["docx"]["field codes"](ours("docx"), "WILL YOUNG")

    assert CHILD in {each.path for each in scan(content, "", looking_for("Will Young"))}


def test_a_postcode_in_the_name_of_a_font_is_no_chance() -> None:
    """What stands in a font's dictionary was written; what stands among its numbers may be chance."""
    written = findings((Passage("fonts", "page 1", "TM8 3LP"),), _concern())

    assert [each.path for each in written] == ["referrer.address"]
    assert not findings((Passage("font files", "page 1", "x9 TM8 3LP q7"),), _concern())
