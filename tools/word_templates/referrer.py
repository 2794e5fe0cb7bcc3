"""The referrer's own papers: Part B of the record, kept apart under a heavy border, and the acknowledgement."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    at_tabs,
    each,
    gap,
    heading,
    options,
    say,
    tick_of,
    your_information,
)
from tools.word_templates.recorded import answer_rows, answers, fields_of
from tools.word_templates.tables import row, sealed_ending, spanning, table, tint

CONSENT = "referral.consent"
_TAKEN_ON = (
    f"{{% if {CONSENT}.taken_on is not string or {CONSENT}.taken_on != {CONSENT}.taken_by %}}; "
    f"{{{{ {CONSENT}.taken_on|shortdate }}}}{{% endif %}}"
)
"""The day the answer was taken, unless it is unknown in the same words as who took it."""
PRINTED = tuple(
    f"referrer.{name}"
    for name in (
        *("capacity", "party", "name", "organisation", "role", "phone", "email", "address", "best_time"),
        *("language", "format", "connection", "acknowledged_on"),
    )
) + tuple(
    f"{CONSENT}.{name}"
    for name in ("answer", "scope", "taken_by", "taken_on", "how", "wording", "wording_version", "withdrawn_on")
)
"""What has a row of its own on Part B."""
SENT_ON = "{{ (paper.made_on if referrer.acknowledged_on is string else referrer.acknowledged_on)|shortdate }}"
"""The day the acknowledgement was sent; while the record has none (an unknown is text), the day it was made."""


def part_b() -> Sheet:
    """Draw Part B: who told us, and what they said when asked whether they may be named."""
    sheet = Sheet(internal=True)
    sheet.furnish()
    say(sheet.body, "Referral record: the referrer", "Title")
    say(sheet.body, "Part B, belonging to record {{ referral.reference }}: {{ referral.kind|said|lower }}", "Subtitle")
    say(sheet.body, "Referrer: restricted. Do not copy with Part A.", "Alert reversed")
    grid = table(
        sheet.body,
        [52, UPRIGHT_WIDTH - 52],
        kind="Form table",
        rules="heavy",
        row_heads=True,
        said="Who the referrer is, how to reach them safely, and their answer about being named",
    )
    _who(grid)
    _consent(grid)
    gap(sheet.body)
    sheet.seal(sheet.body)
    return sheet


def _who(grid: object) -> None:
    tint(spanning(grid, "Who told us, and how to reach them safely"))
    for label, value in (
        ("Capacity", "{{ referrer.capacity|said }}"),
        (
            "Who they are",
            options(
                "referrer.party", (("person", "Person"), ("service", "Service"), ("organisation", "Organisation"))
            ),
        ),
        ("Name", "{{ referrer.name|said }}"),
        ("Organisation and role", "{{ referrer.organisation|said }}; {{ referrer.role|said }}"),
        ("Telephone", "{{ referrer.phone|said }}"),
        ("Email", "{{ referrer.email|said }}"),
        ("Address", "{{ referrer.address|said if referrer.address else 'None given' }}"),
        ("Best time to ring", "{{ referrer.best_time|said }}"),
        ("Language and format", "{{ referrer.language|said }}; {{ referrer.format|said|lower }}"),
        ("Connection to the concern", "{{ referrer.connection|said }}"),
    ):
        _answer(grid, label, value)
    _what_else(grid, "referrer")


def _consent(grid: object) -> None:
    tint(spanning(grid, "May we name you? The question and the answer"))
    scope = "\t".join(
        tick_of(f"'{code}' in {CONSENT}.scope", label)
        for code, label in (("family", "Family"), ("attendees", "Attendees"), ("police", "Police"))
    )
    for label, value in (
        ("Asked, word for word", f"{{{{ {CONSENT}.wording|said }}}}"),
        ("Answer", options(f"{CONSENT}.answer", (("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")))),
        ("May be named to", scope),
        ("Taken by and on", f"{{{{ {CONSENT}.taken_by|said }}}}{_TAKEN_ON}"),
        ("How", f"{{{{ {CONSENT}.how|said }}}}"),
        ("Wording version", f"{{{{ {CONSENT}.wording_version|said }}}}"),
        ("Withdrawn on", _day_or(f"{CONSENT}.withdrawn_on", "Not withdrawn")),
        ("Acknowledgement sent", _day_or("referrer.acknowledged_on", "Not yet")),
    ):
        _answer(grid, label, value)
    _what_else(grid, CONSENT)


def _what_else(grid: object, holder: str) -> None:
    """Draw whatever else was answered, so that nothing taken in is missing from the record."""
    answer_rows(grid, tuple(answers(holder, fields_of(holder.rpartition(".")[2]), PRINTED)))


def _day_or(path: str, words: str) -> str:
    """Return a tag that says a day, or ``words`` when there is none (an unknown is text, a day is not)."""
    return f"{{{{ {path}|shortdate if {path} is not string else '{words}' }}}}"


def _answer(grid: object, label: str, value: str) -> None:
    drawn = row(grid, [label, value], label_first=True)
    at_tabs(drawn.cells[1].paragraphs[0], 36, 2)


def acknowledgement() -> Sheet:
    """Draw the letter that says the council has heard, and never what came of it (L81)."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    say(sheet.body, "{{ referrer.name|said }}", "Box text", keep_next=True)
    each(sheet.body, "line in referrer.address", "{{ line }}", "Box text")
    say(sheet.body, SENT_ON).paragraph_format.space_before = Mm(6)
    say(sheet.body, "Thank you for telling us", "Title").paragraph_format.space_before = Mm(3)
    say(
        sheet.body,
        "You told us about a worry on {{ referral.received|shortdate }}. We have it, and a duty worker in "
        "the First Access Screening Team (FAST) will read it.",
    )
    heading(sheet.body, "What you will hear", 2)
    say(
        sheet.body,
        "You will usually not hear what we decide or what happens next. That does not mean that your "
        "worry does not matter. Children and families have a right to privacy. We would keep your private life to "
        "ourselves in the same way.",
    )
    heading(sheet.body, "Your name", 2)
    say(
        sheet.body,
        "We will not tell the people who get help that it was you, your service or your organisation who "
        "told us, unless you clearly say that we may. You can change your answer at any time: ring FAST.",
    )
    say(sheet.body, "A court can order us to say more. If one does, we will tell you first if we can.")
    heading(sheet.body, "If you see something new", 2)
    say(
        sheet.body,
        "Ring FAST on **{{ council.fast_number }}**, {{ council.fast_hours }}. "
        "{{ council.fast_out_of_hours }} If somebody is in danger now, ring **999** first.",
    )
    say(sheet.body, "Please do not look into it yourself, and do not talk about it online.")
    your_information(sheet.body, keep_next=True)
    sealed_ending(sheet)
    return sheet
