"""One paper of a case, asked for by name: which records it needs, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure import view_for
from disclosure.grants import is_known
from forms import Record
from generator.template import Template
from inconfidence.core.errors import NotFound, OutOfTurn, UsageError
from inconfidence.recipes import afterwards, casework
from inconfidence.recipes.catalogue import check_turn, template
from inconfidence.recipes.disclosing import invitee_of, reader_for, reading_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, Order, make_paper, page_file, word_file
from inconfidence.recipes.readers import Reader, address_of, split, with_task
from inconfidence.recipes.variants import Variant, own_values, recorded
from inconfidence.store import Case

TASK_OF = {
    "survey-guide": "survey",
    "survey-form": "survey",
    "observation-sheet": "observation",
    "monitoring-sheet": "monitoring",
    "other-task-sheet": "other",
}
BY_CONFERENCE = ("agreement", "scan")
"""Names whose papers come about only in the course of a conference, each at its own moment."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper asked for by name: which, of which case, for whom (a role, or ``role:person``).

    ``asker`` is the role of whoever asks, where it is known (``recipes.answering``). Print and language are those
    asked for; where none is, those of the reader's own record.
    """

    kind: str
    reference: str
    audience: str
    asker: str = ""
    print: str = ""
    language: str = ""


def make_for_case(
    home: Home, kind: str, reference: str, audience: str, *, asker: str = "", print_: str = "", language: str = ""
) -> Made:
    """Return one paper of a case for ``audience``: a role, or ``role:person`` (``invitee:07``, ``family:F1``).

    Raises:
        NotFound: no such paper, case, person, or a record it needs is not there yet.
        OutOfTurn: the protocol does not allow it for this case now.
        UsageError: the paper comes about in a conference, or the role is not one it is for.
    """
    return make_paper(home, _order_for(home, Asked(kind, reference, audience, asker, print_, language)))


def word_for_case(
    home: Home, kind: str, reference: str, audience: str, *, asker: str = "", print_: str = "", language: str = ""
) -> bytes:
    """Return the same paper as an editable Word file, scanned like any other and never sealed.

    Raises:
        NotFound, OutOfTurn, UsageError: as ``make_for_case``.
    """
    return word_file(home, _order_for(home, Asked(kind, reference, audience, asker, print_, language)))


def page_for_case(
    home: Home, kind: str, reference: str, audience: str, *, asker: str = "", print_: str = "", language: str = ""
) -> bytes:
    """Return the same paper as a web page to read on a screen, scanned like any other and never sealed.

    Raises:
        NotFound, OutOfTurn, UsageError: as ``make_for_case``.
    """
    return page_file(home, _order_for(home, Asked(kind, reference, audience, asker, print_, language)))


def _order_for(home: Home, asked: Asked) -> Order:
    wanted = template(asked.kind, asked.language)
    if set(BY_CONFERENCE) & set(wanted.names):
        raise UsageError(f"{wanted.title} is made in the course of a conference, for each person at their own time.")
    case = casework.case_of(home, asked.reference)
    try:
        return _order(home, wanted, case, asked)
    except (NotFound, OutOfTurn):
        # What is missing may be missing because the paper is out of turn, and then that is what has to be said.
        check_turn(wanted, case, split(asked.audience)[0])
        raise


def _order(home: Home, wanted: Template, case: Case, asked: Asked) -> Order:
    reader = reader_for(home, case, asked.audience)
    if wanted.name in TASK_OF:
        reader = _with_its_task(reader, TASK_OF[wanted.name])
    if "attendance" in wanted.names:
        reader = afterwards.with_own_line(reader)
    needed = [name for name in wanted.names if name not in ("council", "paper")]
    records = {name: _record(home, case, wanted, name, reader) for name in needed}
    own = recorded(own_values(home, case, reader), wanted.name)
    variant = Variant(asked.print or own.print, asked.language or own.language)
    return Order(
        template=template(wanted.name, variant.language),
        case=case,
        records=records,
        reader=reader,
        variant=variant.row(),
        print=variant.print,
        asker=asked.asker,
        proved=afterwards.proved_for(home, case, wanted, reader),
        margin=afterwards.margin_for(records),
    )


def _with_its_task(reader: Reader, task: str) -> Reader:
    if reader.task not in ("", task):
        raise UsageError(f"This paper belongs to the {task} task, and another was named behind the colon.")
    return with_task(reader.role, task)


def _record(home: Home, case: Case, wanted: Template, name: str, reader: Reader) -> Record:
    if name in afterwards.NAMES:
        return afterwards.record_for(home, case, wanted, name, reader)
    if name == "invitee":
        return casework.record_of_body("invitee", invitee_of(home, case, reader.label).details)
    if name in ("referral", "referrer"):
        return casework.current(home, case.reference, f"referral-{case.kind}")
    if name == "task":
        return casework.current(home, case.reference, "task", TASK_OF[wanted.name])
    if name == "letter":
        return _letter(home, case, reader)
    if name == "decision":
        return _standing_decision(home, case, reader)
    return casework.current(home, case.reference, name)


def _letter(home: Home, case: Case, reader: Reader) -> Record:
    """Return the letter to one person, whose address is the one on file for them or was checked by somebody named."""
    letter = casework.current(home, case.reference, "letter", reader.reference)
    referral = casework.current(home, case.reference, f"referral-{case.kind}")
    on_file = address_of(referral, reader.reference)
    checked = is_known(letter.values["address_checked_by"]) and is_known(letter.values["address_checked_on"])
    if not checked and _plain(on_file) != _plain(letter.values["address"]):
        raise OutOfTurn(
            f"The letter's address is not on file for {reader.reference} (silent: no letter to an old address).",
            hint="Record the address in the referral, or say in the letter who checked it, and when.",
        )
    return letter


def _plain(address: Sequence[str]) -> str:
    return "".join(letter for line in address for letter in line.casefold() if letter.isalnum())


def _standing_decision(home: Home, case: Case, reader: Reader) -> Record:
    reading = reading_of(home, case, reader)
    for each in reversed(reading["decisions"]):
        if view_for({"decision": each}, **reading).values:
            return each
    raise OutOfTurn(
        "No assessor's decision to tell this reader anything stands (L85: on a need to know basis).",
        hint="Record it: `inconfidence record add decision FILE --case REF`.",
    )
