"""Sections, running heads and feet, numbers of pages, places referred to, and the table of contents."""

from __future__ import annotations

from tests.corpus_word.file import (
    A4,
    LANDSCAPE,
    MARGINS,
    Case,
    Part,
    case,
    code,
    control,
    docx,
    field_of,
    mark,
    para,
    run,
    running,
)
from tests.corpus_word.lists import HEADED, NUMBERED, listed
from tests.corpus_word.text import PAGE, TAB, tab

HEADS = {
    f"rId{kind}{where}": Part(
        f"word/{where}{kind}.xml", where, running(tag, para(f"{kind.capitalize()} page {where}"))
    )
    for where, tag in (("header", "hdr"), ("footer", "ftr"))
    for kind in ("default", "first", "even")
}


def refer(where: str, kind: str) -> str:
    """Return a section's reference to a head or foot."""
    return f'<w:{where}Reference w:type="{kind}" r:id="rId{kind}{where}"/>'


def broken(properties: str) -> str:
    """Return a paragraph that ends a section."""
    return para("", f"<w:sectPr>{properties}</w:sectPr>")


def bookmark(name: str, inside: str, number: int = 1) -> str:
    """Return runs with a bookmark round them."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def old_entry(words: str, level: int, page: int, before: str = "", after: str = "") -> str:
    """Return an entry of a table of contents as Word left it, with a stop for the words after a number."""
    tabs = f"<w:tabs>{tab('left', 440 * level)}{tab('right', 9016, 'dot')}</w:tabs>" if "→" in words else ""
    return para(
        f"{before}{TAB.join(run(part) for part in words.split('→'))}{TAB}{run(str(page))}{after}", tabs, f"TOC{level}"
    )


def contents(switches: str, *entries: tuple[str, int, int]) -> str:
    """Return a table of contents with the entries Word left in it; its end has a paragraph of its own."""
    begin = f"{mark('begin')}{code(f'TOC {switches}')}{mark('separate')}"
    first, *rest = entries
    return old_entry(*first, before=begin) + "".join(old_entry(*one) for one in rest) + para(mark("end"))


def entry(words: str, number: int) -> str:
    """Return the outline of an entry that leads to the n-th heading."""
    return f"P | [{words}](#contents-{number})→‹page-of contents-{number}›"


CHAPTERS_ON = {n: 2 + (n > 11) + (n > 24) + (n > 37) for n in range(1, 39)}
"""The page each chapter begins on: thirteen a page, eleven after the end of the table of contents."""

CASES: tuple[Case, ...] = (
    case(
        "upright and landscape sections",
        docx(para("Upright."), broken(A4 + MARGINS), para("Wide."), section=LANDSCAPE + MARGINS),
        """
        SECTION 595 by 842
        P | Upright.
        SECTION 842 by 595
        P | Wide.
        """,
        pages=2,
    ),
    case(
        "a section of another size",
        docx(para("A4."), broken(A4 + MARGINS), para("A5."), section='<w:pgSz w:w="8391" w:h="11906"/>' + MARGINS),
        """
        SECTION 595 by 842
        P | A4.
        SECTION 420 by 595
        P | A5.
        """,
        pages=2,
    ),
    case(
        "a section on the same page",
        docx(para("One."), broken(A4 + MARGINS), para("Two."), section='<w:type w:val="continuous"/>' + A4 + MARGINS),
        """
        P | One.
        P | Two.
        """,
    ),
    case(
        "a head and a foot",
        docx(
            para("Text."), section=refer("header", "default") + refer("footer", "default") + A4 + MARGINS, parts=HEADS
        ),
        """
        HEADER
          P | Default page header
        FOOTER
          P | Default page footer
        P | Text.
        """,
    ),
    case(
        "another head on the first page",
        docx(
            para(run("One.") + PAGE),
            para("Two."),
            section=refer("header", "default") + refer("header", "first") + A4 + MARGINS + "<w:titlePg/>",
            parts=HEADS,
        ),
        """
        HEADER
          P | Default page header
        FIRST HEADER
          P | First page header
        P | One.
        ----
        P | Two.
        """,
        pages=2,
    ),
    case(
        "other heads and feet on even pages",
        docx(
            para(run("One.") + PAGE),
            para(run("Two.") + PAGE),
            para("Three."),
            section="".join(refer(where, kind) for where in ("header", "footer") for kind in ("default", "even"))
            + A4
            + MARGINS,
            settings="<w:evenAndOddHeaders/>",
            parts=HEADS,
        ),
        """
        HEADER
          P | Default page header
        EVEN HEADER
          P | Even page header
        FOOTER
          P | Default page footer
        EVEN FOOTER
          P | Even page footer
        P | One.
        ----
        P | Two.
        ----
        P | Three.
        """,
        pages=3,
    ),
    case(
        "numbers of pages",
        docx(
            para(run("One.") + PAGE),
            para("Two."),
            section=refer("footer", "default") + A4 + MARGINS,
            parts={
                "rIddefaultfooter": Part(
                    "word/footer.xml",
                    "footer",
                    running("ftr", para(run("Page ") + field_of("PAGE") + run(" of ") + field_of("NUMPAGES", "2"))),
                )
            },
        ),
        """
        FOOTER
          P | Page ‹page› of ‹pages›
        P | One.
        ----
        P | Two.
        """,
        pages=2,
    ),
    case(
        "links to the web and within the paper",
        docx(
            para('<w:hyperlink r:id="rIdWeb">' + run("our page", '<w:rStyle w:val="Hyperlink"/>') + "</w:hyperlink>"),
            para(field_of('HYPERLINK "mailto:fast@example.gov.uk"', "write to us")),
            para(f'<w:hyperlink w:anchor="plan">{run("the plan")}</w:hyperlink>'),
            para(bookmark("plan", run("The plan itself."))),
            links={"rIdWeb": "https://www.example.gov.uk/fast"},
        ),
        """
        P | [our page](https://www.example.gov.uk/fast)
        P | [write to us](mailto:fast@example.gov.uk)
        P | [the plan](#plan)
        P | The plan itself.
        """,
    ),
    case(
        "references to a page and to a number",
        docx(
            para(
                run("See paragraph ")
                + field_of("REF clause \\r \\h")
                + run(" on page ")
                + field_of("PAGEREF clause \\h", "2")
            ),
            para(PAGE),
            para(bookmark("clause", run("Purpose")), style="Clause"),
            styles=HEADED,
            numbering=NUMBERED + listed(),
        ),
        """
        P | See paragraph ‹number-of clause› on page ‹page-of clause›
        ----
        H1 1. | Purpose
        """,
        pages=2,
    ),
    case(
        "a table of contents",
        docx(
            contents('\\o "1-2" \\h \\z \\u', ("First", 1, 1), ("Below it", 2, 2), ("Second", 1, 2)),
            para("First", style="Heading1"),
            para(run("Text.") + PAGE),
            para("Below it", style="Heading2"),
            para("Too deep to be listed", style="Heading3"),
            para("Second", style="Heading1"),
        ),
        f"""
        {entry("First", 1)}
        {entry("Below it", 2)}
        {entry("Second", 3)}
        P |
        H1 | First
        P | Text.
        ----
        H2 | Below it
        H3 | Too deep to be listed
        H1 | Second
        """,
        pages=2,
    ),
    case(
        "a table of contents that is not up to date",
        docx(
            contents('\\o "1-1"', ("An older name", 1, 9), ("Gone since", 1, 9)),
            para("Its name today", style="Heading1"),
        ),
        f"""
        {entry("Its name today", 1)}
        P |
        H1 | Its name today
        """,
    ),
    case(
        "a table of contents of numbered headings in a control",
        docx(
            control(
                para("Contents", style="Title")
                + contents('\\t "Clause,1,Subclause,2"', ("1.→Purpose", 1, 1), ("1.1→Scope", 2, 1)),
                '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>',
            ),
            para("Purpose", style="Clause"),
            para("Scope", style="Subclause"),
            styles=HEADED,
            numbering=NUMBERED + listed(),
        ),
        """
        P | Contents
        P | [1.](#contents-1)→[Purpose](#contents-1)→‹page-of contents-1›
        P | [1.1](#contents-2)→[Scope](#contents-2)→‹page-of contents-2›
        P |
        H1 1. | Purpose
        H2 1.1 | Scope
        """,
    ),
    case(
        "a table of contents over the turn of a page",
        docx(
            contents('\\o "1-1"', *((f"Chapter {n}", 1, CHAPTERS_ON[n]) for n in range(1, 39))),
            *(para(f"Chapter {n}", style="Heading1") + para(f"What chapter {n} says.") for n in range(1, 39)),
        ),
        "\n".join(
            [
                *(entry(f"Chapter {n}", n) for n in range(1, 39)),
                "P |",
                *(line for n in range(1, 39) for line in (f"H1 | Chapter {n}", f"P | What chapter {n} says.")),
            ]
        ),
        pages=5,
    ),
)
