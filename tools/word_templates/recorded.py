"""Tables drawn from the forms themselves: every field that was answered, under the form's own label.

A field added to a form is on these papers as soon as they are drawn anew. A row is there only if the view holds the
field and it was answered, so that no cell is blank and nothing shows what is withheld.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from docx.table import Table

from forms import Field, load_schema
from inconfidence.core.values import UNKNOWNS
from tools.word_templates.furniture import UPRIGHT_WIDTH, Place, control, gap
from tools.word_templates.tables import head, row, table, tag_row

REFERRALS = ("referral-individual", "referral-group", "referral-location")
SAID_OTHERWISE = frozenset(
    {"phone_digits", "dob_day", "dob_precision", "last_seen_day", "last_seen_precision", "uprn_number"}
)
"""Fields made of another field for programs to reckon with; the other says it in words."""
SAID_BY = {"age_from": "possible_age", "age_to": "possible_age", "size_from": "size", "size_to": "size"}
"""Fields that another field says in words, in the forms that have it."""
LABEL_WIDTH = 58.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to print: its label, and what stands for its value in a tag.

    ``not_asked`` says that "Not asked" is one of the answers offered, and not the want of one.
    """

    label: str
    value: str
    not_asked: bool


def fields_of(*path: str, kinds: Collection[str] = REFERRALS) -> Mapping[str, Field]:
    """Return the fields of a referral, or of the group or list at ``path``, of all ``kinds`` together, each once."""
    found: dict[str, Field] = {}
    for kind in kinds:
        fields = load_schema(kind).fields
        for name in path:
            fields = fields[name].fields if name in fields else {}
        found.update(fields)
    return found


def answers(
    holder: str, fields: Mapping[str, Field], left_out: Collection[str] = (), within: str = ""
) -> Iterator[Answer]:
    """Give every answer there may be under ``holder``, groups opened.

    ``left_out`` names paths that are printed elsewhere or not at all; lists of rows are left to the caller.
    """
    for name, each in fields.items():
        path = f"{holder}.{name}"
        if path in left_out or name in SAID_OTHERWISE or SAID_BY.get(name) in fields or each.type == "rows":
            continue
        if each.type == "dict":
            yield from answers(path, each.fields, left_out, f"{within}{' and ' if within else ''}{path} is defined")
        else:
            yield Answer(each.label, f"({path} if {within})" if within else path, "not_asked" in each.options)


def answer_rows(grid: Table, given: Collection[Answer]) -> None:
    """Add a row for each of ``given`` that was answered: one row in a loop, for each tag costs time to fill."""
    tag_row(grid, f"for {_answered(given)}")
    row(grid, ["{{ label }}", "{{ answer|said }}"], label_first=True)
    tag_row(grid, "endfor")


def answers_table(place: Place, given: Collection[Answer], heads: tuple[str, str], last: tuple[str, ...] = ()) -> None:
    """Draw a table of what was answered; ``last`` is a row that is always there, for a reader with no other."""
    grid = table(place, [LABEL_WIDTH, UPRIGHT_WIDTH - LABEL_WIDTH], row_heads=True, said=heads[1])
    head(grid, heads)
    answer_rows(grid, given)
    if last:
        row(grid, last, label_first=True)
    gap(place)


@contextmanager
def if_any(place: Place, given: Collection[Answer]) -> Iterator[None]:
    """Draw what is drawn meanwhile only where at least one of ``given`` was answered."""
    control(place, f"for {_answered(given)}")
    control(place, "if loop.first")
    yield
    control(place, "endif")
    control(place, "endfor")


def _answered(given: Collection[Answer]) -> str:
    """Return a loop over label and answer, without what the view does not hold and what was not answered."""
    pairs = ", ".join(f'("{each.label}", {each.value})' for each in given)
    offered = [each.label for each in given if each.not_asked]
    return (
        f"label, answer in [{pairs}] if answer is defined and (answer not in {(*UNKNOWNS, [])} or label in {offered})"
    )
