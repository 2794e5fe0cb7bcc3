"""The conference pack: one person's copy of what the meeting considers (papers.md section 7).

Paragraphs are numbered through the whole pack, and each part begins and ends with a numbered paragraph of ours, so
that the contents can give the numbers of a part however many findings it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.shared import Mm

from tools.word_templates.furniture import (
    FAST_LINE,
    UPRIGHT_WIDTH,
    Sheet,
    contents_line,
    control,
    each,
    field,
    gap,
    heading,
    ruled_lines,
    say,
    your_information,
)
from tools.word_templates.slips import return_slip
from tools.word_templates.tables import bar_chart, box, head, looped_grid, pairs, rows_for, sealed_ending, table


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level part of the pack; ``code`` names its bookmarks and is what an agenda item points at."""

    code: str
    title: str
    opening: str
    closing: str


PARTS = (
    Part(
        "using",
        "Using these papers",
        "Please read these papers before the meeting. They are for it alone.",
        "Is anything not clear? Please ask the contact named on the first page.",
    ),
    Part(
        "agenda",
        "Agenda",
        "The chair may change the order. There will be a break if the meeting needs one.",
        "The chair reads the confidentiality statement aloud before anything else is said.",
    ),
    Part(
        "invited",
        "Who is invited",
        "We list people by their role, in alphabetical order, and by the kind of organisation they come from. We do "
        "not list names.",
        "Anybody who comes as a representative signs an agreement of their own.",
    ),
    Part(
        "place",
        "The place",
        "This part says where the place begins and ends. It is not about any person.",
        "To think about: is there a spot just outside this boundary that matters too?",
    ),
    Part(
        "findings",
        "What we found",
        "There are three headings, and what is strong comes first under each. Every finding says what kind of source "
        "it comes from, and whether it is a fact or an opinion.",
        "To think about: which of these strengths can we build on first?",
    ),
    Part(
        "survey",
        "What people told us",
        "Adults who live, work or pass through here filled in a short form without giving their names. Where few "
        "people gave an answer, the number is not shown, so that nobody can be picked out. Sometimes another number "
        "is not shown either, so that nobody can work out the first.",
        "To think about: whose voice is missing from these answers?",
    ),
    Part(
        "observation",
        "What was seen from a distance",
        "People in pairs stood in public places and counted. They watched the place and wrote down no names.",
        "To think about: what would we expect to see at these times if the place were safe?",
    ),
    Part(
        "weighting",
        "What matters most",
        "Each thing has a weight from 1 to 5. A weight of 5 means that changing it should help most.",
        "To think about: do you agree with this order? The meeting may change it.",
    ),
    Part(
        "plan",
        "Draft plan",
        "This is a draft for the meeting to change. Each action has one owner, named by role, a date and a way to "
        "tell whether it worked.",
        "To think about: what can you, or the people you work with, add to this plan?",
    ),
    Part(
        "words",
        "Words we use",
        "These words have a fixed meaning in these papers.",
        "If a word is not here and you are not sure of it, please ask. Others will be glad that you did.",
    ),
)

SEVERAL = "{% if chart.answers == 'several' %}; people could tick several{% endif %}"


def conference_pack() -> Sheet:
    """Draw one attendee's pack."""
    sheet = Sheet(snug=True, refresh_fields=True)
    sheet.furnish("copy")
    _cover(sheet)
    _contents(sheet)
    _using(sheet)
    _agenda(sheet)
    _invited(sheet)
    _place(sheet)
    _findings(sheet)
    _survey(sheet)
    _observation(sheet)
    _weighting(sheet)
    sheet.turn(landscape=True)
    sheet.furnish("copy")
    _plan(sheet)
    sheet.turn(landscape=False)
    sheet.furnish("copy")
    _words(sheet)
    _notes(sheet)
    _last_page(sheet)
    return sheet


