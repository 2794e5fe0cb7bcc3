"""What a task-holder gets: a sheet to keep, then the form to fill in (papers.md section 5).

The first page is the same for every task, so that somebody who has done one task knows the next.
"""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import (
    BOX,
    LANDSCAPE_WIDTH,
    UPRIGHT_WIDTH,
    Sheet,
    at_tabs,
    bullets,
    control,
    each,
    ending,
    fill_line,
    fill_two,
    gap,
    heading,
    known,
    ruled_lines,
    say,
    ticks,
    your_information,
)
from tools.word_templates.tables import box, ending_in_columns, head, row, rows_for, table

NO_NAMES = "Please do not write anybody's name."
CHANGES = ("Continues", "Less", "More", "Stopped", "Not seen")
MONITORING_NOTE_LINES = 2
ANSWER_EVERY = 33.4
"""Millimetres from one worded box of a scale to the next: five fill the width of the page."""
ANSWERS_SIDE_BY_SIDE = 83.5
"""Millimetres to the second column of a longer list of answers."""
SLOT_HEIGHT = 20
"""Millimetres for a quarter of an hour: room to write by hand, standing up (papers.md asks for at least 18)."""


def survey_guide() -> Sheet:
    """Draw the guardian's sheet for the survey, with the words to say and the tally slip to send back."""
    sheet = _sheet_to_keep()
    heading(sheet.body, "What to say to people", new_page=True)
    frame = box(sheet.body)
    say(frame, "{{ task.survey.script }}", "Box text")
    say(
        sheet.body,
        "Who to ask: {{ task.survey.target }} You have {{ task.survey.forms_total }} forms, each with its own number.",
    )
    bullets(
        sheet.body,
        [
            "Ask adults only. Anybody may say no, and need not say why.",
            "Give people the form and let them fill it in themselves. Read it out if they ask you to.",
            "If somebody starts to tell you about a child, stop the survey and give them the FAST number.",
            "Put the forms in the envelope without reading them.",
        ],
    )
    your_information(sheet.body)
    ending(sheet.body)
    _tally_slip(sheet)
    return sheet


def _tally_slip(sheet: Sheet) -> None:
    heading(sheet.body, "Tally slip: send this back with the forms", new_page=True)
    say(sheet.body, "{{ paper.title }}. Reference {{ paper.reference }}. Task-holder: {{ task.holder }}.", "Small")
    say(sheet.body, "Use one line each time you go out. Make a mark for each person; count the marks when you finish.")
    grid = table(
        sheet.body,
        [33, 44, 30, 30, 30],
        kind="Form table",
        rules="all",
        said="Tally slip: one line for each time you go out",
    )
    head(grid, ["Day and time", "Where", "Forms given", "Forms back", "People who said no"])
    for _ in range(7):
        row(grid, [""] * 5, height=13)
    row(grid, ["Total", "", "", "", ""], height=13)
    fill_line(sheet.body, "Forms not used, by number")
    fill_two(sheet.body, "Your name", "Date")


def survey_form() -> Sheet:
    """Draw the form the public fills in: neutral words, ten questions, nobody's name."""
    sheet = Sheet(snug=True)
    sheet.furnish(
        paper_line="{{ task.survey.title }} {{ task.survey.serial }}, version {{ paper.version }}",
        marking="{{ council.marking }} when completed",
    )
    say(sheet.body, "{{ task.survey.title }}", "Title")
    say(sheet.body, "{{ task.survey.serial }}", "Subtitle")
    frame = box(sheet.body)
    say(
        frame,
        "This form is for adults, aged 18 or over. You choose whether to fill it in, and you may leave out any "
        "question.",
        "Box text",
    )
    say(frame, "We do not ask who you are. **Please do not write your name or anybody else's.**", "Box text")
    say(
        frame,
        "If you are worried about a child, please do not write it here: ring **{{ council.fast_number }}**, or "
        "999 if somebody is in danger.",
        "Box text",
    )
    say(frame, "Put a cross in the box that fits best, like this: \u2612", "Box text")
    _questions(sheet)
    heading(sheet.body, "Thank you")
    say(
        sheet.body,
        "Fold the form and put it in the envelope, or post it to us: {{ council.return_address|said }}. "
        "We would like it by {{ task.return_by|shortdate }}.",
    )
    your_information(sheet.body)
    ending(sheet.body)
    return sheet


