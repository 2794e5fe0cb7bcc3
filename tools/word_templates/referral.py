"""The referral record, Part A: what was told to the front door, in the protocol's order (papers.md section 4)."""

from __future__ import annotations

from collections.abc import Callable

from docx.shared import Mm

from forms import load_schema
from tools.word_templates.furniture import (
    UPRIGHT_WIDTH,
    Sheet,
    at_tabs,
    control,
    gap,
    heading,
    known,
    options,
    say,
)
from tools.word_templates.recorded import answer_rows, answers
from tools.word_templates.remaining import CODE, what_else
from tools.word_templates.tables import head, keep_whole, looped_grid, pairs, row, rows_for, table

YES_NO = (("yes", "Yes"), ("no", "No"))
YES_NO_UNSURE = (*YES_NO, ("dont_know", "Don't know"))
ANSWERS = (*YES_NO, ("not_sure", "Not sure"), ("not_asked", "Not asked"))
ASSESSMENTS = (("child_and_family", "Child and family"), ("group", "Group"), ("location", "Location"))
TERMS = (("term", "Term time"), ("holiday", "School holidays"), ("both", "Both"), ("not_known", "Not known"))
KEY_WIDTHS = (32.5, 40, 32.5, 62)
SCREENING_PRINTED = (
    *("sufficient", "earlier_contacts", "decision", "reason", "assessment", "allocated_to"),
    *("decided_by", "decided_on", "oversight"),
)


def individual() -> Sheet:
    """Draw the record of a concern about a child or family."""
    return _record(
        "individual",
        "Referral record: concern about a child or family",
        [
            _seen,
            _where,
            _worry,
            _people("Children"),
            _family,
            _professionals,
        ],
    )


def group() -> Sheet:
    """Draw the record of a concern about a group of children or young people."""
    return _record(
        "group",
        "Referral record: concern about a group",
        [
            _seen,
            _where,
            _worry,
            _people("Names, if known"),
            _group,
            _adults,
            _family_if_any,
        ],
    )


def location() -> Sheet:
    """Draw the record of a concern about a place."""
    return _record(
        "location",
        "Referral record: concern about a location or neighbourhood",
        [
            _seen,
            _where,
            _worry,
            _people("Names, if known"),
            _group,
            _adults,
            _features,
            _patterns,
            _family_if_any,
        ],
    )


def _record(kind: str, title: str, parts: list[Callable[[Sheet, int], None]]) -> Sheet:
    sheet = Sheet(internal=True, snug=True)
    sheet.furnish()
    say(sheet.body, title, "Title")
    say(sheet.body, "Part A: the concern", "Subtitle")
    _key_grid(sheet)
    _alerts(sheet)
    heading(sheet.body, "Duty worker's summary")
    say(sheet.body, "{{ referral.summary|said }}")
    for number, part in enumerate(parts, 1):
        part(sheet, number)
    what_else(sheet, f"referral-{kind}")
    _screening(sheet)
    sheet.seal(sheet.body)
    return sheet


def _key_grid(sheet: Sheet) -> None:
    pairs(
        sheet.body,
        [
            ["Reference", "{{ referral.reference }}", "Received", "{{ referral.received|datetime }}"],
            ["How it came", "{{ referral.how|said }}", "Taken by", "{{ referral.taken_by|said }}"],
            [
                "Linked records",
                "{{ referral.linked|said if referral.linked else 'None' }}",
                "Status",
                "{{ referral.status|said }}",
            ],
            [
                "Decision due",
                "{{ referral.decision_due|shortdate }}",
                "Decision made",
                "{{ screening.decided_on|datetime }}",
            ],
        ],
        KEY_WIDTHS,
        said="Key facts of this record",
    )
    gap(sheet.body)


def _alerts(sheet: Sheet) -> None:
    """Draw the three alert boxes; each is set a hair narrower than the last, or Word would run them into one."""
    danger = options("referral.danger_now.answer", YES_NO_UNSURE)
    called = options("referral.danger_now.called_999", YES_NO_UNSURE)
    named = options("referral.children_named", YES_NO)
    path = "referral.danger_now.called_999"
    answered = f"{path} in {tuple(code for code, _ in YES_NO_UNSURE)}"
    called = f"{{% if {answered} %}}{called}{{% else %}}{{{{ {path}|said }}}}{{% endif %}}"
    first = say(sheet.body, f"Is anyone in danger now?\t{danger}\n999 called?\t{called}", "Alert")
    second = say(sheet.body, f"Are children named here?\t{named}", "Alert")
    second.paragraph_format.right_indent = Mm(2.6)
    for paragraph in (first, second):
        for stop in (70, 92, 112):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(stop))
    consent = "referral.consent"
    control(sheet.body, f"if {consent}.answer == 'yes' and {consent}.withdrawn_on is string")
    say(sheet.body, f"The referrer may be named, but only to: {{{{ {consent}.scope|said|lower }}}}.", "Alert reversed")
    control(sheet.body, f"elif {consent}.answer == 'yes'")
    say(
        sheet.body,
        "Do not name the referrer to those receiving the intervention. Consent: withdrawn on "
        f"{{{{ {consent}.withdrawn_on|shortdate }}}}.",
        "Alert reversed",
    )
    control(sheet.body, "else")
    say(
        sheet.body,
        "Do not name the referrer to those receiving the intervention. "
        f"Consent: {{{{ {consent}.answer|said|lower }}}}.",
        "Alert reversed",
    )
    control(sheet.body, "endif")


