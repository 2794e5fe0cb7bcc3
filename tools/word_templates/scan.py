"""The sheet a scan is filed on: whose form it is by its printed code, who saw it signed, and every page as it came."""

from __future__ import annotations

from tools.word_templates.furniture import UPRIGHT_WIDTH, Sheet, control, gap, say
from tools.word_templates.tables import row, table


def ink_scan() -> Sheet:
    """Draw the sheet on which an agreement signed on paper is kept."""
    sheet = Sheet(internal=True)
    sheet.furnish()
    say(sheet.body, "Agreement signed on paper: the scan", "Title")
    say(
        sheet.body,
        "This sheet shows a confidentiality agreement that was signed in ink. The council's seal says "
        "that these are the pages that were scanned. It does not say who held the pen: the officer "
        "named here saw that.",
    )
    grid = table(
        sheet.body,
        [64, UPRIGHT_WIDTH - 64],
        kind="Form table",
        row_heads=True,
        said="Which agreement this is, and who saw it signed",
    )
    for label, value in (
        ("Form code issued", "{{ scan.form_code }}"),
        ("Form code read off the scan", "{{ scan.code_read }}"),
        ("Wording version", "{{ scan.wording_version }}"),
        ("Received on", "{{ scan.received_on|shortdate }}"),
        ("Officer who saw it signed", "{{ scan.witnessed_by }}"),
        ("Pages scanned", "{{ scan.pages|length }}"),
    ):
        row(grid, [label, value], label_first=True)
    gap(sheet.body)
    sheet.seal(sheet.body)
    control(sheet.body, "for page in scan.pages")
    picture = say(sheet.body, "{{ page|picture }}")
    picture.paragraph_format.page_break_before = True
    picture.paragraph_format.line_spacing = 1.0
    control(sheet.body, "endfor")
    return sheet
