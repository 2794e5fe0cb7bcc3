"""Letters after a meeting: what was decided, and what is still to come back, has come back or has to come now."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    bullets,
    control,
    each,
    gap,
    heading,
    say,
    your_information,
)
from tools.word_templates.slips import return_slip
from tools.word_templates.tables import box, head, row, rows_for, sealed_ending, table

ASK = "Questions? Ring {{ conference.contact_name }} on **{{ conference.contact_phone }}**."


def decision_letter() -> Sheet:
    """Draw the letter with the decisions: what was decided, who does what by when, and the day of the review."""
    sheet = _letter("What the meeting decided")
    say(
        sheet.body,
        "We met on {{ plan.agreed_on|date }} about this area: {{ conference.area }}. Thank you for your part in it. "
        "This letter says what was decided. The full record follows.",
    )
    heading(sheet.body, "What was decided", 2)
    control(sheet.body, "if not plan.decisions")
    say(sheet.body, "The plan below was agreed. Nothing else was decided.")
    control(sheet.body, "endif")
    each(sheet.body, "entry in plan.decisions", "{{ entry.decision }}", "List Bullet")
    heading(sheet.body, "Who does what, and by when", 2)
    grid = table(sheet.body, [78, 47, 42], padding=2, said="Actions agreed: what, which role owns it, and by when")
    head(grid, ["Action", "Owner", "By when"])
    rows_for(grid, "line in plan.rows", ["{{ line.action }}", "{{ line.owner|said }}", "{{ line.by|shortdate }}"])
    gap(sheet.body)
    say(
        sheet.body,
        "Does an action belong to your role? Then please start, and tell the assessor if the date cannot be kept. "
        "The plan is looked at again on **{{ plan.review_on|date }}**.",
    )
    heading(sheet.body, "Please keep this private", 2)
    say(
        sheet.body,
        "Your agreement holds for this letter too. Do not pass it on or put it online. If your part needs somebody "
        "else to do something, tell them that part only.",
        keep_next=True,
    )
    # What closes the letter stays together: never the check alone on a last page.
    say(sheet.body, ASK, keep_next=True)
    sealed_ending(sheet)
    return sheet


def reminder() -> Sheet:
    """Draw the reminder to give the papers back, with the slip."""
    sheet = _letter("Please give your papers back")
    say(
        sheet.body,
        "You have papers from our meeting on {{ conference.date|date }}. They were lent to you for that meeting. "
        "Please give them back, or delete them, by **{{ conference.return_by|date }}**.",
    )
    _what_to_do(sheet)
    say(sheet.body, f"Have you done this already? Then we are sorry. Please tell us, so that we can note it. {ASK}")
    return _with_slip(sheet, "conference.return_by")


def recall_notice() -> Sheet:
    """Draw the recall: the exact words an officer decided, the day, what to do now, and the slip."""
    sheet = _letter("Please give these papers back now")
    frame = box(sheet.body, "heavy", padding=5)
    say(frame, "Stop using your papers today. Give them back by {{ recall.give_back_by|date }}.", "Box head")
    say(frame, "{{ recall.words }}", "Box text")
    say(
        sheet.body,
        "This is about the papers for the meeting on {{ conference.date|date }}. It holds for every page and every "
        "electronic copy, whatever day was printed on them before.",
    )
    _what_to_do(sheet)
    say(sheet.body, f"Can you not find a page or a file? Ring us today: we would rather know. {ASK}")
    return _with_slip(sheet, "recall.give_back_by")


def returned_receipt() -> Sheet:
    """Draw the receipt for what came back, and what is still to do where not everything did."""
    sheet = _letter("Receipt for your papers")
    say(sheet.body, "Thank you. This is what you gave back, and when. Please keep this receipt.")
    _what_came_back(sheet)
    control(sheet.body, "if papers_returned.electronic == 'no' or papers_returned.paper_copy == 'part'")
    frame = box(sheet.body)
    say(frame, "Something is still to do", "Box head")
    control(frame, "if papers_returned.paper_copy == 'part'")
    say(frame, "Please look for the missing pages and send them: {{ papers_returned.missing|said }}", "Box text")
    control(frame, "endif")
    control(frame, "if papers_returned.electronic == 'no'")
    say(frame, "Please delete every electronic copy, and tell us when you have.", "Box text")
    control(frame, "endif")
    control(sheet.body, "else")
    say(sheet.body, "Nothing is left for you to do.")
    control(sheet.body, "endif")
    heading(sheet.body, "What still holds", 2)
    bullets(
        sheet.body,
        [
            "What you heard and read stays private. Your agreement goes on.",
            "You can always ring 999, report a crime, ring FAST, or see a lawyer or a doctor.",
            "If you find another page or file, please do not read it. Ring us.",
        ],
    )
    say(sheet.body, ASK, keep_next=True)
    sealed_ending(sheet)
    return sheet


def _letter(title: str) -> Sheet:
    """Begin a letter to the reader: their name and role, the day, and what it is about."""
    sheet = Sheet(snug=True)
    sheet.furnish("cover")
    # No address: it goes the way the pack went, and nothing is printed that is not needed.
    say(sheet.body, "{{ invitee.name }}, {{ invitee.role|said }}", "Box text", keep_next=True)
    say(sheet.body, "{{ paper.made_on|shortdate }}").paragraph_format.space_before = Mm(4)
    say(sheet.body, title, "Title").paragraph_format.space_before = Mm(4)
    return sheet


def _what_to_do(sheet: Sheet) -> None:
    heading(sheet.body, "What to do", 2)
    for words in (
        "Bring or send every page, and your notes, to: {{ council.return_address|said }}.",
        "Delete every electronic copy: also from your downloads, your mail and the waste basket.",
        "Fill in the slip on the last page and send it with them. If you had no paper copy, send the slip alone.",
    ):
        say(sheet.body, words, "List Number")
    say(sheet.body, "Please do not give your papers to anybody else to bring, unless they are in a sealed envelope.")


def _with_slip(sheet: Sheet, by: str) -> Sheet:
    return_slip(sheet, by, new_page=True)
    your_information(sheet.body, keep_next=True)
    sealed_ending(sheet)
    return sheet


def _what_came_back(sheet: Sheet) -> None:
    grid = table(sheet.body, [50, UPRIGHT_WIDTH - 50], row_heads=True, said="What came back, when, and to whom")
    for label, value in (
        ("Your copy", "Copy {{ copy.number }} of {{ copy.of }}, code {{ copy.code }}"),
        ("Meeting of", "{{ conference.date|date }}"),
        ("Given back on", "{{ papers_returned.returned_on|date }}"),
        ("How", "{{ papers_returned.how|said }}"),
        ("Paper copy", "{{ papers_returned.paper_copy|said }}"),
        ("Your notes", "{{ papers_returned.notes|said }}"),
        ("Electronic copies", "{{ papers_returned.electronic|said }}"),
        ("Received by", "{{ papers_returned.received_by }}"),
    ):
        row(grid, [label, value], label_first=True)
    gap(sheet.body)
