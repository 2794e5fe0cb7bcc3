"""At which stage a record puts a case, and which records may not come yet.

received -- screening, sufficient --> assessing -- assessment, with its conclusion --> concluded
received -- screening, not sufficient --> screened -- screening again, sufficient --> assessing
a place: assessing or concluded -- conference, "at risk of significant harm" --> conference
"""

from __future__ import annotations

from forms import Record
from inconfidence.core.errors import OutOfTurn
from inconfidence.core.values import UNKNOWNS
from inconfidence.store import Case

HARM = "significant_harm"
"""The answer of a location assessment that lets a conference be called (L91)."""
NOT_ASSESSED = ("received", "screened")
"""Stages of a case nobody has found enough in to assess; more may come to be known, and it is screened again."""
ASSESSMENTS = {
    "individual": ("child_and_family", "L81: a child and family assessment"),
    "group": ("group", "L85: an assessment of several young people"),
    "location": ("location", "L89: an assessment of the place"),
}
TASK_GROUNDS = {
    "monitoring": ("a named assessor's decision", "L85: on a need to know basis"),
    "observation": ("the assessor's safety and surveillance screen", "L89, papers of a task that watches a place"),
    "other": ("the assessor's approval", "L89: tasks are given while the place is assessed"),
}


def stage_after(case: Case, taken: Record, assessed: Record | None = None) -> str:
    """Return the stage of a case once ``taken`` is on record; ``assessed`` is its assessment, where there is one.

    Raises:
        OutOfTurn: it may not be recorded for this kind of case, not yet, or not without an approval; naming the line.
    """
    if taken.kind == "screening" and case.stage in NOT_ASSESSED:
        return "assessing" if taken.values["sufficient"] == "yes" else "screened"
    if taken.kind == "assessment":
        return _after_assessment(case, taken)
    if taken.kind == "conference":
        _check_conference(case, taken, assessed)
        return "conference"
    if taken.kind == "task":
        _check_task(taken)
    return case.stage


def check_disposal(taken: Record, referral: Record) -> None:
    """Refuse a disposal that a hold forbids, or that nobody but its proposer approved.

    Raises:
        OutOfTurn: saying which; the certificate is not to exist then.
    """
    if taken.values["holds"] != "none" or referral.values["legal_hold"] == "yes":
        raise OutOfTurn(
            "Records under a hold are not disposed of (silent: claims, requests for access, inquiries, appeals).",
            hint="Wait until the hold is lifted, and record that first.",
        )
    proposed, approved = (" ".join(taken.values[name].casefold().split()) for name in ("proposed_by", "approved_by"))
    if proposed == approved:
        raise OutOfTurn(
            "A disposal is approved by somebody other than who proposed it (silent: two people).",
            hint="Name the manager who approved the list.",
        )


def _after_assessment(case: Case, taken: Record) -> str:
    if case.stage in NOT_ASSESSED:
        raise OutOfTurn(
            "An assessment follows the screening (L73: sufficient information around risk).",
            hint="Record a screening that found enough first.",
        )
    kind, ground = ASSESSMENTS[case.kind]
    if taken.values["assessment"] != kind:
        raise OutOfTurn(f"That is not the assessment of this kind of case ({ground}).", hint=f"It is: {kind}.")
    concluded = taken.values["conclusion"]["answer"] not in UNKNOWNS
    return "concluded" if concluded and case.stage == "assessing" else case.stage


def _check_conference(case: Case, taken: Record, assessed: Record | None) -> None:
    if case.kind != "location" or case.stage not in ("assessing", "concluded", "conference"):
        raise OutOfTurn(
            "A Context Conference is called at the end of the assessment of a place (L91).",
            hint="Record the screening first.",
        )
    if any(each.values["conclusion"]["answer"] != HARM for each in (taken, assessed or taken)):
        raise OutOfTurn(
            "A Context Conference needs the recorded conclusion that young people there are at risk of significant "
            "harm (L91).",
            hint="Without it nobody is invited.",
        )


def _check_task(taken: Record) -> None:
    kind = taken.values["kind"]
    if kind in TASK_GROUNDS and not _is_approved(taken):
        what, ground = TASK_GROUNDS[kind]
        raise OutOfTurn(
            f"This task needs {what} on record ({ground}).", hint="Say who approved it in approved_by and approved_on."
        )


def _is_approved(taken: Record) -> bool:
    return not any(taken.values[name] in UNKNOWNS for name in ("approved_by", "approved_on"))
