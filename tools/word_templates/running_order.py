"""The chair's running order: what to see to before the meeting, the statement to read aloud, and what comes when.

The statement says what L91 says and what the agreement says, in the words the chair speaks. Nobody is named in it.
"""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    BOX,
    UPRIGHT_WIDTH,
    Sheet,
    bullets,
    fill_two,
    gap,
    heading,
    say,
    ticks,
)
from tools.word_templates.tables import box, head, keep_whole, pairs, row, rows_for, sealed_ending, table

BEFORE = (
    "Everybody in the room is on the list, and their own agreement stands.",
    "Nobody is let in on another person\u2019s signature.",
    "Interpreters and advocates have signed an agreement of their own.",
    "Telephones are off and put away. Nothing records, and no AI tool listens.",
    "The copies are counted. Each person holds their own and no other.",
)
STATEMENT = (
    "Welcome. We are here for a place: {{ conference.area }}. We want it to be safer for young people. We talk about "
    "the place, and not about any person.",
    "The rule is: \u201cAny information shared at the Context Conference will be Private and Confidential and must "
    "not be disseminated further.\u201d That means: do not pass it on, to anybody, in any way.",
    "Each of you has signed an agreement of your own. It holds in this room, and after you have left it.",
    "Please do not record, copy or photograph anything. Please do not use AI tools, and put nothing online.",
    "Do not name a child, a young person or a family. Do not name who raised a concern. Do not try to work it out.",
    "If you find that you know somebody whom this touches, please tell me. We can take a break to talk about it.",
    "You can always ring 999, report a crime, ring FAST, obey a court, or speak up about wrongdoing. You can always "
    "see a lawyer, a doctor or victim support. Nothing that you signed stops you.",
    "The papers come back to us at the end. Is there anybody who cannot agree to this? Then please say so now. We "
    "will wait until you have left.",
)
IF_SO = (
    ("Somebody is in danger now", "Stop the meeting. Ring **999**.\nThen ring FAST on **{{ council.fast_number }}**."),
    ("There is a new worry about a child", "Not in this room. Take it in private, and ring FAST today."),
    (
        "Somebody names a child, a family or who raised a concern",
        "Stop them kindly. Ask everybody not to pass it on. It is not written down.",
    ),
    ("Somebody comes without an agreement", "They wait outside. They sign their own first, or they do not come in."),
    ("Somebody leaves early", "Their copy and their notes come back at the door."),
    ("A copy cannot be found", "Note its number and the time. Tell {{ conference.contact_name }} today."),
)
CLOSE = (
    "Each decision was read back, with its reason.",
    "Who sees it otherwise was asked, and it is noted by role.",
    "Each action has an owner by role, and a date.",
    "All copies came back and were counted.",
)
DECISION_ROWS = 5
DECISION_HEIGHT = 27.0
"""Millimetres: room for three lines by hand."""


def running_order() -> Sheet:
    """Draw the paper the chair holds in the meeting."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    say(sheet.body, "Running order for the chair", "Title")
    say(sheet.body, "{{ conference.area }}", "Subtitle")
    _facts(sheet)
    heading(sheet.body, "Before you open the meeting")
    ticks(sheet.body, BEFORE)
    _if_this_happens(sheet)
    _statement(sheet)
    _order(sheet)
    heading(sheet.body, "Before you close the meeting")
    ticks(sheet.body, CLOSE)
    fill_two(sheet.body, "The review is on", "Closed at")
    _decisions(sheet)
    sealed_ending(sheet)
    return sheet


def _facts(sheet: Sheet) -> None:
    pairs(
        sheet.body,
        [
            ["Day", "{{ conference.date|date }}"],
            ["Time", "{{ conference.start|time }} to {{ conference.finish|time }}"],
            ["Venue", "{{ conference.venue|said }}"],
            ["Chair", "{{ conference.chair }}, {{ conference.chair_role }}"],
            ["Help", "{{ conference.contact_name }}, {{ conference.contact_phone }}"],
        ],
        (30, UPRIGHT_WIDTH - 30),
        said="When and where the meeting is, who leads it, and whom to ask",
    )


def _statement(sheet: Sheet) -> None:
    heading(sheet.body, "Read this aloud before anything else is said", new_page=True)
    frame = box(sheet.body, "heavy", padding=8)
    for words in STATEMENT:
        # As large as a heading: it is read out at arm's length.
        say(frame, words, "Subtitle", keep_next=False).paragraph_format.space_after = Mm(3)
    fill_two(sheet.body, "Read aloud at", "by")
    ticks(sheet.body, ["Everybody agreed. Whoever did not has left, and their copy came back."])


def _order(sheet: Sheet) -> None:
    heading(sheet.body, "What comes when", new_page=True)
    grid = table(sheet.body, [25, 80, 44, 18], row_heads=True, said="Time, item, who leads, and a box for done")
    head(grid, ["Time", "Item", "Led by", "Done"])
    cells = ["{{ item.time|time }}", "{{ item.item }}", "{{ item.lead|said }}", BOX]
    rows_for(grid, "item in conference.agenda", cells, label_first=True)
    gap(sheet.body)


def _if_this_happens(sheet: Sheet) -> None:
    heading(sheet.body, "If this happens")
    grid = table(sheet.body, [62, UPRIGHT_WIDTH - 62], row_heads=True, said="What to do if something happens")
    head(grid, ["If", "Then"])
    for cells in IF_SO:
        row(grid, cells, label_first=True)
    gap(sheet.body)


def _decisions(sheet: Sheet) -> None:
    heading(sheet.body, "For each decision", new_page=True)
    bullets(
        sheet.body,
        [
            "Say what is decided, and why. Ask who sees it otherwise.",
            "Say which role owns it, and by when. Write roles here, never names.",
        ],
    )
    gap(sheet.body)
    grid = table(
        sheet.body,
        [52, 48, 35, 32],
        kind="Form table",
        rules="all",
        said="To fill in: each decision, its reason, who sees it otherwise, and its owner with a date",
    )
    head(grid, ["Decided", "Because", "Seen otherwise", "Owner, by when"])
    for _ in range(DECISION_ROWS):
        row(grid, ["", "", "", ""], height=DECISION_HEIGHT)
    keep_whole(grid)
    gap(sheet.body)
