"""The referrer's consent to be named: asked word for word, no unless it is yes, and taken back on the second page."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    BOX,
    UPRIGHT_WIDTH,
    Sheet,
    bullets,
    control,
    fill_two,
    gap,
    heading,
    known,
    say,
    ticks,
    your_information,
)
from tools.word_templates.tables import box, head, row, sealed_ending, table

CONSENT = "referral.consent"
WHO = f"{{% if {known('referrer.name')} %}}{{{{ referrer.name }}}}{{% else %}}the person who told us{{% endif %}}"
QUESTION = (
    "We will not tell the people concerned who raised this worry, unless you say we may. Do you want us to tell them "
    "that it was you, your service or your organisation?"
)
"""The question while none is on record: sample wording, whose version is the paper's own."""
SCOPES = (
    "The child or family who gets help",
    "People at a private meeting about the place (a Context Conference)",
    "The police",
)


def consent_to_be_named() -> Sheet:
    """Draw the question and the answer on one page, and on the next the way to take a yes back."""
    sheet = Sheet()
    sheet.furnish()
    say(sheet.body, "May we say that it was you?", "Title")
    say(sheet.body, f"For {WHO}", "Subtitle")
    _in_short(sheet)
    _question(sheet)
    _answer(sheet)
    heading(sheet.body, "What a yes means", 2)
    bullets(
        sheet.body,
        [
            "We may give your name, and that of your service or organisation. Never your address, number or email.",
            "We tell only those whom you crossed. What people have once been told, we cannot take back.",
            "A court can order us to say who told us. If one does, we will tell you first if we can.",
        ],
    )
    _signed(sheet, "For the council: answer taken by")
    _withdrawal(sheet)
    return sheet


def _in_short(sheet: Sheet) -> None:
    frame = box(sheet.body, padding=4)
    say(frame, "If you say nothing, our answer to them is no.", "Box head")
    say(
        frame,
        "You told us about a worry. We keep it to ourselves who you are unless you clearly say that we may tell. You "
        "do not have to. Your worry counts the same whatever you say, and you may change your mind at any time.",
        "Box text",
    )


def _question(sheet: Sheet) -> None:
    heading(sheet.body, "The question, word for word", 2)
    control(sheet.body, f"if {CONSENT} is defined and {known(f'{CONSENT}.wording')}")
    say(sheet.body, f"{{{{ {CONSENT}.wording }}}}", "Caller's words")
    say(sheet.body, f"Wording version {{{{ {CONSENT}.wording_version|said }}}}.", "Small")
    control(sheet.body, "else")
    say(sheet.body, QUESTION, "Caller's words")
    say(sheet.body, "Wording version {{ paper.version }} of this paper.", "Small")
    control(sheet.body, "endif")
    control(sheet.body, f"if {CONSENT} is defined and {known(f'{CONSENT}.answer')}")
    given = f"{{% if {known(f'{CONSENT}.taken_on')} %}}, given on {{{{ {CONSENT}.taken_on|shortdate }}}}{{% endif %}}"
    say(sheet.body, f"The answer we hold from you today: **{{{{ {CONSENT}.answer|said }}}}**{given}.")
    control(sheet.body, "endif")


def _answer(sheet: Sheet) -> None:
    heading(sheet.body, "Your answer: one cross on each line", 2)
    grid = table(
        sheet.body,
        [UPRIGHT_WIDTH - 60, 35, 25],
        kind="Form table",
        rules="all",
        row_heads=True,
        padding=2,
        said="Who may be told that it was you: for each, yes or no",
    )
    head(grid, ["Who may be told", "Yes, you may", "No"])
    for scope in SCOPES:
        row(grid, [scope, BOX, BOX])
    gap(sheet.body)
    say(sheet.body, "A line without a cross is a no.")


def _signed(sheet: Sheet, council: str) -> None:
    fill_two(sheet.body, "Signed", "Date").paragraph_format.space_before = Mm(4)
    fill_two(sheet.body, council, "Date", middle=120)


def _withdrawal(sheet: Sheet) -> None:
    heading(sheet.body, "I take back my yes", new_page=True)
    say(
        sheet.body,
        "Use this page if you said yes and want to change it. You need not say why. You can also ring FAST on "
        "**{{ council.fast_number }}**. From the day we hear from you, nothing new that we write names you to them.",
    )
    frame = box(sheet.body)
    say(frame, "I take back", "Box head")
    ticks(frame, ["every yes I gave", *(f"my yes for: {scope[0].lower()}{scope[1:]}" for scope in SCOPES)])
    say(frame, WHO, "Box text").paragraph_format.space_before = Mm(3)
    room = UPRIGHT_WIDTH - 8
    fill_two(frame, "Signed", "Date", room=room)
    fill_two(frame, "For the council: received by", "Date", middle=115, room=room)
    say(sheet.body, "Send this page to: {{ council.return_address|said }}.")
    say(sheet.body, "Ask us, and we will tell you whether anything we wrote before names you.")
    your_information(sheet.body, keep_next=True)
    sealed_ending(sheet)
