"""Numbers of lists are counted as Word counts them."""

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from generator.word import problems_of
from inconfidence.core.blocks import Paragraph
from tests.generator.word.making import SPACES, blocks, paragraph, run, word


def level(index: int, number_format: str, words: str, more: str = "") -> str:
    """Return the XML of one level of a list."""
    indent = f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{words}"/>{indent}</w:lvl>'
    )


def listed(*levels: str, lists: tuple[str, ...] = ("",), at: tuple[tuple[int, int], ...]) -> bytes:
    """Return a file with one abstract list, some lists of it, and a paragraph at each (list, level)."""

    def prepare(document: WordDocument) -> None:
        root = document.part.numbering_part.element
        abstract = f'<w:abstractNum {SPACES} w:abstractNumId="90">{"".join(levels)}</w:abstractNum>'
        root.insert(0, parse_xml(abstract))
        for index, override in enumerate(lists):
            number = f'<w:num {SPACES} w:numId="{90 + index}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            root.append(parse_xml(number))

    at_place = '<w:numPr><w:ilvl w:val="{1}"/><w:numId w:val="{0}"/></w:numPr>'
    return word(*(paragraph(run("a"), at_place.format(90 + one, lvl)) for one, lvl in at), prepare=prepare)


def labels(docx: bytes) -> list[str]:
    """Return the words of the label of every paragraph."""
    found = [one for one in blocks(docx) if isinstance(one, Paragraph)]
    return [one.label.words if one.label else "" for one in found]


def test_levels_count_and_restart() -> None:
    """A lower level starts again after each higher one, and may print both numbers."""
    docx = listed(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), at=((0, 0), (0, 1), (0, 1), (0, 0), (0, 1))
    )

    assert labels(docx) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_a_level_may_go_on() -> None:
    """A level told never to restart counts through."""
    second = level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')

    docx = listed(level(0, "decimal", "%1."), second, at=((0, 0), (0, 1), (0, 0), (0, 1)))

    assert labels(docx) == ["1.", "1", "2.", "2"]


def test_lists_of_one_kind_count_on_unless_told_to_start() -> None:
    """Two lists of one description share their count; a start override begins anew, once."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'

    docx = listed(level(0, "decimal", "%1."), lists=("", "", override), at=((0, 0), (1, 0), (2, 0), (2, 0)))

    assert labels(docx) == ["1.", "2.", "1.", "2."]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("lowerLetter", ["(a)", "(b)"]),
        ("upperLetter", ["(A)", "(B)"]),
        ("lowerRoman", ["(i)", "(ii)"]),
        ("decimalZero", ["(01)", "(02)"]),
    ],
)
def test_formats(number_format: str, expected: list[str]) -> None:
    """Numbers print in the format of their level."""
    assert labels(listed(level(0, number_format, "(%1)"), at=((0, 0), (0, 0)))) == expected


def test_four_is_iv() -> None:
    """Roman numbers subtract."""
    assert labels(listed(level(0, "lowerRoman", "%1"), at=((0, 0),) * 4))[-1] == "iv"


def test_bullets_come_in_characters_that_print() -> None:
    """The bullet of Word's font of pictures is a bullet everyone has, and counts nothing."""
    docx = listed(level(0, "bullet", "\uf0b7"), at=((0, 0),))

    (found,) = blocks(docx)

    assert isinstance(found, Paragraph)
    assert found.label is not None
    assert (found.label.words, found.label.ordered) == ("\u2022", False)


def test_the_list_sets_the_indent() -> None:
    """A paragraph in a list hangs as the level says."""
    found = blocks(listed(level(0, "decimal", "%1."), level(1, "decimal", "%2."), at=((0, 1),)))[0]

    assert isinstance(found, Paragraph)
    assert (found.style.left, found.style.first) == (72.0, -18.0)


def test_a_style_brings_its_list() -> None:
    """List Number counts without a word in the paragraph itself."""
    style = '<w:pStyle w:val="ListNumber"/>'

    assert labels(word(paragraph(run("a"), style), paragraph(run("b"), style))) == ["1.", "2."]


def test_an_unknown_way_to_count_is_refused() -> None:
    """A number that cannot be printed is not left out in silence."""
    problems = problems_of(listed(level(0, "chicago", "%1"), at=((0, 0),)))

    assert [(one.path, one.code) for one in problems] == [("body, paragraph 1", "list-format")]
