"""The matrix, held against the files themselves: every paper there is, for every role, kind of case and format.

Each scannable field of every record holds a canary. The matrix is read here from its file by other means than the
product's, and the finished file is opened as a stranger would: a canary may sing only where a cell lets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure import View, view_for
from disclosure.leaks.opening import open_file
from forms import Record
from generator import draw, draw_html, fill, preflight, preflight_html, read, word_file
from generator.template import Template
from inconfidence.core.blocks import Picture
from inconfidence.core.documents import Mark
from inconfidence.recipes.catalogue import listing, template
from inconfidence.recipes.sample import MAP_FILE
from tests.disclosure.canaries import Aviary, Canary, aviary

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
READER = "reader-1"
PERSONS = frozenset({"C1", "F1", "A1", "I1"})
TASK_OF = {
    "survey-guide": "survey",
    "survey-form": "survey",
    "observation-sheet": "observation",
    "monitoring-sheet": "monitoring",
    "other-task-sheet": "other",
}
ASKED_FOR = ("family", "attendee", "police")
"""Roles that something is opened for by the referrer's consent."""
OWNED = {"referrer": "referrer", "task_holder": "task_holder", "monitoring_holder": "task_holder", "family": "family"}
OWNED |= {"invitee": "invitee", "attendee": "invitee", "representative": "representative"}


@dataclass(frozen=True, slots=True)
class Production:
    """One paper to be made: which, for which role, in which kind of case, as what, with or without a consent."""

    paper: str
    role: str
    kind: str
    form: str
    consent: str

    def __str__(self) -> str:
        return f"{self.paper}-{self.role}-{self.kind}-{self.form}-consent-{self.consent}"


def productions() -> Iterator[Production]:
    """Give everything `document list --json` offers."""
    for row in listing():
        for role in row["for"] if row["available"] else ():
            for kind in row["cases"]:
                for form in row["formats"]:
                    for consent in ("yes", "no") if role in ASKED_FOR else ("yes",):
                        yield Production(row["kind"], role, kind, form, consent)


@pytest.mark.parametrize("made", tuple(productions()), ids=str)
def test_a_canary_sings_only_where_a_cell_lets_it(made: Production) -> None:
    """Something is heard in every finished file, and only what the matrix allows this reader in this kind of case."""
    heard = canaries_in(made)

    strangers = sorted(
        {f"{each.field.path} ({each.field.information_class})" for each in heard if not may(made, each)}
    )
    assert strangers == []
    assert heard


def may(made: Production, canary: Canary) -> bool:
    """Say whether the file matrix.yaml lets the reader of ``made`` have a canary; consent and decisions as given."""
    name = canary.field.information_class
    if name in template(made.paper).never:
        return False
    cell = cells()[made.role, name, made.kind]
    if cell == "own":
        return canary.code in PERSONS if canary.code else canary.field.whose == OWNED.get(made.role)
    if cell == "consent":
        return made.consent == "yes"
    return cell == "allowed" or (cell == "decision" and name == "need_to_know")


@cache
def cells() -> Mapping[tuple[str, str, str], str]:
    """Return every cell as the file has it."""
    content = yaml.safe_load((ROOT / "disclosure" / "matrix.yaml").read_text("utf-8"))
    kinds = ("individual", "group", "location")
    found = {
        (role, name, kind): "withheld" for role in content["roles"] for name in content["classes"] for kind in kinds
    }
    for name, entry in content["classes"].items():
        for cell in entry["cells"]:
            for kind in cell.get("kinds", kinds):
                found.update({(role, name, kind): cell["cell"] for role in cell["roles"]})
    return found


def canaries_in(made: Production) -> tuple[Canary, ...]:
    """Make the paper and return the canaries that can be heard in the file."""
    aviaries = records_for(made)
    content = file_of(made, {name: each.record for name, each in aviaries.items()})
    text = "\n".join(passage.text for passage in open_file(content, f"paper.{made.form}"))
    # A canary is a letter of the Latin alphabet after another: lines and hyphens may part it.
    flat = "".join(text.split()).replace("-", "").lower()
    every = {canary.value: canary for each in aviaries.values() for canary in each.canaries}
    return tuple(canary for canary in every.values() if "".join(canary.value.split()).lower() in flat)


def records_for(made: Production) -> dict[str, Aviary]:
    """Return a full record under every name the paper's template uses."""
    return {name: aviary(kind_under(made, name), made.consent, made.role) for name in template(made.paper).names}


def kind_under(made: Production, name: str) -> str:
    """Return the kind of record that stands under a name."""
    if name in ("referral", "referrer"):
        return f"referral-{made.kind}"
    return TASK_OF[made.paper] if name == "task" else name.replace("_", "-")


def file_of(made: Production, records: Mapping[str, Record]) -> bytes:
    """Return the paper as it would go out, but for the seal."""
    wanted = template(made.paper)
    view = view_for(records, never=frozenset(wanted.never), **reading_for(made, records))
    pictures = pictures_for(records)
    return FILES[made.form](wanted, view, pictures)


def reading_for(made: Production, records: Mapping[str, Record]) -> dict[str, Any]:
    """Return what decides what the reader of ``made`` sees: their own stand under the first code of each list."""
    return {
        "role": made.role,
        "reader": READER,
        "kind": made.kind,
        "owners": {OWNED[made.role]: READER} if made.role in OWNED else {},
        "persons": PERSONS if made.role in ("family", "adult_of_concern", "attendee") else frozenset(),
        "decisions": (records["decision"],) if "decision" in records else (),
        "on": ON,
    }


def drawn(wanted: Template, view: View, pictures: Mapping[str, Picture]) -> bytes:
    """Return the paper drawn and read back, as it is before the seal."""
    paper = read(fill(wanted, view, pictures))
    mark = Mark("Private and Confidential")
    return preflight(draw(paper, mark, fields=wanted.signing, created=NOON, view=view.digest, must_show=())).content


def page(wanted: Template, view: View, pictures: Mapping[str, Picture]) -> bytes:
    """Return the paper as a web page, read back."""
    paper = read(fill(wanted, view, pictures))
    return preflight_html(draw_html(paper, Mark("Private and Confidential"), view=view.digest)).content


FILES = {"pdf": drawn, "docx": word_file, "html": page}


def pictures_for(records: Mapping[str, Record]) -> dict[str, Picture]:
    """Return a picture under every name a record may call one by."""
    content = files("inconfidence.sample_case").joinpath(MAP_FILE).read_bytes()
    scanned = records["scan"].values["pages"] if "scan" in records else ()
    return {name: Picture(content, 450, 270, "A picture.") for name in (MAP_FILE, *scanned)}
