"""Lists: levels, formats, starting again, going on."""

from __future__ import annotations

from tests.corpus_word.file import Case, case, docx, para


def level(index: int, kind: str, words: str, more: str = "", start: int = 1, at_end: str = "") -> str:
    """Return one level of a list, indented half an inch a level."""
    indent = f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="480"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{words}"/>{at_end}{indent}</w:lvl>'
    )


def abstract(*levels: str, number: int = 1) -> str:
    """Return the description of a list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def listed(number: int = 1, description: int = 1, overrides: str = "") -> str:
    """Return a list of a description."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{description}"/>{overrides}</w:num>'


def item(words: str, index: int = 0, number: int = 1) -> str:
    """Return an item of a list."""
    return para(words, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERED = abstract(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
OUTLINE = abstract(level(0, "upperRoman", "%1."), level(1, "upperLetter", "%2)"), level(2, "lowerRoman", "(%3)"))
BULLETS = abstract(level(0, "bullet", "\u2022"), level(1, "bullet", "\u2013"), level(2, "bullet", "\u2022"))
START_AT_5 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
START_AT_1 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
HEADED = (
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Heading1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Subclause"><w:name w:val="Subclause"/><w:basedOn w:val="Heading2"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)

CASES: tuple[Case, ...] = (
    case(
        "bullets of several levels",
        docx(item("First"), item("Below", 1), item("Deeper", 2), item("Second"), numbering=BULLETS + listed()),
        """
        LI • | First
        LI – | Below
        LI • | Deeper
        LI • | Second
        """,
    ),
    case(
        "numbers of several levels",
        docx(
            item("One"),
            item("One one", 1),
            item("One one one", 2),
            item("One two", 1),
            item("Two"),
            item("Two one", 1),
            numbering=NUMBERED + listed(),
        ),
        """
        LI 1. | One
        LI 1.1 | One one
        LI 1.1.1 | One one one
        LI 1.2 | One two
        LI 2. | Two
        LI 2.1 | Two one
        """,
    ),
    case(
        "Roman numbers and letters",
        docx(
            item("One"),
            item("Two"),
            item("A", 1),
            item("B", 1),
            item("i", 2),
            item("ii", 2),
            item("Three"),
            numbering=OUTLINE + listed(),
        ),
        """
        LI I. | One
        LI II. | Two
        LI A) | A
        LI B) | B
        LI (i) | i
        LI (ii) | ii
        LI III. | Three
        """,
    ),
    case(
        "more than twenty-six letters",
        docx(
            *(item(f"Item {n}") for n in range(1, 29)), numbering=abstract(level(0, "lowerLetter", "(%1)")) + listed()
        ),
        "\n".join(
            f"LI ({label}) | Item {n}" for n, label in enumerate([*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"], start=1)
        ),
    ),
    case(
        "a list that starts again",
        docx(
            item("One"),
            item("Two"),
            para("Between."),
            item("One again", 0, 2),
            item("Two again", 0, 2),
            numbering=NUMBERED + listed() + listed(2, overrides=START_AT_1),
        ),
        """
        LI 1. | One
        LI 2. | Two
        P | Between.
        LI 1. | One again
        LI 2. | Two again
        """,
    ),
    case(
        "a list that starts at five",
        docx(item("Five"), item("Six"), numbering=NUMBERED + listed(overrides=START_AT_5)),
        """
        LI 5. | Five
        LI 6. | Six
        """,
    ),
    case(
        "a list that goes on after other text",
        docx(item("One"), para("Between."), item("Two"), numbering=NUMBERED + listed()),
        """
        LI 1. | One
        P | Between.
        LI 2. | Two
        """,
    ),
    case(
        "a level that never starts again",
        docx(
            item("One"),
            item("First", 1),
            item("Two"),
            item("Second", 1),
            numbering=abstract(
                level(0, "decimal", "%1."), level(1, "decimal", "Step %2:", '<w:lvlRestart w:val="0"/>')
            )
            + listed(),
        ),
        """
        LI 1. | One
        LI Step 1: | First
        LI 2. | Two
        LI Step 2: | Second
        """,
    ),
    case(
        "a level met before the one above it",
        docx(item("Deep first", 1), item("Then above"), numbering=NUMBERED + listed()),
        """
        LI 1.1 | Deep first
        LI 1. | Then above
        """,
    ),
    case(
        "legal numbers under Roman ones",
        docx(
            item("One"),
            item("Clause", 1),
            numbering=abstract(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + listed(),
        ),
        """
        LI I. | One
        LI 1.1 | Clause
        """,
    ),
    case(
        "numbered headings by their style",
        docx(
            para("Purpose", style="Clause"),
            para("Who it is for", style="Subclause"),
            para("Scope", style="Clause"),
            styles=HEADED,
            numbering=NUMBERED + listed(),
        ),
        """
        H1 1. | Purpose
        H2 1.1 | Who it is for
        H1 2. | Scope
        """,
    ),
    case(
        "labels that stand to the right, and a space after them",
        docx(
            item("One"),
            item("Two"),
            item("Near", 1),
            numbering=abstract(
                level(0, "lowerRoman", "%1.", at_end='<w:lvlJc w:val="right"/>'),
                level(1, "decimal", "%2)", '<w:suff w:val="space"/>'),
            )
            + listed(),
        ),
        """
        LI i. | One
        LI ii. | Two
        LI 1) | Near
        """,
    ),
    case(
        "a level of one list described anew",
        docx(
            item("One"),
            item("Other", 0, 2),
            numbering=NUMBERED
            + listed()
            + listed(
                2, overrides=f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.", start=3)}</w:lvlOverride>'
            ),
        ),
        """
        LI 1. | One
        LI B. | Other
        """,
    ),
    case(
        "a style's number taken away",
        docx(
            para("Numbered", style="Clause"),
            para("Plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', style="Clause"),
            styles=HEADED,
            numbering=NUMBERED + listed(),
        ),
        """
        H1 1. | Numbered
        H1 | Plain
        """,
    ),
)