def _cover(sheet: Sheet) -> None:
    say(sheet.body, "Context Conference", "Subtitle").paragraph_format.space_before = Mm(24)
    say(sheet.body, "{{ conference.area }}", "Title")
    say(sheet.body, "Papers for the meeting", "Subtitle")
    pairs(
        sheet.body,
        [
            ["Day", "{{ conference.date|date }}"],
            ["Time", "{{ conference.start|time }} to {{ conference.finish|time }}"],
            ["Venue", "{{ conference.venue|said }}"],
            ["Chair", "{{ conference.chair }}, {{ conference.chair_role }}"],
        ],
        (30, UPRIGHT_WIDTH - 30),
        said="When and where the meeting is, and who leads it",
    )
    gap(sheet.body)
    frame = box(sheet.body, padding=9)
    say(frame, "Prepared for", "Box head")
    say(frame, "{{ copy.made_for }}", "Subtitle")
    say(frame, "{{ copy.role|said }}", "Box text")
    say(frame, "Copy **{{ copy.number }}** of **{{ copy.of }}**, code **{{ copy.code }}**", "Box text")
    say(
        frame, "You are reading this because your agreement of {{ copy.agreement_date|shortdate }} stands.", "Box text"
    )
    say(
        sheet.body,
        "Any information shared at the Context Conference will be Private and Confidential and must not "
        "be disseminated further.",
        "Box head",
    ).paragraph_format.space_before = Mm(8)
    say(
        sheet.body,
        "That is the rule of the council's protocol. In plain words: please do not pass on anything that "
        "you read here or hear at the meeting.",
    )
    say(sheet.body, "**Return or delete these papers by {{ conference.return_by|date }}.**")
    say(
        sheet.body,
        "Questions: {{ conference.contact_name }}, **{{ conference.contact_phone }}**, "
        "{{ conference.contact_email }}.",
    )
    say(sheet.body, f"{FAST_LINE} FAST is open {{{{ council.fast_hours }}}}. {{{{ council.fast_out_of_hours }}}}")


def _contents(sheet: Sheet) -> None:
    heading(sheet.body, "Contents", new_page=True)
    for number, part in enumerate(PARTS, 1):
        line = contents_line(sheet.body, f"**{number}. {part.title}**, paragraphs ", f"part_{part.code}")
        field(line, f"REF first_{part.code} \\n")
        line.add_run(" to ")
        field(line, f"REF last_{part.code} \\n")
        line.add_run("\tpage ")
        field(line, f"PAGEREF part_{part.code}")
    for title, bookmark in (("Notes", "part_notes"), ("Your agreement, and returning these papers", "part_return")):
        line = contents_line(sheet.body, f"**{title}**\tpage ", bookmark)
        field(line, f"PAGEREF {bookmark}")


def _open(sheet: Sheet, code: str, *, new_page: bool = True) -> None:
    """Begin a part: its heading and its first numbered paragraph, each bookmarked for the contents."""
    number, part = next((number, part) for number, part in enumerate(PARTS, 1) if part.code == code)
    title = heading(sheet.body, f"{number}. {part.title}", new_page=new_page, turned=not new_page)
    sheet.mark(title, f"part_{code}")
    sheet.mark(say(sheet.body, part.opening, "Numbered"), f"first_{code}")


def _close(sheet: Sheet, code: str) -> None:
    """End a part with its last numbered paragraph."""
    part = next(part for part in PARTS if part.code == code)
    last = sheet.mark(say(sheet.body, part.closing, "Numbered"), f"last_{code}")
    last.paragraph_format.space_before = Mm(3)


def _using(sheet: Sheet) -> None:
    _open(sheet, "using")
    each(sheet.body, "line in conference.using", "{{ line }}", "Numbered")
    heading(sheet.body, "What we decided before this meeting", 2)
    say(
        sheet.body,
        "{{ conference.conclusion.words }} Decided by: {{ conference.conclusion.decided_by|said }}, "
        "{{ conference.conclusion.decided_on|shortdate }}.",
        "Numbered",
    )
    heading(sheet.body, "What is left out, and why", 2)
    each(sheet.body, "line in conference.left_out", "{{ line }}", "Numbered")
    _close(sheet, "using")


