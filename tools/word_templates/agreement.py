"""The confidentiality agreement: two pages to read and sign, and a page of notes (papers.md section 6).

The clauses are the council's, versioned; this page only says where they stand. It is a simple agreement, not a deed:
there is no line for a witness.
"""

from __future__ import annotations

from docx.shared import Mm
from docx.table import _Cell

from tools.word_templates.furniture import (
    BOX,
    UPRIGHT_WIDTH,
    Sheet,
    control,
    each,
    fill_line,
    fill_two,
    gap,
    heading,
    leader,
    legal_block,
    options,
    say,
)
from tools.word_templates.tables import box, row, sealed_ending, table

CAPACITIES = (
    ("myself", "for myself"),
    ("organisation", "for an organisation"),
    ("representative", "as representative"),
)


def confidentiality() -> Sheet:
    """Draw the agreement one invitee is asked to sign for one conference."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    _parties(sheet)
    _in_short(sheet)
    _clauses(sheet)
    _choice(sheet)
    _always(sheet)
    _sign(sheet)
    _for_the_council(sheet)
    _notes(sheet)
    return sheet


def _parties(sheet: Sheet) -> None:
    say(sheet.body, "Confidentiality agreement", "Title")
    facts = table(
        sheet.body,
        [27, UPRIGHT_WIDTH - 27],
        padding=2,
        row_heads=True,
        said="The meeting, the people this agreement is between, and its wording",
    )
    for label, value in (
        ("Meeting", "{{ conference.date|date }}, {{ conference.start|time }}, {{ conference.venue|said }}"),
        ("About", "{{ conference.area }}"),
        ("Between", "{{ council.name }} and **{{ invitee.name }}**, {{ invitee.role|said }}, who comes:"),
        (
            "Form code",
            "{{ agreement.form_code }}. Wording version {{ agreement.wording_version }} of "
            "{{ agreement.wording_dated|shortdate }}",
        ),
    ):
        cell = row(facts, [label, value], label_first=True).cells[1]
        if label == "Between":
            _capacity(cell)
    gap(sheet.body)


def _capacity(cell: _Cell) -> None:
    """Draw for whom the person comes, and the name of whom they come for."""
    boxes = say(cell, options("invitee.capacity", CAPACITIES), "Table text")
    for stop in (32, 86):
        boxes.paragraph_format.tab_stops.add_tab_stop(Mm(stop))
    control(cell, "if invitee.capacity == 'organisation'")
    say(cell, "The organisation: {{ invitee.organisation|said }}", "Table text")
    control(cell, "elif invitee.capacity == 'representative'")
    say(cell, "In place of: {{ invitee.represents|said }}", "Table text")
    control(cell, "endif")


def _in_short(sheet: Sheet) -> None:
    frame = box(sheet.body, padding=5)
    say(frame, "In short", "Box head")
    each(frame, "line in agreement.in_short", "{{ line }}", "List Bullet")


def _clauses(sheet: Sheet) -> None:
    control(sheet.body, "for clause in agreement.clauses")
    heading(sheet.body, "{{ loop.index }}. {{ clause.heading }}", 2)
    each(sheet.body, "words in clause.paragraphs", "{{ words }}", "Normal")
    control(sheet.body, "endfor")


def _choice(sheet: Sheet) -> None:
    heading(sheet.body, "Please tick what is true", 2)
    each(sheet.body, "line in agreement.ticks", f"{BOX}\t{{{{ line }}}}", "Tick row")
    say(sheet.body, "Then choose one", "heading 2")
    say(sheet.body, f"{BOX}\t**I agree**", "Tick row")
    refusal = say(sheet.body, f"{BOX}\t**I do not agree.** You may say why:\t", "Tick row")
    leader(refusal, UPRIGHT_WIDTH)
    say(sheet.body, "On a screen, your ticks and your answer are shown in the signature box.")


def _always(sheet: Sheet) -> None:
    gap(sheet.body)
    frame = box(sheet.body, "double", padding=5)
    say(frame, "You can always", "Box head")
    each(frame, "line in agreement.you_can_always", "{{ line }}", "List Bullet")


def _sign(sheet: Sheet) -> None:
    """Draw the signature block; every paragraph keeps with the next, so that it stands on one page."""
    grid = table(sheet.body, [88, UPRIGHT_WIDTH - 88], kind="Layout table", rules="none", padding=2)
    left, right = row(grid, ["", ""]).cells
    sheet.signature(left, "guardian", "Sign here", room=88)
    say(right, "**Name** {{ invitee.name }}", "Fill line", keep_next=True)
    fill_line(right, "**Date**, if on paper", room=79).paragraph_format.keep_with_next = True


def _for_the_council(sheet: Sheet) -> None:
    heading(sheet.body, "For the council", 2)
    control(sheet.body, "if agreement.identity_check == 'not_asked'")
    fill_two(sheet.body, "How we know who signed", "Checked by").paragraph_format.keep_with_next = True
    control(sheet.body, "else")
    say(sheet.body, "How we know who signed: {{ agreement.identity_check|said }}.", keep_next=True)
    say(sheet.body, "Checked by: {{ agreement.checked_by|said }}.", keep_next=True)
    control(sheet.body, "endif")
    grid = table(sheet.body, [88, UPRIGHT_WIDTH - 88], kind="Layout table", rules="none", padding=2)
    left, right = row(grid, ["", ""]).cells
    sheet.signature(left, "chair", "Chair signs here", room=88)
    fill_line(left, "**Date**, if on paper", room=80)
    say(right, "{{ agreement.form_code }}", "Barcode")


def _notes(sheet: Sheet) -> None:
    heading(sheet.body, "Notes to keep with your agreement", new_page=True)
    control(sheet.body, "for note in agreement.notes")
    heading(sheet.body, "{{ note.heading }}", 2)
    each(sheet.body, "words in note.paragraphs", "{{ words }}", "Normal")
    control(sheet.body, "endfor")
    heading(sheet.body, "What we do with your information", 2)
    each(sheet.body, "words in council.privacy_long", "{{ words }}", "Normal")
    legal_block(sheet.body)
    sealed_ending(sheet)