def _told(sheet: Sheet, title: str, path: str) -> None:
    """Write one of the caller's answers: their words behind a rule, how they know, then the worker's own note."""
    heading(sheet.body, title)
    say(sheet.body, f"**Caller's words. How the caller knows: {{{{ {path}.source|said|lower }}}}.**", keep_next=True)
    say(sheet.body, f"{{{{ {path}.words|said }}}}", "Caller's words")
    control(sheet.body, f"if {known(f'{path}.exact_words')}")
    say(sheet.body, "**A child's own words, as the caller heard them.**", keep_next=True)
    say(sheet.body, f"{{{{ {path}.exact_words }}}}", "Caller's words")
    control(sheet.body, "endif")
    control(sheet.body, f"if {known(f'{path}.told_by')}")
    unnamed = f"{{% if {path}.told_by_unnamed == 'yes' %}} This person does not want to be named.{{% endif %}}"
    say(sheet.body, f"The caller had it from: {{{{ {path}.told_by }}}}.{unnamed}")
    control(sheet.body, "endif")
    control(sheet.body, f"if {path}.note == 'not_asked'")
    say(sheet.body, "No note by the duty worker.")
    control(sheet.body, "else")
    say(sheet.body, f"Duty worker's note: {{{{ {path}.note|said }}}}")
    control(sheet.body, "endif")


def _seen(sheet: Sheet, number: int) -> None:
    _told(sheet, f"{number}. What was seen", "referral.seen")


def _where(sheet: Sheet, number: int) -> None:
    _told(sheet, f"{number}. Where it was seen", "referral.where")


def _worry(sheet: Sheet, number: int) -> None:
    _told(sheet, f"{number}. What the worry is", "referral.worry")


def _listed(sheet: Sheet, path: str, heads: list[str], widths: list[float], cells: list[str], said: str) -> None:
    """Draw a table of a list, or say in words that it is empty."""
    control(sheet.body, f"if not {path}")
    say(sheet.body, "None recorded.")
    control(sheet.body, "else")
    grid = table(sheet.body, widths, said=said, row_heads=True)
    head(grid, heads)
    rows_for(grid, f"entry in {path}", cells, label_first=True)
    control(sheet.body, "endif")


def _people(title: str) -> Callable[[Sheet, int], None]:
    def draw(sheet: Sheet, number: int) -> None:
        heading(sheet.body, f"{number}. {title}")
        _listed(
            sheet,
            "referral.people",
            ["Who", "Name", "Also known as", "Possible age", "Description"],
            [35, 26, 32, 22, 52],
            [
                f"{{{{ entry.label|said }}}}{CODE}",
                "{{ entry.name|said }}",
                "{{ entry.also_known_as|said }}",
                "{{ entry.possible_age|said }}",
                "{{ entry.description|said }}",
            ],
            "Children and young people, with names, other names, ages and descriptions where known",
        )

    return draw


