"""For Community Guardians: the protocol in short as a leaflet, and their agreement with the council (L23)."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    bullets,
    fill_line,
    fill_two,
    gap,
    heading,
    legal_block,
    say,
    ticks,
    your_information,
)
from tools.word_templates.tables import box, head, row, sealed_ending, table

WHAT_TO_TELL = (
    (
        "A child or a family",
        "Their names, if you know them. What you saw, where you saw it, and what worries you.",
    ),
    (
        "A group of young people",
        "The same, and nicknames you heard and how old they may be. Does somebody lead? Is somebody forced or "
        "bullied? Are adults involved, and who, if you know?",
    ),
    (
        "A place",
        "What you saw and what worries you. What about the place lets harm happen: bad light, hidden corners, "
        "nobody safe to keep an eye on it? Which days and times, in term or in the holidays?",
    ),
)
WHAT_COMES_NEXT = (
    (
        "A child or a family",
        "You will usually not be asked again, and you will not hear what we did. That protects them.",
    ),
    (
        "A group of young people",
        "We may tell you whether work with the group takes place, and for how long, if you need to know. We tell you "
        "nothing about a child or family. We may ask you to watch whether things get better.",
    ),
    (
        "A place",
        "We may ask you to help: to run a survey, to watch from a distance, or in another way. If young people there "
        "are at risk of serious harm, we may ask you to a private meeting. You then sign an agreement first.",
    ),
)
GUARDIAN_AGREES = (
    "Ring FAST when I am worried about a child, a family, a group or a place; 999 first if somebody is in danger.",
    "Say what I saw and heard, and say so if I only think it or heard it from others.",
    "Keep to myself what the council tells me, and give back or destroy papers when I am asked to.",
    "Not look into things myself: not follow, question, photograph or confront anybody.",
    "Tell the council if I know somebody who is involved, or if papers are lost.",
)
COUNCIL_AGREES = (
    "Listen to you, and thank you for what you tell us.",
    "Not tell the people who get help that it was you, your service or your organisation who told us, unless you "
    "clearly say that we may.",
    "Ask you only for what is safe to do, and say whom you can ring while you do it.",
    "Give you what you need in the language and print that suits you.",
)


def leaflet() -> Sheet:
    """Draw the leaflet: when to ring, what to say, what happens then."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    say(sheet.body, "Looking out for young people", "Title")
    say(sheet.body, "How you and we share what worries us", "Subtitle")
    _whom_to_ring(sheet)
    heading(sheet.body, "Who this is for")
    say(
        sheet.body,
        "You care about the place where you live or work: then you are a **Community Stakeholder**. If you, your "
        "service or your organisation has made an agreement with us, you are a **Community Guardian**.",
    )
    heading(sheet.body, "What to tell us")
    _by_kind(sheet, "Your worry is about", "Tell us", WHAT_TO_TELL)
    say(sheet.body, "Tell us what you know. Nobody expects you to know more, and please do not try to find out.")
    heading(sheet.body, "What we do with it")
    say(
        sheet.body,
        "If there is enough to go on, it helps us find out what is needed and make a plan for more safety.",
    )
    heading(sheet.body, "Your name")
    say(
        sheet.body,
        "We will not tell the people who get help that it was you, your service or your organisation who told us, "
        "unless you clearly say that we may. A court can order us to say more.",
    )
    heading(sheet.body, "What happens next")
    _by_kind(sheet, "Your worry was about", "What you can expect", WHAT_COMES_NEXT)
    legal_block(sheet.body)
    sealed_ending(sheet)
    return sheet


def agreement() -> Sheet:
    """Draw the agreement: a page that is signed in ink, and what it rests on."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    say(sheet.body, "Being a Community Guardian", "Title")
    say(sheet.body, "Our agreement with you", "Subtitle")
    _whom_to_ring(sheet)
    fill_line(sheet.body, "Name")
    ticks(sheet.body, ["For myself", "For a service or an organisation, whose name is on the next line"])
    fill_line(sheet.body, "Service or organisation, and my role there")
    fill_line(sheet.body, "The area I know")
    heading(sheet.body, "I agree to")
    bullets(sheet.body, GUARDIAN_AGREES)
    heading(sheet.body, "We agree to")
    bullets(sheet.body, COUNCIL_AGREES)
    gap(sheet.body)
    frame = box(sheet.body, "double", padding=3)
    say(frame, "You can always", "Box head")
    say(
        frame,
        "ring 999, report a crime, ring FAST, obey a court, speak up about wrongdoing, and talk to a lawyer, a doctor "
        "or victim support. You can end this agreement on any day and need not say why. So can we; we will tell you "
        "why.",
        "Box text",
    )
    signed = fill_two(sheet.body, "Signed", "Date").paragraph_format
    signed.space_before, signed.keep_with_next = Mm(1), True
    fill_two(sheet.body, "For the council: name and signature", "Date", middle=120)
    your_information(sheet.body)
    legal_block(sheet.body)
    sealed_ending(sheet)
    return sheet


def _whom_to_ring(sheet: Sheet) -> None:
    frame = box(sheet.body, padding=4)
    say(frame, "Someone in danger: ring 999.", "Box head")
    say(
        frame,
        "Worried about a child, a group or a place: ring FAST on **{{ council.fast_number }}**, "
        "{{ council.fast_hours }}. {{ council.fast_out_of_hours }}",
        "Box text",
    )


def _by_kind(sheet: Sheet, kind: str, words: str, rows: tuple[tuple[str, str], ...]) -> None:
    grid = table(sheet.body, [48, UPRIGHT_WIDTH - 48], row_heads=True, said=words)
    head(grid, [kind, words])
    for cells in rows:
        row(grid, cells, label_first=True)
    gap(sheet.body)
