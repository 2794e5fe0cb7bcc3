"""What the council holds about a person, for that person: their own rows, and what is left out of everybody's.

The rows are drawn from the forms themselves. What a view withholds is not there, and nothing shows that it is not.
"""

from __future__ import annotations

from collections.abc import Mapping

from forms import Field
from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    control,
    gap,
    heading,
    known,
    legal_block,
    say,
)
from tools.word_templates.recorded import answers, answers_table, fields_of
from tools.word_templates.tables import head, row, sealed_ending, table

LISTS = {
    "people": "About you, or a child or young person you act for",
    "family": "About you, as a member of the family",
    "adults": "About you, as an adult we were told about",
}
"""The lists of a referral in which one row is one person, and what such a row is to the one who reads it."""
NOT_PRINTED = ("code", "label", "acts_for")
"""The council's own marks for a row, which would say that there are others."""
CALLER = "referral.consent"
"""Held of nobody but the referrer, and shown to them alone: where it is, the reader is the referrer."""
LEFT_OUT = (
    (
        "What other people told us, and what is about them",
        "It is private to them. We give it only if they agree, or if it is fair to give it without asking.",
    ),
    (
        "Who told us about a worry",
        "People must be able to tell us without fear. We say who it was only if they clearly said that we may.",
    ),
    (
        "What was said to us, in the words it was said in",
        "Such words are about several people at once, or they show who spoke.",
    ),
    (
        "What could lead to serious harm to anybody",
        "Keeping children and grown-ups safe comes first.",
    ),
    (
        "What a child or young person expects us to keep to ourselves",
        "They trusted us with it.",
    ),
    (
        "What would get in the way of stopping or solving a crime",
        "It could spoil the work of the police.",
    ),
    ("Papers of a court", "The court decides who may see them."),
    ("Our own numbers for records", "They would join your record to other people's."),
)
"""The same for every reader: a list made from the record would say what it holds."""


def extract() -> Sheet:
    """Draw the extract: what is the reader's own, what is left out of everybody's and why, and what they can do."""
    sheet = Sheet()
    sheet.furnish()
    say(sheet.body, "What we hold about you", "Title")
    say(sheet.body, "As it stood on {{ paper.made_on|shortdate }}", "Subtitle")
    say(
        sheet.body,
        "You asked what we hold about you. This paper gives you what is about you, or about a child you act for, in "
        "the record you asked about. It is for you only. Tell us if you want it read to you, in large print or in "
        "another language.",
    )
    for name, title in LISTS.items():
        _people(sheet, name, title)
    _caller(sheet)
    _nothing(sheet)
    _who_told(sheet)
    _left_out(sheet)
    _next_steps(sheet)
    sealed_ending(sheet)
    return sheet


def _people(sheet: Sheet, name: str, title: str) -> None:
    path = f"referral.{name}"
    control(sheet.body, f"if referral is defined and {path} is defined and {path}")
    heading(sheet.body, title)
    control(sheet.body, f"for person in {path}")
    _held(sheet, "person", fields_of(name))
    control(sheet.body, "endfor")
    control(sheet.body, "endif")


def _caller(sheet: Sheet) -> None:
    control(sheet.body, f"if referral is defined and {CALLER} is defined")
    heading(sheet.body, "About you, as the person who told us")
    receipt = {name: each for name, each in fields_of().items() if name in ("received", "how")}
    _held(sheet, "referral", receipt)
    heading(sheet.body, "Your answer about being named", 2)
    _held(sheet, CALLER, fields_of("consent"))
    control(sheet.body, "if referrer is defined")
    heading(sheet.body, "Who you are, and how to reach you", 2)
    _held(sheet, "referrer", fields_of("referrer"))
    control(sheet.body, "endif")
    control(sheet.body, "endif")


def _nothing(sheet: Sheet) -> None:
    shown = " or ".join(f"(referral.{name} is defined and referral.{name})" for name in LISTS)
    control(sheet.body, f"if not (referral is defined and ({shown} or {CALLER} is defined))")
    say(sheet.body, "We hold nothing about you in that record that we can give you.")
    control(sheet.body, "endif")


def _who_told(sheet: Sheet) -> None:
    """Name the referrer to those whom the referrer's consent covers; the view holds the name for nobody else."""
    covered = f"referral is defined and {CALLER} is not defined and referrer is defined"
    control(sheet.body, f"if {covered} and {known('referrer.name')}")
    heading(sheet.body, "Who told us")
    say(sheet.body, "The person who told us has said that we may tell you who they are: {{ referrer.name }}.")
    control(sheet.body, "endif")


def _held(sheet: Sheet, holder: str, fields: Mapping[str, Field]) -> None:
    given = tuple(answers(holder, fields, [f"{holder}.{name}" for name in NOT_PRINTED]))
    last = ("Anything else", "Nothing that we can give you here")
    answers_table(sheet.body, given, ("What it is", "What we hold"), last)


def _left_out(sheet: Sheet) -> None:
    heading(sheet.body, "What we leave out, and why")
    say(
        sheet.body,
        "We use the same list for everybody. That something stands in it does not mean that we hold any of it about "
        "you.",
    )
    grid = table(sheet.body, [70, UPRIGHT_WIDTH - 70], row_heads=True, said="What we leave out, and why")
    head(grid, ["What we leave out", "Why"])
    for cells in LEFT_OUT:
        row(grid, cells, label_first=True)
    gap(sheet.body)


def _next_steps(sheet: Sheet) -> None:
    heading(sheet.body, "If something is wrong, or you want us to look again")
    say(
        sheet.body,
        "Tell us: {{ council.dpo_contact }}. We put right what is wrong, and somebody else looks again at what was "
        "left out. You can also complain to the Information Commissioner, or ask a court.",
    )
    legal_block(sheet.body)