def _agenda(sheet: Sheet) -> None:
    _open(sheet, "agenda")
    grid = table(sheet.body, [25, 68, 42, 32], row_heads=True, said="Time, item, who leads and which paragraphs")
    head(grid, ["Time", "Item", "Led by", "Paragraphs"])
    drawn = rows_for(
        grid,
        "item in conference.agenda",
        ["{{ item.time|time }}", "{{ item.item }}", "{{ item.lead|said }}", ""],
        label_first=True,
    )
    cell = drawn.cells[3]
    for place, part in enumerate(PARTS):
        control(cell, f"{'elif' if place else 'if'} item.paragraphs in ('{part.code}', '{part.title}')")
        line = say(cell, "", "Table text") if place else cell.add_paragraph()
        line._p.style = "TableText"
        field(line, f"REF first_{part.code} \\n")
        line.add_run(" to ")
        field(line, f"REF last_{part.code} \\n")
    control(cell, "elif item.paragraphs == 'not_asked'")
    say(cell, "None", "Table text")
    control(cell, "else")
    say(cell, "{{ item.paragraphs|said }}", "Table text")
    control(cell, "endif")
    _close(sheet, "agenda")


def _invited(sheet: Sheet) -> None:
    _open(sheet, "invited")
    grid = table(sheet.body, [83.5, 83.5], said="Who is invited, by role and kind of organisation")
    head(grid, ["Role", "Kind of organisation"])
    rows_for(grid, "person in conference.invited", ["{{ person.role|said }}", "{{ person.organisation_type|said }}"])
    _close(sheet, "invited")


def _place(sheet: Sheet) -> None:
    _open(sheet, "place")
    say(sheet.body, "{{ conference.place.boundary }}", "Numbered")
    control(sheet.body, "if conference.place.map")
    say(sheet.body, "Map of the place. It is a sketch and not to scale.", "caption")
    picture = say(sheet.body, "{{ conference.place.map|picture }}")
    picture.paragraph_format.line_spacing = 1.0
    control(sheet.body, "endif")
    heading(sheet.body, "What is there", 2)
    each(sheet.body, "line in conference.place.features", "{{ line }}", "Numbered")
    _close(sheet, "place")


def _findings(sheet: Sheet) -> None:
    _open(sheet, "findings")
    control(sheet.body, "for finding in conference.findings")
    heading(sheet.body, "{{ finding.heading }}", 2)
    for title, path in (("Strengths", "finding.strengths"), ("Worries", "finding.worries")):
        heading(sheet.body, title, 3)
        control(sheet.body, f"if not {path}")
        say(sheet.body, "We found nothing to put here.")
        control(sheet.body, "endif")
        control(sheet.body, f"for entry in {path}")
        say(sheet.body, "{{ entry.words }}", "Numbered", keep_next=True).paragraph_format.space_after = Mm(0.5)
        say(sheet.body, "**{{ entry.kind|said }}.** Kind of source: {{ entry.source_type|said }}", "Source")
        control(sheet.body, "endfor")
    control(sheet.body, "endfor")
    _close(sheet, "findings")


def _survey(sheet: Sheet) -> None:
    _open(sheet, "survey")
    survey = "conference.survey"
    say(
        sheet.body,
        f"Replies: {{{{ {survey}.replies }}}}. People who said no: {{{{ {survey}.refusals }}}}. "
        f"{{{{ {survey}.carried_out }}}}",
        "Numbered",
    )
    say(sheet.body, f"Who replied (replies: {{{{ {survey}.replies }}}})", "caption")
    bar_chart(
        sheet.body,
        ["Who", "Replies"],
        f"entry in {survey}.groups",
        "{{ entry.name }}",
        "{{ entry.count|said }}",
        said="Bar chart of who replied to the survey",
    )
    gap(sheet.body)
    control(sheet.body, f"for chart in {survey}.charts")
    say(sheet.body, "We asked: {{ chart.question }}", "Numbered", keep_next=True)
    say(sheet.body, f"{{{{ chart.title }}}} (replies: {{{{ chart.base }}}}{SEVERAL})", "caption")
    bar_chart(
        sheet.body,
        ["Answer", "Replies"],
        "entry in chart.rows",
        "{{ entry.label }}",
        "{{ entry.count|said }}",
        said="Bar chart of the replies about: {{ chart.title }}. The numbers stand in the table under it",
    )
    gap(sheet.body)
    control(sheet.body, "if chart.note")
    say(sheet.body, "{{ chart.note }}", "Numbered")
    control(sheet.body, "endif")
    control(sheet.body, "endfor")
    _close(sheet, "survey")


