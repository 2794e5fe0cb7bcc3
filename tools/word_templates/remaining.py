"""The rest of a referral record: whatever was answered and has no place of its own on it."""

from __future__ import annotations

from tools.word_templates.furniture import Sheet, control, gap, heading, known
from tools.word_templates.recorded import answers, answers_table, fields_of, if_any
from tools.word_templates.tables import head, rows_for, table

CODE = f"{{% if {known('entry.code')} %}} ({{{{ entry.code }}}}){{% endif %}}"
"""The code by which a paper of their own is asked for, behind the name or label of a person."""


PRINTED = tuple(
    f"referral.{name}"
    for name in (
        *("kind", "reference", "received", "how", "taken_by", "status", "linked", "decision_due", "summary"),
        *("seen", "where", "worry", "children_named", "danger_now.answer", "danger_now.called_999"),
        *("group.name", "group.size", "group.leading", "group.forced"),
        *("place.name", "place.kind", "place.safe_adults"),
        *("patterns.grid_hours", "patterns.term", "patterns.sentence"),
        *("consent", "referrer"),
    )
)
"""What has a place of its own on this record, or stands on Part B."""
PRINTED_OF_EACH = ("code", "label", "name", "possible_age")
"""What has a place in the table of each list of people, beside what is the list's own."""


def what_else(sheet: Sheet, kind: str) -> None:
    """Draw whatever else was answered, so that nothing taken in is missing from the record."""
    given = tuple(answers("referral", fields_of(kinds=[kind]), PRINTED))
    with if_any(sheet.body, given):
        heading(sheet.body, "What else was recorded")
        answers_table(sheet.body, given, ("Question", "Answer"))
    for name, called, printed in (
        ("people", "{{ entry.label }}", ("also_known_as", "description")),
        ("family", "{{ entry.relationship|said }}", ("relationship", "lives_with", "note")),
        ("adults", "{{ entry.label }}", ("description", "vehicle", "what_they_do", "trust")),
        ("professionals", "{{ entry.role|said }}", ("role", "agency", "involved")),
    ):
        if name in fields_of(kinds=[kind]):
            _more_about_each(sheet, kind, name, f"{called}{CODE}", (*PRINTED_OF_EACH, *printed))
    _earlier_help(sheet, kind)
    _links(sheet, kind)


def _more_about_each(sheet: Sheet, kind: str, name: str, called: str, printed: tuple[str, ...]) -> None:
    given = tuple(answers("entry", fields_of(name, kinds=[kind]), [f"entry.{each}" for each in printed]))
    if not given:
        return
    control(sheet.body, f"for entry in referral.{name}")
    with if_any(sheet.body, given):
        gap(sheet.body)
        answers_table(sheet.body, given, (f"More about {called}", "What was recorded"))
    control(sheet.body, "endfor")


def _earlier_help(sheet: Sheet, kind: str) -> None:
    if "earlier_help" not in fields_of(kinds=[kind]):
        return
    control(sheet.body, "if referral.earlier_help is defined and referral.earlier_help")
    heading(sheet.body, "Help given before or now", 2)
    grid = table(sheet.body, [52, 38, 32, 45], said="Help given before or now", row_heads=True)
    head(grid, ["What was done", "By whom", "When", "With what result"])
    cells = [f"{{{{ entry.{name}|said }}}}" for name in ("what", "by_whom", "when", "result")]
    rows_for(grid, "entry in referral.earlier_help", cells)
    control(sheet.body, "endif")


def _links(sheet: Sheet, kind: str) -> None:
    if "links" not in fields_of("group", kinds=[kind]):
        return
    control(sheet.body, "if referral.group.links is defined and referral.group.links")
    heading(sheet.body, "Links between members", 2)
    grid = table(sheet.body, [35, 35, 37, 30, 30], said="Links between members of the group", row_heads=True)
    head(grid, ["From", "To", "Kind of link", "How it is known", "How sure"])
    cells = [f"{{{{ entry.{name}|said }}}}" for name in ("from", "to", "kind", "source", "confidence")]
    rows_for(grid, "entry in referral.group.links", cells)
    control(sheet.body, "endif")
