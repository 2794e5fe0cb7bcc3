"""Papers of the records office: what is kept of a case, and what was destroyed. Neither names anybody of the case."""

from __future__ import annotations

from tools.word_templates.furniture import (
    LANDSCAPE_WIDTH,
    UPRIGHT_WIDTH,
    Sheet,
    control,
    gap,
    heading,
    known,
    say,
)
from tools.word_templates.tables import SEAL_ROOM, head, pairs, row, rows_for, table

HALF = 32
"""Of a SHA-256 digest, the digits that stand on one line."""


def archive_sheet() -> Sheet:
    """Draw the sheet that describes a case's papers for whoever finds them."""
    sheet = Sheet(internal=True)
    sheet.furnish()
    say(sheet.body, "Archive sheet", "Title")
    say(sheet.body, "What is kept of case {{ archived.reference }}", "Subtitle")
    _case(sheet)
    _rules(sheet)
    heading(sheet.body, "How to use this sheet")
    say(
        sheet.body,
        "The sheet names nobody. The papers themselves are sealed: read them only where your work needs it, and note "
        "that you did. A paper is the one listed when its SHA-256 is the one listed. Nothing is disposed of by its "
        "date alone: somebody looks for holds first, and somebody else approves.",
    )
    gap(sheet.body)
    sheet.seal(sheet.body)
    sheet.turn(landscape=True)
    sheet.furnish()
    _papers(sheet)
    return sheet


def disposal_certificate() -> Sheet:
    """Draw the certificate: what was destroyed, by which rule, after which checks, on whose word, and how."""
    sheet = Sheet(internal=True)
    sheet.furnish()
    say(sheet.body, "Disposal certificate", "Title")
    say(sheet.body, "Certificate {{ paper.reference }}. To be kept for good.", "Subtitle")
    pairs(
        sheet.body,
        [
            ["What was destroyed", "{{ disposal.what }}"],
            ["Rule", "{{ disposal.rule }}"],
            ["Time runs from", "{{ disposal.trigger }}, {{ disposal.triggered_on|shortdate }}"],
            ["Due on", "{{ disposal.due_on|shortdate }}"],
            ["Holds", "{{ disposal.holds|said }} (claims, requests for access, inquiries, appeals)"],
        ],
        (44, UPRIGHT_WIDTH - 44),
        said="What was destroyed and by which rule",
    )
    _listed(sheet)
    _who(sheet)
    _how(sheet)
    return sheet


def _case(sheet: Sheet) -> None:
    pairs(
        sheet.body,
        [
            ["Kind of case", "{{ archived.case_kind|said }}", "Stage", "{{ archived.stage|said }}"],
            ["Opened on", "{{ archived.opened_on|shortdate }}", "Legal hold", "{{ archived.legal_hold|said }}"],
            ["Originator", "{{ council.department }}", "Marking", "{{ council.marking }}"],
            [
                "Linked cases",
                "{% if archived.linked %}{{ archived.linked|said }}{% else %}None{% endif %}",
                "Who may read it",
                "FAST, the assessor, records officers",
            ],
        ],
        (32, 56, 33, 46),
        said="The case: its kind, stage and dates, whether it is held, and who may read it",
    )


def _rules(sheet: Sheet) -> None:
    heading(sheet.body, "How long it is kept")
    grid = table(sheet.body, [52, 27, 38, 50], row_heads=True, said="Classes of the records schedule")
    head(grid, ["Class", "Kept for", "From", "Ground"])
    names = ("title", "years", "trigger", "ground")
    rows_for(grid, "rule in archived.rules", [f"{{{{ rule.{name} }}}}" for name in names], label_first=True)
    gap(sheet.body)


def _papers(sheet: Sheet) -> None:
    heading(sheet.body, "Papers kept", turned=True)
    control(sheet.body, "if not archived.papers")
    say(sheet.body, "No paper of this case was kept.")
    control(sheet.body, "endif")
    control(sheet.body, "if archived.papers")
    grid = table(sheet.body, [36, 68, 41, 30, LANDSCAPE_WIDTH - 175], said="Every paper kept, with its SHA-256")
    head(grid, ["Reference", "Kind of paper", "Kept on", "Verdict then", "SHA-256"])
    rows_for(
        grid,
        "entry in archived.papers",
        [
            "{{ entry.reference }}",
            "{{ entry.what }}",
            "{{ entry.kept_on|shortdate }}",
            "{{ entry.verdict }}",
            f"{{{{ entry.digest[:{HALF}] }}}}\n{{{{ entry.digest[{HALF}:] }}}}",
        ],
    )
    control(sheet.body, "endif")


def _listed(sheet: Sheet) -> None:
    heading(sheet.body, "The list that was approved")
    grid = table(sheet.body, [51, 17, 25, 37, 37], said="What was destroyed: kind, pieces, form, from when, to when")
    head(grid, ["Kind", "Pieces", "Form", "From", "To"])
    rows_for(
        grid,
        "entry in disposal.listed",
        [
            "{{ entry.what }}",
            "{{ entry.pieces }}",
            "{{ entry.form|said }}",
            "{{ entry.earliest|shortdate }}",
            "{{ entry.latest|shortdate }}",
        ],
    )
    gap(sheet.body)
    control(sheet.body, f"if {known('disposal.list_digest')}")
    say(sheet.body, "SHA-256 of the list:", keep_next=True)
    say(sheet.body, "{{ disposal.list_digest }}", "Small")
    control(sheet.body, "endif")


def _who(sheet: Sheet) -> None:
    heading(sheet.body, "Who did what, and when")
    grid = table(sheet.body, [36, 90, 41], row_heads=True, said="Each step, who did it and when")
    head(grid, ["Step", "Who", "When"])
    for step, who, when in (
        ("Proposed", "proposed_by", "proposed_on"),
        ("Holds looked for", "holds_checked_by", "holds_checked_on"),
        ("Approved", "approved_by", "approved_on"),
        ("Seen destroyed", "witness", "destroyed_on"),
    ):
        row(grid, [step, f"{{{{ disposal.{who} }}}}", f"{{{{ disposal.{when}|shortdate }}}}"], label_first=True)
    gap(sheet.body)


def _how(sheet: Sheet) -> None:
    """Say how it was done, and seal it beside that."""
    halves = (UPRIGHT_WIDTH - SEAL_ROOM, SEAL_ROOM)
    left, right = row(table(sheet.body, halves, kind="Layout table", rules="none", padding=0), ["", ""]).cells
    heading(left, "How it was destroyed", 2)
    say(left, "{{ disposal.method }}.")
    control(left, f"if {known('disposal.kept')}")
    say(left, "What is kept: {{ disposal.kept }}")
    control(left, "endif")
    say(left, "This certificate names nobody whom the records were about.")
    sheet.seal(right, room=SEAL_ROOM)
    gap(sheet.body)