def _observation(sheet: Sheet) -> None:
    _open(sheet, "observation")
    seen = "conference.observation"
    say(sheet.body, f"{{{{ {seen}.carried_out }}}}", "Numbered")
    say(sheet.body, f"Sightings of young people, by day and hour (all {{{{ {seen}.sessions }}}} sessions)", "caption")
    looped_grid(
        sheet.body,
        f"{seen}.grid_hours",
        f"line in {seen}.grid",
        "{{ line.day|said }}",
        "line.counts",
        said="Days by hours; each number is how many sightings there were; a darker pattern means more",
    )
    gap(sheet.body)
    say(sheet.body, f"{{{{ {seen}.note }}}}", "Numbered")
    heading(sheet.body, "What the pairs noticed", 2)
    each(sheet.body, f"line in {seen}.findings", "{{ line }}", "Numbered")
    _close(sheet, "observation")


def _weighting(sheet: Sheet) -> None:
    _open(sheet, "weighting")
    grid = table(
        sheet.body,
        [58, 20, UPRIGHT_WIDTH - 78],
        row_heads=True,
        said="What matters most: each thing, its weight from 1 to 5, and why",
    )
    head(grid, ["What", "Weight", "Why"])
    rows_for(
        grid,
        "entry in conference.weighting",
        ["{{ entry.factor }}", "{{ entry.weight }}", "{{ entry.why }}"],
        label_first=True,
    )
    _close(sheet, "weighting")


def _plan(sheet: Sheet) -> None:
    _open(sheet, "plan", new_page=False)
    grid = table(
        sheet.body,
        [47, 56, 38, 31, 59, 23],
        padding=2,
        said="Draft plan: goal, action, owner by role, date, how we will tell, and status",
    )
    head(grid, ["Goal", "Action", "Owner", "By when", "How we will tell", "Status"])
    rows_for(
        grid,
        "line in conference.plan",
        [
            "{{ line.goal }}",
            "{{ line.action }}",
            "{{ line.owner|said }}",
            "{{ line.by|shortdate }}",
            "{{ line.measure|said }}\nNow: {{ line.baseline|said }}",
            "{{ line.status|said }}",
        ],
        label_first=False,
    )
    _close(sheet, "plan")


def _words(sheet: Sheet) -> None:
    _open(sheet, "words", new_page=False)
    grid = table(sheet.body, [48, UPRIGHT_WIDTH - 48], said="Words and what they mean", row_heads=True)
    head(grid, ["Word", "What it means here"])
    rows_for(grid, "entry in conference.glossary", ["{{ entry.term }}", "{{ entry.meaning }}"], label_first=True)
    _close(sheet, "words")


def _notes(sheet: Sheet) -> None:
    sheet.mark(heading(sheet.body, "Notes", new_page=True), "part_notes")
    say(sheet.body, "Your notes are as private as the papers. Hand this page back, or destroy it, with the rest.")
    ruled_lines(sheet.body, 21)


def _last_page(sheet: Sheet) -> None:
    sheet.mark(heading(sheet.body, "Your agreement, and returning these papers", new_page=True), "part_return")
    pairs(
        sheet.body,
        [
            ["Signed by", "{{ invitee.name }}", "On", "{{ copy.agreement_date|shortdate }}"],
            ["Form code", "{{ agreement.form_code }}", "Wording", "version {{ agreement.wording_version }}"],
        ],
        (27, 60, 24, 56),
        said="Receipt for your own agreement",
    )
    sealed_ending(sheet)
    return_slip(sheet, "conference.return_by")
    your_information(sheet.body)
