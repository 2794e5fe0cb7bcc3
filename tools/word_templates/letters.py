"""Letters: to a young person's family, and the invitation to a Context Conference with its representative slip."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    bullets,
    each,
    fill_line,
    fill_two,
    heading,
    legal_block,
    say,
    ticks,
    your_information,
)
from tools.word_templates.tables import box, row, sealed_ending, table


def family() -> Sheet:
    """Draw the letter to a family: an assessor's approved words, and nobody else's (L75)."""
    sheet = Sheet()
    sheet.furnish()
    _address(sheet, "letter.addressed_to", "letter.address")
    say(sheet.body, "{{ letter.greeting }}")
    each(sheet.body, "words in letter.paragraphs", "{{ words }}", "Normal")
    say(
        sheet.body,
        "To talk, or to have this letter in large print, in another language or read aloud, ring "
        "{{ letter.signed_by }} on **{{ letter.phone }}**.",
    )
    name = say(sheet.body, "{{ letter.signed_by }}", "Box text", keep_next=True)
    name.paragraph_format.space_before = Mm(10)
    say(sheet.body, "{{ letter.signed_role }}")
    your_information(sheet.body, keep_next=True)
    sealed_ending(sheet)
    return sheet


def invitation() -> Sheet:
    """Draw the invitation: what is needed to come, and no finding of the assessment (L91)."""
    sheet = Sheet()
    sheet.furnish()
    say(sheet.body, "You are invited to a Context Conference", "Title")
    say(sheet.body, "{{ invitee.name }}, {{ invitee.role|said }}", "Subtitle")
    say(
        sheet.body,
        "We are holding a private meeting about an area that you know, and we would like you to come. "
        "Together we will look at what makes it safe for young people, and agree what to do.",
    )
    _when_and_where(sheet)
    heading(sheet.body, "What we ask of you first")
    bullets(
        sheet.body,
        [
            "Read the confidentiality agreement that comes with this letter. Take your time and ask us anything.",
            "If you agree, sign it. You sign for yourself, even if you come for a service or an organisation.",
            "Send your answer by **{{ conference.reply_by|date }}**.",
        ],
    )
    say(
        sheet.body,
        "We send the papers only to people who have signed. If you do not want to sign, you need not say "
        "why, and we will not send you papers.",
    )
    heading(sheet.body, "Help to take part")
    say(sheet.body, "{{ conference.access_words }}")
    heading(sheet.body, "If you cannot come")
    say(
        sheet.body,
        "A service or an organisation may send somebody else. Fill in the last page. That person signs an "
        "agreement of their own before they get any papers.",
    )
    heading(sheet.body, "Please keep this private")
    say(sheet.body, "Please do not pass this letter on. That the meeting is happening is private too.")
    say(
        sheet.body,
        "Questions or your answer: {{ conference.contact_name }}, **{{ conference.contact_phone }}**, "
        "{{ conference.contact_email }}.",
    )
    legal_block(sheet.body)
    sealed_ending(sheet)
    _representative_slip(sheet)
    return sheet


def _address(sheet: Sheet, name: str, lines: str) -> None:
    say(sheet.body, f"{{{{ {name} }}}}", "Box text", keep_next=True)
    each(sheet.body, f"line in {lines}", "{{ line }}", "Box text")
    say(sheet.body, "{{ paper.made_on|shortdate }}").paragraph_format.space_before = Mm(6)


def _when_and_where(sheet: Sheet) -> None:
    described = "What the meeting is about, when and where it is"
    grid = table(sheet.body, [40, UPRIGHT_WIDTH - 40], said=described, row_heads=True)
    for label, value in (
        ("The area", "**{{ conference.area }}**"),
        ("Day", "{{ conference.date|date }}"),
        ("Time", "{{ conference.start|time }} to {{ conference.finish|time }}"),
        ("Place", "{{ conference.venue|said }}"),
        ("Led by", "{{ conference.chair }}, {{ conference.chair_role }}"),
        ("Answer by", "{{ conference.reply_by|date }}"),
    ):
        row(grid, [label, value], label_first=True)


def _representative_slip(sheet: Sheet) -> None:
    heading(sheet.body, "Somebody else will come in my place", new_page=True)
    say(
        sheet.body,
        "Use this slip only if you were invited for a service or an organisation. Please write clearly "
        "and give us the details of the person who will come. They must not be shown any papers until they have "
        "signed an agreement of their own.",
    )
    frame = box(sheet.body)
    room = UPRIGHT_WIDTH - 8
    say(
        frame,
        "Meeting on {{ conference.date|shortdate }}. Invited: {{ invitee.name }}, number {{ invitee.number }}.",
        "Box head",
    )
    for label in (
        "Name of the person who will come",
        "Their role",
        "Service or organisation",
        "Telephone",
        "Email",
        "Language or format they need",
    ):
        fill_line(frame, label, room=room)
    say(frame, "Please tick", "Box head").paragraph_format.space_before = Mm(4)
    ticks(
        frame,
        [
            "This person knows that they are to come and has agreed to it.",
            "I have not told them what the meeting is about beyond this letter.",
        ],
    )
    fill_two(frame, "Signed", "Date", room=room)
    say(sheet.body, "Return it by **{{ conference.reply_by|date }}** to: {{ council.return_address|said }}.")
    your_information(sheet.body)
    say(sheet.body, "{{ council.found_words }}")
