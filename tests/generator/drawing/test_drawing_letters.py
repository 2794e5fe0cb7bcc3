"""Foreign letters: drawn right and read back, or refused by name; never a box."""

from __future__ import annotations

import pytest
from sheets import drawn, heading, paper, para, read, row

from generator.fonts import composed, face, known_letters
from inconfidence.core.blocks import Table
from inconfidence.core.documents import Mark
from inconfidence.core.errors import InputInvalid

NAMES = [
    "Mehmet Yıldız, İbrahim Çağrı Şöğüt",
    "Nguyễn Thị Ánh, Đặng Hữu Phước",
    "Łukasz Żółć, Đorđe Čović, Ștefan Țurcanu",
    "Αλέξανδρος Παπαδόπουλος",
    "Владимир Щербаков, Ћирић, Їжак",
    "Siân Ŵyn, Seán Ó Súilleabháin, Þórður Guðmundsson",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_back_as_it_was_written(name: str) -> None:
    """Latin with Vietnamese and Turkish, Greek and Cyrillic names come out of the file letter by letter."""
    assert name in read(drawn(paper(para(name))))[0]


def test_a_decomposed_name_is_drawn_composed() -> None:
    """A name typed as letter plus accent becomes the one letter (NFC)."""
    assert "Nguyễn" in read(drawn(paper(para("Nguye\u0302\u0303n"))))[0]


def test_marks_nobody_sees_are_left_out() -> None:
    """Soft hyphens, zero-width spaces and byte order marks do not get into the file."""
    assert composed("Kest\u00adrel\u200b Pa\ufeffrade") == "Kestrel Parade"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ไทย", "THAI CHARACTER"),
        ("𠀀", "CJK UNIFIED IDEOGRAPH-20000"),
        ("Ruth \u2713", "CHECK MARK"),
        ("tab\there", "U+0009"),
        ("\U0001f600", "GRINNING FACE"),
    ],
)
def test_a_letter_no_font_has_is_refused_by_its_name(words: str, named: str) -> None:
    """The problem names the character and the heading near it, and not the words round it."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(heading("Adults involved"), Table((row("Ruth", words),), (80, 80)), para(f"Zaynab {words}")))

    assert {problem.code for problem in refused.value.problems} == {"no-glyph"}
    assert any(named in problem.message for problem in refused.value.problems)
    assert any(problem.path == "under “Adults involved”" for problem in refused.value.problems)
    assert not any("Zaynab" in str(problem) for problem in refused.value.problems)


def test_every_missing_letter_is_named_at_once() -> None:
    """The maker is told of all of them together, in the text and in the running head."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para("ก"), header=(para("ข"),)))

    assert len(refused.value.problems) == 2


def test_a_mark_is_held_to_the_same_rule() -> None:
    """A copy for somebody whose name cannot be written says so, and is not drawn with boxes."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para("x")), mark=Mark("Private", "Made for ไทย"))

    assert refused.value.problems[0].path == "mark"


def test_both_faces_hold_the_same_letters() -> None:
    """A name that can be drawn can be drawn in bold."""
    assert face(False).widths.keys() == face(True).widths.keys()


def test_all_of_ascii_that_can_be_seen_is_known() -> None:
    """What the letters of plain words are taken for without being looked at one by one."""
    assert known_letters() >= {chr(code) for code in range(128) if chr(code).isprintable()}
    assert not known_letters() & {chr(code) for code in range(128) if not chr(code).isprintable()}