def _questions(sheet: Sheet) -> None:
    """Draw the questions, each in a row that does not split, so that its boxes stay under it."""
    grid = table(sheet.body, [UPRIGHT_WIDTH], kind="Layout table", rules="none", padding=2)
    cell = rows_for(grid, "question in task.survey.questions", [""]).cells[0]
    say(cell, "{{ question.number }}. {{ question.text }}", "heading 3", keep_next=False)
    control(cell, "if question.kind == 'open'")
    say(cell, NO_NAMES)
    ruled_lines(cell, 4, room=UPRIGHT_WIDTH)
    control(cell, "elif question.options|length <= 5")
    between = "{% if not loop.first %}\t{% endif %}"
    answers = f"{{% for option in question.options %}}{between}{_answer('option')}{{% endfor %}}"
    at_tabs(say(cell, answers), ANSWER_EVERY, 4)
    control(cell, "else")
    control(cell, "for two in question.options|batch(2)")
    second = f"{{% if two|length > 1 %}}\t{_answer('two[1]')}{{% endif %}}"
    at_tabs(say(cell, f"{_answer('two[0]')}{second}"), ANSWERS_SIDE_BY_SIDE, 1)
    control(cell, "endfor")
    control(cell, "endif")


def _answer(name: str) -> str:
    """Return an empty box and the words of an answer, which never leave it at the end of a line."""
    return f"{BOX}\u00a0\u00a0{{{{ {name} }}}}"


def observation() -> Sheet:
    """Draw the sheet for watching a place, and its landscape form of eight quarter hours."""
    sheet = _sheet_to_keep()
    sheet.turn(landscape=True)
    sheet.furnish()
    heading(sheet.body, "What I saw: send these pages back", turned=True)
    _observation_details(sheet)
    _observation_slots(sheet)
    say(
        sheet.body,
        "\u201cNothing seen\u201d is a good answer: please tick it rather than leave a row empty. "
        "Count people; never write a name.",
        keep_next=True,
    ).paragraph_format.space_before = Mm(3)
    fill_line(
        sheet.body, "Lights, locks, litter, hidden corners, cameras, people who keep an eye out", room=LANDSCAPE_WIDTH
    )
    ending_in_columns(sheet, LANDSCAPE_WIDTH)
    return sheet


def _observation_details(sheet: Sheet) -> None:
    say(
        sheet.body,
        "Reference {{ paper.reference }}. Send to: {{ task.assessor }}. By {{ task.return_by|date }}.",
        "Small",
    )
    say(sheet.body, "Words you can use: {{ task.observation.activities|said|lower }}.")
    grid = table(sheet.body, [84, 85, 85], kind="Layout table", rules="all")
    row(grid, ["Date", "Start", "Finish"], height=12, style="Table head")
    row(grid, ["Weather", "Light: day, dusk, street lamps, dark", "Where you stood"], height=12, style="Table head")
    gap(sheet.body)


def _observation_slots(sheet: Sheet) -> None:
    widths = [26, 48, 22, 69, 65, 24]
    grid = table(
        sheet.body,
        widths,
        kind="Form table",
        rules="all",
        row_heads=True,
        said="Eight quarter hours: how many people, what was seen, what was thought",
    )
    head(grid, ["Time", "Young people: a mark for each", "Adults", "What I saw", "What I thought", "Nothing seen"])
    drawn = rows_for(
        grid,
        "slot in task.observation.slots",
        ["{{ slot }}", "", "", "", "", BOX],
        height=SLOT_HEIGHT,
        label_first=True,
    )
    bands = drawn.cells[1]
    control(bands, "for band in task.observation.age_bands")
    say(bands, "{{ band }}:", "Table text")
    control(bands, "endfor")


