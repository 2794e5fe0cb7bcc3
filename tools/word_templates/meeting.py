"""What is kept of a meeting for those whose agreement stands: who came, and the record of what was decided and why.

Others stand in both by role, as in the pack. Of who came, each reader sees one line under a name: their own.
"""

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
    known,
    say,
)
from tools.word_templates.tables import box, head, pairs, rows_for, sealed_ending, table

PRIVATE = (
    "This paper is as private as the papers for the meeting. Your agreement holds for it too.",
    "Do not pass it on, copy it, put it online or into AI tools.",
    "It names no child, no family and nobody who raised a concern. Please do not try to work it out.",
)


def attendance_and_apologies() -> Sheet:
    """Draw the list of who came: by role, and one line under the reader's own name."""
    sheet = Sheet(snug=True)
    sheet.furnish("cover")
    say(sheet.body, "Attendance and apologies", "Title")
    say(sheet.body, "{{ conference.area }}", "Subtitle")
    _held(sheet)
    _own_line(sheet)
    heading(sheet.body, "Who came, by role")
    _by_role(sheet, said="Who came to the meeting, by role and kind of organisation")
    _keep_it_private(sheet)
    sealed_ending(sheet)
    return sheet


def conference_record() -> Sheet:
    """Draw the record: what was decided, with reasons, who saw it otherwise, the plan and the review."""
    sheet = Sheet(snug=True)
    sheet.furnish("cover")
    say(sheet.body, "Record of the Context Conference", "Title")
    say(sheet.body, "{{ conference.area }}", "Subtitle")
    _held(sheet)
    heading(sheet.body, "What the meeting was for")
    say(
        sheet.body,
        "The meeting considered the findings about this place. It helped to make a plan to reduce harm to young "
        "people there. It was not about any person.",
    )
    control(sheet.body, f"if {known('plan.summary')}")
    say(sheet.body, "{{ plan.summary }}")
    control(sheet.body, "endif")
    _decided(sheet)
    _otherwise(sheet)
    heading(sheet.body, "Who was there, by role")
    _by_role(sheet, said="Who was at the meeting, by role and kind of organisation")
    sheet.turn(landscape=True)
    sheet.furnish("cover")
    _plan(sheet)
    sheet.turn(landscape=False)
    sheet.furnish("cover")
    _review(sheet)
    _keep_it_private(sheet)
    sealed_ending(sheet)
    return sheet


def _held(sheet: Sheet) -> None:
    """Draw when and where it was; what nobody noted says so."""
    times = ("attendance.started", "attendance.finished")
    noted = " and ".join(known(each) for each in times)
    ran = f"{{% if {noted} %}}{{{{ {times[0]}|said }}}} to {{{{ {times[1]}|said }}}}{{% else %}}Not noted{{% endif %}}"
    pairs(
        sheet.body,
        [
            ["Held on", "{{ attendance.held_on|date }}"],
            ["Time", ran],
            ["Venue", "{{ conference.venue|said }}"],
            ["Chair", "{{ conference.chair }}, {{ conference.chair_role }}"],
            ["Statement read aloud", "{{ attendance.statement_read|said }}"],
            ["Made for", "{{ invitee.name }}, {{ invitee.role|said }}"],
        ],
        (47, UPRIGHT_WIDTH - 47),
        said="When and where the meeting was, who led it, and whose copy this is",
    )


def _own_line(sheet: Sheet) -> None:
    heading(sheet.body, "Your own line")
    control(sheet.body, "if not attendance.people")
    say(sheet.body, "There is no line about you in the list.")
    control(sheet.body, "endif")
    control(sheet.body, "for person in attendance.people")
    pairs(
        sheet.body,
        [
            ["Name", "{{ person.name }}", "Came", "{{ person.came|said }}"],
            ["Agreement seen", "{{ person.signed|said }}", "Copy given back", "{{ person.copy_returned|said }}"],
        ],
        (42, 46, 40, 39),
        said="What the list says about you",
    )
    control(sheet.body, "endfor")
    say(
        sheet.body,
        "Is it wrong? Please tell {{ conference.contact_name }}, **{{ conference.contact_phone }}**. "
        "Only you and the council\u2019s own people see this line.",
    ).paragraph_format.space_before = Mm(2)


def _by_role(sheet: Sheet, *, said: str) -> None:
    control(sheet.body, "if not attendance.by_role")
    say(sheet.body, "Nobody noted who came, by role.")
    control(sheet.body, "else")
    grid = table(sheet.body, [70, 62, 35], said=said)
    head(grid, ["Role", "Kind of organisation", "Came?"])
    rows_for(
        grid,
        "person in attendance.by_role",
        ["{{ person.role|said }}", "{{ person.organisation_type|said }}", "{{ person.came|said }}"],
    )
    gap(sheet.body)
    control(sheet.body, "endif")


def _decided(sheet: Sheet) -> None:
    heading(sheet.body, "What was decided, and why")
    control(sheet.body, "if not plan.decisions")
    say(sheet.body, "No decision was recorded beside the plan.")
    control(sheet.body, "endif")
    control(sheet.body, "for entry in plan.decisions")
    say(sheet.body, "**{{ entry.decision }}**", "Numbered", keep_next=True).paragraph_format.space_after = Mm(0.5)
    say(sheet.body, "**Why:** {{ entry.reason }}", "Source")
    control(sheet.body, "endfor")


def _otherwise(sheet: Sheet) -> None:
    heading(sheet.body, "Who saw it otherwise")
    control(sheet.body, "if not plan.dissent")
    say(sheet.body, "Nobody asked for another view to be recorded.")
    control(sheet.body, "endif")
    each(sheet.body, "entry in plan.dissent", "**{{ entry.role|said }}.** {{ entry.words }}", "List Bullet")


def _plan(sheet: Sheet) -> None:
    heading(sheet.body, "The plan that was agreed", turned=True)
    grid = table(
        sheet.body,
        [47, 56, 36, 41, 48, 26],
        padding=2,
        said="The plan: goal, action, owner by role, date, how we will tell, and status",
    )
    head(grid, ["Goal", "Action", "Owner", "By when", "How we will tell", "Status"])
    rows_for(
        grid,
        "line in plan.rows",
        [
            "{{ line.goal }}",
            "{{ line.action }}",
            "{{ line.owner|said }}",
            "{{ line.by|shortdate }}",
            "{{ line.measure|said }}",
            "{{ line.status|said }}",
        ],
        label_first=False,
    )
    gap(sheet.body)


def _review(sheet: Sheet) -> None:
    heading(sheet.body, "Review", turned=True)
    frame = box(sheet.body)
    say(frame, "The plan is looked at again on {{ plan.review_on|date }}.", "Box head")
    say(frame, "Whoever owns an action tells the assessor before that day what was done.", "Box text")
    say(
        sheet.body,
        "This record was approved by {{ plan.approved_by }} on {{ plan.approved_on|shortdate }}. Is something in it "
        "wrong? Please tell {{ conference.contact_name }}, **{{ conference.contact_phone }}**. What is put right is "
        "sent to everybody who has this record.",
    )


def _keep_it_private(sheet: Sheet) -> None:
    heading(sheet.body, "Please keep this private")
    bullets(sheet.body, PRIVATE)
