"""A paper in another language: the English drawing with each paragraph's words put in the other's.

The words stand in ``LANGUAGE.yaml`` beside this module: each English paragraph, as ``notation`` writes it, and its
translation. A paragraph that is not there stops the drawing, so nothing of the English text stays behind unseen; what
is drawn has the same paragraphs, tags, boxes and places to sign, because they are the same.

What a tag prints of English (the council's settings, what people typed) is marked as English, so that it is read out
as such; days, times, and what stands in the translation's own wording are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import yaml
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tools.word_templates.styles import Look, style_element

ENGLISH = "en-GB"
TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
FOR = re.compile(r"\{%\w* ?for (\w+) in ([\w.]+)")
PRINTED = re.compile(r"\{\{ *\(?([\w.]+)")
SAID_IN_LANGUAGE = re.compile(r"\|(date|shortdate|time|datetime|box)\b")
OF_NO_LANGUAGE = re.compile(
    r"agreement\b|paper\b|loop\b|(invitee\.name|council\.fast_number|task\.(holder|assessor|assessor_phone"
    r"|monitoring\.weeks\.number|monitoring\.behaviours\.code|survey\.forms_total|survey\.questions\.number))$"
)
"""Paths of words that are in the translation's language, or in none: names, numbers, codes."""
DESCRIPTION = qn("w:tblDescription")
NOTE = "This follows version {follows} of the English text. Translated by: {translator}. Checked by: {checker}."
GOVERNS = "The English text governs."


def words_in(language: str) -> Mapping[str, str]:
    """Return English notation and its translation."""
    file = Path(__file__).with_name(f"{language}.yaml")
    return cast(Mapping[str, str], yaml.safe_load(file.read_text(encoding="utf-8")))


def translate(document: Document, language: str, by: Mapping[str, str], *, signed: bool) -> None:
    """Put every paragraph and table description of a drawn paper in another language, and say whom that is ``by``.

    A paper that its reader signs says that before all else, any other at its end.

    Raises:
        KeyError: a paragraph has no translation; the message is its notation.
    """
    words = words_in(language)
    for default in document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        default.set(qn("w:val"), language)
    _translate_all(document, words)
    _say_whom_by(document, words, by, first=signed)


def _say_whom_by(document: Document, words: Mapping[str, str], by: Mapping[str, str], *, first: bool) -> None:
    """Say whose translation it is, and in both languages that the English text governs; ``first`` under the title."""
    document.styles.element.append(style_element(Look("Translation note", 10, 13, before=2, after=2)))
    note = document.add_paragraph()
    note._p.style = "TranslationNote"
    note.add_run(f"{words[NOTE].format_map(by)} {words[GOVERNS]} ")
    _mark_language(note.add_run(GOVERNS), ENGLISH)
    if first:
        title = next(each for each in document.paragraphs if each._p.style == "Title")
        title._p.addnext(note._p)


def _translate_all(document: Document, words: Mapping[str, str]) -> None:
    loops: dict[str, str] = {}
    for paragraph in paragraphs_of(document):
        _translate(paragraph, words, loops)
    for described in document.element.body.iter(DESCRIPTION):
        described.set(qn("w:val"), words[described.get(qn("w:val"))])


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """Give every paragraph of a Word file: its body with all tables, then its heads and feet."""
    roots: list[Any] = [document.element.body]
    for section in document.sections:
        roots += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    for root in roots:
        yield from (Paragraph(each, document) for each in root.iter(qn("w:p")))


def notation(runs: list[Run]) -> str:
    """Write the words of runs, bold ones between ``**two stars**``."""
    return "".join(f"**{run.text}**" if run.bold else run.text for run in runs)


def to_translate(paragraph: Paragraph) -> list[list[Run]]:
    """Return the stretches of a paragraph that are translated each as a whole: parted by the fields in it."""
    stretches: list[list[Run]] = [[]]
    in_field = False
    for run in paragraph.runs:
        marks = [mark.get(qn("w:fldCharType")) for mark in run._r.iter(qn("w:fldChar"))]
        if "begin" in marks:
            in_field = True
            stretches.append([])
        elif "end" in marks:
            in_field = False
        elif not in_field:
            stretches[-1].append(run)
    return [each for each in stretches if each]


def needs_words(written: str) -> bool:
    """Say whether notation holds words of its own, beside tags."""
    return any(letter.isalpha() for letter in TAG.sub("", written))


def _translate(paragraph: Paragraph, words: Mapping[str, str], loops: dict[str, str]) -> None:
    loops.update({name: _resolved(path, loops) for name, path in FOR.findall(paragraph.text)})
    for stretch in to_translate(paragraph):
        written = notation(stretch)
        _rewrite(stretch, words[written] if needs_words(written) else written, loops)


def _rewrite(runs: list[Run], written: str, loops: Mapping[str, str]) -> None:
    """Write new words in place of runs: a tag in the look of the run it stood in, the rest in that of its like."""
    if TAG.fullmatch(written) and written.startswith("{%"):
        return
    for place, stretch in enumerate(written.split("**")):
        alike = next((run for run in runs if bool(run.bold) == bool(place % 2)), runs[0])
        for piece in filter(None, TAG.split(stretch)):
            held = next((run for run in runs if TAG.fullmatch(piece) and piece in run.text), alike)
            new = Run(_copy_of(held), held._parent)
            new.text = piece
            new.bold = True if place % 2 else None
            if _is_english(piece, loops):
                _mark_language(new, ENGLISH)
            runs[0]._r.addprevious(new._r)
    for run in runs:
        run._r.getparent().remove(run._r)


def _copy_of(run: Run) -> Any:
    made = OxmlElement("w:r")
    if run._r.rPr is not None:
        made.append(deepcopy(run._r.rPr))
    return made


def _is_english(piece: str, loops: Mapping[str, str]) -> bool:
    printed = PRINTED.match(piece)
    if printed is None or SAID_IN_LANGUAGE.search(piece):
        return False
    return OF_NO_LANGUAGE.match(_resolved(printed[1], loops)) is None


def _resolved(path: str, loops: Mapping[str, str]) -> str:
    first, dot, rest = path.partition(".")
    return f"{loops.get(first, first)}{dot}{rest}"


def _mark_language(run: Run, language: str) -> None:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(mark)