def monitoring() -> Sheet:
    """Draw the sheet on which a task-holder says, week by week, whether things change (L85)."""
    sheet = _sheet_to_keep()
    heading(sheet.body, "Week by week: send these pages back", new_page=True)
    say(
        sheet.body,
        f"Put a cross in one box on each line. If you were not there, cross \u201cNot seen\u201d. {NO_NAMES}",
    )
    control(sheet.body, "for week in task.monitoring.weeks")
    heading(sheet.body, "Week {{ week.number }}: {{ week.starting|date }} to {{ week.ending|date }}", 2)
    grid = table(
        sheet.body,
        [56, 25.5, 19.5, 17, 22, 27],
        kind="Form table",
        rules="all",
        row_heads=True,
        padding=1.5,
        said="What to look for, and whether it continues, is less, is more, has stopped or was not seen",
    )
    head(grid, ["What to look for", *CHANGES])
    drawn = rows_for(
        grid,
        "behaviour in task.monitoring.behaviours",
        ["{{ behaviour.code }}  {{ behaviour.words }}", *[BOX] * len(CHANGES)],
        label_first=False,
    )
    for cell in drawn.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    fill_line(sheet.body, "Anything new, and when")
    for _ in range(MONITORING_NOTE_LINES - 1):
        fill_line(sheet.body, "")
    control(sheet.body, "endfor")
    say(
        sheet.body,
        "**Return to {{ task.assessor }}, who will review it, by {{ task.return_by|date }}.**",
    ).paragraph_format.space_before = Mm(5)
    fill_two(sheet.body, "Your name", "Date")
    your_information(sheet.body)
    ending(sheet.body)
    return sheet


def other_task() -> Sheet:
    """Draw the sheet for a task of another kind (L89), with one page to write on and send back."""
    sheet = _sheet_to_keep()
    heading(sheet.body, "What I did and saw: send this page back", new_page=True)
    say(
        sheet.body,
        "Reference {{ paper.reference }}. Send to: {{ task.assessor }}. By {{ task.return_by|date }}.",
        "Small",
    )
    say(sheet.body, f"{NO_NAMES} Say what you saw first, and what you thought of it last.")
    fill_two(sheet.body, "Day", "From and until")
    fill_line(sheet.body, "Where I was, and with whom (\u201cmy partner\u201d, no name)")
    for question, lines in (("What I did", 3), ("What I saw", 4), ("What I thought", 2)):
        heading(sheet.body, question, 2)
        ruled_lines(sheet.body, lines)
    ticks(sheet.body, ["Nothing to tell. That is a good answer too."])
    fill_two(sheet.body, "Your name", "Date")
    ending_in_columns(sheet, UPRIGHT_WIDTH)
    return sheet


def _sheet_to_keep() -> Sheet:
    """Draw the page a task-holder keeps: danger first, four short headings, do and do not, five ticks."""
    sheet = Sheet(snug=True)
    sheet.furnish()
    say(sheet.body, "{{ task.title }}", "Title")
    say(sheet.body, "{{ paper.title }}, {{ paper.reference }}. Task-holder: **{{ task.holder }}**", "Small")
    frame = box(sheet.body, padding=3)
    say(frame, "Someone in danger: call 999.", "Box head")
    say(frame, "Worried about a child: do not write it here, ring FAST on **{{ council.fast_number }}**.", "Box text")
    for words, answer in (
        ("What we are asking", "{{ task.asking }}"),
        (
            "Where and when, from {{ task.period_from|shortdate }} to {{ task.period_to|shortdate }}",
            f"{{{{ task.where }}}} {{{{ task.when }}}}{_if_known('task.check_in')}",
        ),
        ("How to send it back, by {{ task.return_by|date }}", "{{ task.send_back }}"),
        ("What happens next", f"{{{{ task.next_words }}}}{_if_known('task.told_back', 'What we will tell you: ')}"),
    ):
        heading(sheet.body, words, 2)
        say(sheet.body, answer)
    _do_and_do_not(sheet)
    heading(sheet.body, "Before you start, tick each one", 2)
    each(sheet.body, "line in task.before_you_start", f"{BOX}\t{{{{ line }}}}", "Tick row")
    say(
        sheet.body,
        "Keep this page. Questions? Ring **{{ task.assessor }}** on **{{ task.assessor_phone }}**. "
        "Destroy or return your notes by **{{ task.destroy_by|date }}**.",
        keep_next=True,
    )
    fill_two(sheet.body, "I have this sheet. Name", "Date", middle=120)
    return sheet


def _if_known(path: str, before: str = "") -> str:
    """Return a tag that adds one more sentence where there is one."""
    return f"{{% if {known(path)} %}} {before}{{{{ {path} }}}}{{% endif %}}"


def _do_and_do_not(sheet: Sheet) -> None:
    gap(sheet.body)
    grid = table(sheet.body, [83.5, 83.5], padding=1, said="What to do and what not to do")
    head(grid, ["Do", "Do not"])
    for cell, lines in zip(row(grid, ["", ""]).cells, ("task.do", "task.do_not"), strict=True):
        each(cell, f"line in {lines}", "{{ line }}", "Table bullet")
