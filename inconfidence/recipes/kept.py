"""What the archive holds of a case, described so that it can be found in many years and names nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive import Entry, RetentionClass, load_retention_classes
from disclosure.papers import shipped_papers
from forms import Record, record_of
from inconfidence.core.clock import london_date
from inconfidence.core.values import UNKNOWNS
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.store import Case

OF_THE_OFFICE = ("archive-sheet", "disposal-certificate")
"""Papers about the papers: listing them would make each sheet another."""
NO_RULE = "no rule found: the council decides"


def what_is_kept(home: Home, case: Case) -> Record:
    """Return what is kept of a case: its dates and rules, and each file by reference, kind, day and SHA-256."""
    with home.store.reading() as held:
        references = {each.reference for each in held.papers.of_case(case.reference)}
        linked = held.cases.linked(case.reference)
    entries = [each for each in home.archive.entries() if each.reference in references]
    entries = [each for each in entries if each.kind != "repair" and each.paper not in OF_THE_OFFICE]
    hold = casework.current(home, case.reference, f"referral-{case.kind}").values["legal_hold"]
    return record_of(
        "archived",
        {
            "reference": case.reference,
            "case_kind": case.kind,
            "stage": case.stage,
            "opened_on": london_date(case.opened_at),
            "linked": sorted(linked),
            **({} if hold in UNKNOWNS else {"legal_hold": str(hold)}),
            "rules": [_rule(each) for each in _classes(entries)],
            "papers": [_paper(each) for each in entries],
        },
    )


def _classes(entries: list[Entry]) -> list[RetentionClass]:
    classes = load_retention_classes()
    return [classes[name] for name in sorted({each.retention_class for each in entries})]


def _rule(each: RetentionClass) -> dict[str, Any]:
    years = NO_RULE if each.years is None else f"{each.years} years" if each.years else "until then"
    return {"title": each.title, "years": years, "trigger": each.trigger, "ground": each.ground}


def _paper(entry: Entry) -> dict[str, Any]:
    return {
        "reference": entry.reference,
        "what": shipped_papers()[entry.paper].words,
        "kept_on": london_date(datetime.fromisoformat(entry.at)),
        "verdict": entry.verdict,
        "digest": entry.object,
    }
