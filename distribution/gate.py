"""Who gets a copy: a pure function from what is known at this moment to a release or a refusal.

A copy opens only when every one of these holds, looked at in this order; a fact that is missing is a refusal:
1. an agreement was put to this person, and its state is "signed" (not declined, superseded, altered, void);
2. the person has not withdrawn;
3. its wording is the current one;
4. the evidence, taken now, is of the very file that was recorded when it was signed;
5. that evidence calls the file authentic;
6. electronic: it is the paper that was put to this person, and holds the guardian's signature, unbroken and known;
   ink: the council sealed the scan, the code read off the scan is the code that was issued to this person for this
   conference and wording, and a named officer witnessed it.

What the caller owes: facts fetched for this request, and evidence from verifying the file now, not from memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inconfidence.core.digest import Digest
from inconfidence.core.documents import Evidence
from inconfidence.core.identifiers import tidy


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one person's agreement now. None is "not known", and never counts in favour."""

    reader: str
    """The person's reference as invitee."""
    state: str | None = None
    way: str | None = None
    withdrawn: bool | None = None
    wording_version: str | None = None
    current_wording_version: str | None = None
    recorded_digest: Digest | None = None
    """Digest of the signed file as recorded when it was signed."""
    evidence: Evidence | None = None
    """What verifying that file has just found."""
    own_paper: bool | None = None
    """Electronic: whether the file begins with the very bytes that were put to this person to sign."""
    form_code: str | None = None
    """Ink: the code issued to this person for this conference and wording."""
    form_code_on_scan: str | None = None
    """Ink: the code read off the paper that came back."""
    witnessed: bool | None = None
    """Ink: whether a named officer saw it signed or received it."""


@dataclass(frozen=True, slots=True)
class Release:
    """One person may have their copy now, on the strength of one signed agreement. Made only by ``decide``."""

    reader: str
    agreement: Digest


@dataclass(frozen=True, slots=True)
class Refusal:
    """One person gets nothing now; ``code`` is stable, ``reason`` is for a person to read."""

    reader: str
    code: str
    reason: str


Rule = Callable[[Facts], tuple[str, str] | None]

NOT_SIGNED = {
    "asked": "Has not answered yet.",
    "declined": "Declined to sign the confidentiality agreement.",
    "superseded": "Signed an earlier wording of the agreement; the current one is not signed.",
    "altered": "The signed agreement was changed after signing.",
    "void": "The agreement became void before it was complete; it has to be asked for again.",
}
NOT_PROVED = {
    "altered": "The signed agreement was changed after signing.",
    "incomplete": "A required signature is missing from the agreement.",
    "unrecognised": "The agreement is signed or sealed by someone this council does not know.",
    "unsigned": "The file of the agreement carries no signature.",
    "unreadable": "The file of the agreement cannot be read.",
}


def decide(facts: Facts) -> Release | Refusal:
    """Return whether this person may have their copy at this moment, and if not, the first reason why."""
    for rule in RULES:
        refused = rule(facts)
        if refused:
            return Refusal(facts.reader, *refused)
    # The rules above leave no agreement without a recorded file; said once more so that it cannot be forgotten.
    if facts.recorded_digest is None:
        return Refusal(facts.reader, "no-file", "No signed file of the agreement is held.")
    return Release(facts.reader, facts.recorded_digest)


def _signed(facts: Facts) -> tuple[str, str] | None:
    if facts.state == "signed":
        return None
    if facts.state is None:
        return "not-asked", "No confidentiality agreement was put to this person."
    return f"agreement-{facts.state}", NOT_SIGNED.get(facts.state, "The state of the agreement is not known.")


def _not_withdrawn(facts: Facts) -> tuple[str, str] | None:
    if facts.withdrawn is None:
        return "withdrawal-not-known", "It is not known whether the agreement was withdrawn."
    return ("withdrawn", "Withdrew from the agreement.") if facts.withdrawn else None


def _wording_current(facts: Facts) -> tuple[str, str] | None:
    if facts.wording_version is None or facts.current_wording_version is None:
        return "wording-not-known", "It is not known which wording was signed, or which is current."
    if facts.wording_version != facts.current_wording_version:
        return "agreement-superseded", NOT_SIGNED["superseded"]
    return None


def _this_file(facts: Facts) -> tuple[str, str] | None:
    if facts.recorded_digest is None:
        return "no-file", "No signed file of the agreement is held."
    if facts.evidence is None:
        return "not-verified", "The signed agreement could not be verified just now."
    # An altered file has another digest as well; its own verdict is the better reason, so that is looked at first.
    if facts.evidence.verdict in NOT_PROVED:
        return f"agreement-{facts.evidence.verdict}", NOT_PROVED[facts.evidence.verdict]
    if facts.evidence.verdict != "authentic":
        return "not-verified", "The signed agreement could not be verified just now."
    if facts.evidence.digest != facts.recorded_digest:
        return "another-file", "The file that was verified is not the agreement this person signed."
    return None


def _by_its_way(facts: Facts) -> tuple[str, str] | None:
    if facts.way == "electronic":
        return _own_paper(facts) or _own_signature(facts)
    if facts.way == "ink":
        return _sealed_scan(facts) or _form_code(facts) or _witness(facts)
    return "way-not-known", "It is not known how the agreement was signed."


def _own_paper(facts: Facts) -> tuple[str, str] | None:
    return None if facts.own_paper else ("another-paper", "The signed file is not the agreement put to this person.")


def _own_signature(facts: Facts) -> tuple[str, str] | None:
    return (
        None if _holds(facts, "guardian") else ("no-signature", "The agreement does not hold the person's signature.")
    )


def _sealed_scan(facts: Facts) -> tuple[str, str] | None:
    return None if _holds(facts, "seal") else ("scan-not-sealed", "The scan of the agreement is not sealed.")


def _form_code(facts: Facts) -> tuple[str, str] | None:
    if not facts.form_code or not facts.form_code_on_scan:
        return "form-code-not-known", "The code printed on the scanned agreement is not known."
    if tidy(facts.form_code) != tidy(facts.form_code_on_scan):
        return "another-form", "The code on the scan belongs to another person, conference or wording."
    return None


def _witness(facts: Facts) -> tuple[str, str] | None:
    return None if facts.witnessed else ("not-witnessed", "No named officer witnessed the agreement signed in ink.")


def _holds(facts: Facts, role: str) -> bool:
    signatures = facts.evidence.signatures if facts.evidence else ()
    return any(one.role == role and one.intact and one.trusted for one in signatures)


RULES: tuple[Rule, ...] = (_signed, _not_withdrawn, _wording_current, _this_file, _by_its_way)