def _group(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. How the group behaves")
    grid = table(sheet.body, [45, UPRIGHT_WIDTH - 45], said="The group and how it behaves", row_heads=True)
    row(grid, ["Name of the group", "{{ referral.group.name|said }}"], label_first=True)
    row(grid, ["How many", "{{ referral.group.size|said }}"], label_first=True)
    for question, path in (
        ("Does anyone seem to lead?", "referral.group.leading"),
        ("Is anyone forced or bullied?", "referral.group.forced"),
    ):
        drawn = row(
            grid, [question, f"{options(f'{path}.answer', ANSWERS)}\n{{{{ {path}.words|said }}}}"], label_first=True
        )
        at_tabs(drawn.cells[1].paragraphs[0], 26, 3)


def _adults(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. Adults involved")
    _listed(
        sheet,
        "referral.adults",
        ["Who", "Name", "Description", "What they do"],
        [20, 27, 60, 60],
        [
            f"{{{{ entry.label|said }}}}{CODE}",
            "{{ entry.name|said }}",
            "{{ entry.description|said }}\nVehicle: {{ entry.vehicle|said }}",
            "{{ entry.what_they_do|said }}\nWorks with or looks after children: {{ entry.trust|said|lower }}",
        ],
        "Adults involved, with what they do",
    )


def _family(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. Family")
    _listed(
        sheet,
        "referral.family",
        ["Name", "Relationship", "Lives with the child", "Note"],
        [42, 35, 30, 60],
        [
            f"{{{{ entry.name|said }}}}{CODE}",
            "{{ entry.relationship|said }}",
            "{{ entry.lives_with|said }}",
            "{{ entry.note|said }}",
        ],
        "Members of the family",
    )


def _family_if_any(sheet: Sheet, number: int) -> None:
    """Draw the family of somebody in a group or at a place, which most such records do not have."""
    control(sheet.body, "if referral.family")
    _family(sheet, number)
    control(sheet.body, "endif")


def _professionals(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. Professionals")
    _listed(
        sheet,
        "referral.professionals",
        ["Name", "Role", "Agency", "Involved now"],
        [45, 42, 50, 30],
        [
            f"{{{{ entry.name|said }}}}{CODE}",
            "{{ entry.role|said }}",
            "{{ entry.agency|said }}",
            "{{ entry.involved|said }}",
        ],
        "Professionals who know the child or family",
    )


def _features(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. What about the place lets harm happen")
    pairs(
        sheet.body,
        [
            ["Place", "{{ referral.place.name|said }}", "Kind of place", "{{ referral.place.kind|said }}"],
        ],
        (20, 66, 31, 50),
        said="The place and what kind of place it is",
    )
    gap(sheet.body)
    grid = table(sheet.body, [42, 55, 70], said="Features of the place and the harm each lets happen", row_heads=True)
    head(grid, ["Feature", "Is it there?", "The harm it lets happen"])
    words = options("entry.present", ANSWERS[:2]) + "\n" + options("entry.present", ANSWERS[2:])
    drawn = rows_for(
        grid,
        "entry in referral.place.features",
        ["{{ entry.feature|said }}", words, "{{ entry.harm|said }}"],
        label_first=True,
    )
    for paragraph in drawn.cells[1].paragraphs:
        at_tabs(paragraph, 25, 1)
    gap(sheet.body)
    say(sheet.body, "**Safe adults usually there:** {{ referral.place.safe_adults|said }}")


def _patterns(sheet: Sheet, number: int) -> None:
    heading(sheet.body, f"{number}. When it happens")
    patterns = "referral.patterns"
    say(sheet.body, f"{{{{ {patterns}.sentence|said }}}}")
    control(sheet.body, f"if {patterns}.grid")
    say(sheet.body, "Days and hours when harm is seen (1: seen; 0: not reported)", "caption")
    looped_grid(
        sheet.body,
        f"{patterns}.grid_hours",
        f"line in {patterns}.grid",
        "{{ line.day|said }}",
        "line.cells",
        said="Days of the week by hours of the day; 1 marks an hour in which harm is seen",
    )
    control(sheet.body, "endif")
    gap(sheet.body)
    terms = say(sheet.body, options(f"{patterns}.term", TERMS))
    for stop in (36, 82, 106):
        terms.paragraph_format.tab_stops.add_tab_stop(Mm(stop))


def _screening(sheet: Sheet) -> None:
    heading(sheet.body, "Screening by the First Access Screening Team (FAST)")
    grid = table(sheet.body, [45, UPRIGHT_WIDTH - 45], rules="all", said="The screening decision", row_heads=True)
    printed = [
        ("Is there sufficient information?", options("screening.sufficient", YES_NO)),
        ("Earlier contacts", "{{ screening.earlier_contacts|said }}"),
        ("Decision", "{{ screening.decision|said }}"),
        ("Reason", "{{ screening.reason|said }}"),
        ("Kind of assessment", options("screening.assessment", ASSESSMENTS)),
        ("Allocated to", "{{ screening.allocated_to|said }}"),
        ("Decided by", "{{ screening.decided_by|said }}"),
        ("When", "{{ screening.decided_on|datetime }}"),
        ("Management oversight", "{{ screening.oversight|said }}"),
    ]
    for label, value in printed:
        drawn = row(grid, [label, value], label_first=True)
        at_tabs(drawn.cells[1].paragraphs[0], 40, 2)
    drawn_already = [f"screening.{name}" for name in SCREENING_PRINTED]
    answer_rows(grid, tuple(answers("screening", load_schema("screening").fields, drawn_already)))
    keep_whole(grid)
    # The seal stands under the decision, never alone on a page.
    gap(sheet.body).paragraph_format.keep_with_next = True
