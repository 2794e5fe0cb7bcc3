"""Reading a filled Word file whole: into a paper, or into everything that keeps it from being one.

1. The package is opened within limits, its XML parsed without entities (``package``).
2. Every part that is printed is scanned for what can never be drawn (``refusals``).
3. The body is read section by section; what the scan could not know is refused where it is met.
4. A paper is handed out only when nothing was refused: nothing is dropped in silence.
"""

from __future__ import annotations

from generator.provenance import Filled
from generator.word.characters import printable
from generator.word.markup import Element, MalformedWord, W, is_on, points, value, whole
from generator.word.numbering import Numbering
from generator.word.outside import asks_elsewhere, fetched
from generator.word.package import SAVE_AGAIN, Package, Relationship, open_package, refuse
from generator.word.refusals import REFUSALS, Refusals
from generator.word.sections import read_sections
from generator.word.source import WORD_TAB_STEP, Book
from generator.word.styles import Styles
from inconfidence.core.blocks import Paper, Paragraph, Section, Text
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
COMPATIBILITY = f"{W}compat/{W}compatSetting"
COMPATIBILITY_DEFAULT = 12
"""The mode of a file that does not say one (Word 2007)."""
LEAST_TAB_STEP = 4.0
"""Points; what is nearer is no tab stop but a slip."""
LANGUAGE_DEFAULT = "en-GB"


def read(docx: bytes | Filled) -> Paper:
    """Read a Word file; of one that was filled here, each run of words knows the path in the view it came from.

    Raises:
        InputInvalid: when it is no .docx, is unsafe, or holds what cannot be drawn; ``problems`` lists all of it.
    """
    marked = isinstance(docx, Filled)
    paper, problems = _attempt(docx.content if isinstance(docx, Filled) else docx, marked=marked)
    if problems or paper is None:
        raise refused(problems)
    return paper


def refused(problems: list[Problem]) -> InputInvalid:
    """Return the refusal of a file that holds what cannot be drawn."""
    message = f"This Word file holds {len(problems)} thing(s) that cannot be drawn."
    return InputInvalid(message, problems, hint="Change each in Word as its line says, then try again.")


def problems_of(docx: bytes) -> list[Problem]:
    """Return everything that keeps a Word file from being used, with places and remedies; empty when nothing does.

    What Word would fetch keeps nothing from being drawn, for it is never looked at here; but a template with it, or a
    paper in Word, would go to a colleague.
    """
    try:
        found = _attempt(docx, marked=False)[1]
        package = open_package(docx)
        settings = _part(package, package.relationships(package.main_part()), "settings")
        return [*found, *fetched(package, found), *asks_elsewhere(settings)]
    except InputInvalid as error:
        return list(error.problems)


def has_even_pages(package: Package) -> bool:
    """Say whether pages of even number have heads and feet of their own (17.15.1.36 in the settings of the file)."""
    return _has_even(_part(package, package.relationships(package.main_part()), "settings"))


def _has_even(settings: Element | None) -> bool:
    return settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))


def _attempt(docx: bytes, *, marked: bool) -> tuple[Paper | None, list[Problem]]:
    refusals = Refusals()
    package = open_package(docx)
    try:
        return _read(package, refusals, marked=marked), refusals.problems
    except MalformedWord as error:
        name, remedy = REFUSALS["damaged"]
        refusals.add(Problem("file", "damaged", f"{name[:-1]}: {error}.", remedy))
        return None, refusals.problems


def _read(package: Package, refusals: Refusals, *, marked: bool) -> Paper:
    main = package.main_part()
    body = package.xml(main).find(W + "body")
    if body is None:
        refuse("not-word", "It is not a Word document.", "Save it again in Word as .docx.")
    return read_body(read_book(package, refusals, marked=marked), main, body)


def read_book(package: Package, refusals: Refusals, *, marked: bool) -> Book:
    """Read what all parts of a file share: styles, lists, settings."""
    main = package.main_part()
    related = package.relationships(main)
    settings = _part(package, related, "settings")
    styles = Styles(_part(package, related, "styles"), _said(_core(package), "language") or LANGUAGE_DEFAULT)
    numbering = Numbering(_part(package, related, "numbering"), styles)
    adds = settings is not None and is_on(settings.find(f"{W}compat/{W}doNotUseHTMLParagraphAutoSpacing"))
    even, step = _has_even(settings), max(LEAST_TAB_STEP, points(value(settings, "defaultTabStop"), WORD_TAB_STEP))
    return Book(package, styles, numbering, refusals, _mode(settings), marked, has_even=even, adds=adds, tab_step=step)


def read_body(book: Book, main: str, body: Element) -> Paper:
    """Read the body of the part ``main``, and the heads and feet it names."""
    package = book.package
    related = package.relationships(main)
    book.refusals.scan(body, "body")
    _refuse_settings(book.refusals, package.xml(main), _part(package, related, "settings"))
    _refuse_comments(book.refusals, _part(package, related, "comments"))
    sections = read_sections(book, main, body)
    title = _said(_core(package), "title") or _first_title(sections)
    return Paper(printable(title), book.styles.language, sections)


def _part(package: Package, related: dict[str, Relationship], name: str) -> Element | None:
    found = next((one for one in related.values() if one.kind == OFFICE + name), None)
    if found is not None and found.outside:
        refuse("damaged", "A part of it is said to lie outside the file.", SAVE_AGAIN)
    return None if found is None else package.xml(found.target)


def _core(package: Package) -> Element | None:
    found = next((one for one in package.relationships("").values() if one.kind == CORE), None)
    return None if found is None else package.xml(found.target)


def _said(core: Element | None, name: str) -> str:
    element = None if core is None else core.find(DUBLIN_CORE + name)
    return "" if element is None else (element.text or "").strip()


def _mode(settings: Element | None) -> int:
    found = () if settings is None else settings.findall(COMPATIBILITY)
    modes = [one.get(W + "val") for one in found if one.get(W + "name") == "compatibilityMode"]
    return whole(modes[0]) if modes else COMPATIBILITY_DEFAULT


def _refuse_settings(refusals: Refusals, root: Element, settings: Element | None) -> None:
    if settings is None:
        return
    if any(is_on(settings.find(W + name)) for name in ("mirrorMargins", "gutterAtTop", "bookFoldPrinting")):
        refusals.add(_of_file("mirrored"))
    if is_on(settings.find(W + "displayBackgroundShape")) and root.find(W + "background") is not None:
        refusals.add(_of_file("page-decoration"))


def _refuse_comments(refusals: Refusals, comments: Element | None) -> None:
    """Refuse comments that stand nowhere in the text: they would go out with the editable file."""
    anchored = any(problem.code == "comment" for problem in refusals.problems)
    if not anchored and comments is not None and comments.find(W + "comment") is not None:
        refusals.add(_of_file("comment"))


def _of_file(code: str) -> Problem:
    name, remedy = REFUSALS[code]
    return Problem("file", code, name, remedy)


def _first_title(sections: tuple[Section, ...]) -> str:
    blocks = [block for section in sections for block in section.blocks if isinstance(block, Paragraph)]
    titles = [block for block in blocks if block.style.name == "Title"]
    return "".join(inline.words for inline in titles[0].inlines if isinstance(inline, Text)) if titles else ""
