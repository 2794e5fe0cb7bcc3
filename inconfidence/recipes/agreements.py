"""Confidentiality agreements: put to a person, signed or declined, and kept as whatever they became.

Each agreement is one paper with a form code of its own, which is also its reference: the barcode of a scan finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from archive import Label
from forms import Record, amended
from generator import make_stamp
from generator.large_print import STANDARD
from generator.spoken import ENGLISH
from inconfidence.core.clock import LONDON
from inconfidence.core.documents import Evidence, SealedPdf, SignedPdf, Stamp
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import (
    SIGN_HEIGHT,
    SIGN_WIDTH,
    Made,
    Order,
    allot,
    judged,
    lay_out,
    make_as,
    named_file,
)
from inconfidence.recipes.readers import in_role
from inconfidence.recipes.returned import closed_before, closed_on_receipt, lacks_closing_alone
from inconfidence.recipes.variants import Variant, recorded
from inconfidence.store import Agreement, Case, Invitee
from inconfidence.store.agreements import Answer
from signing import LocalKey, begin, close, finish, issue_person_certificate, reopen

AGREEMENT = "confidentiality-agreement"
SIGNED, REFUSED = "confidentiality-agreement-signed", "refused"
"""Folders, beside those of the papers, for agreements that came back."""
RETENTION = "agreement"
REMINDED = "agreement-reminder"
NO_TRANSLATIONS: Mapping[str, Record] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as checked: the name, how identity was checked, and what was ticked and answered."""

    name: str = field(repr=False)
    identity_check: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An agreement put to a person: the row that is held, and the paper it was put as."""

    agreement: Agreement
    paper: Made


def order_for(
    case: Case, records: dict[str, Record], invitee: Invitee, kind: str, variant: Variant, name: str = STANDARD
) -> Order:
    """Return the order for one of an invitee's own papers; ``name`` tells it from others of its kind and variant."""
    return Order(
        template=template(kind, variant.language),
        case=case,
        records=records,
        reader=in_role("invitee", reference=invitee.reference, label=invitee.number),
        variant=variant.row(name),
        print=variant.print,
    )


def ask(
    home: Home,
    case: Case,
    invitee: Invitee,
    records: dict[str, Record],
    wording: Record,
    translated: Mapping[str, Record] = NO_TRANSLATIONS,
) -> Asked:
    """Put the agreement to a person: their own paper, in their own print and language, with their own form code.

    ``translated`` is the same wording in other languages; a person whose language is not there gets the English one.

    While one of this wording is asked or signed, that is returned. After any other end a new one is put; one of
    another wording that was still open is superseded.

    Raises:
        OutOfTurn: the wording in the person's language follows another version than ``wording``.
    """
    version = wording.values["wording_version"]
    last = last_asked(home, case, invitee)
    if last is not None and is_open(last.agreement) and last.agreement.wording_version == version:
        return last
    if last is not None and is_open(last.agreement):
        with home.store.writing() as held:
            held.agreements.answer(last.agreement.form_code, Answer("superseded"), at=home.clock.now())
    variant = recorded(records["invitee"].values, AGREEMENT)
    if variant.language in translated:
        wording = _of_version(translated[variant.language], version)
    else:
        variant = replace(variant, language=ENGLISH)
    name = f"{version}.{_turn(home, invitee)}"
    order = order_for(case, {**records, "agreement": wording}, invitee, AGREEMENT, variant, name)
    row = allot(home, order)
    own = {**records, "agreement": amended(wording, {"form_code": row.reference})}
    made = make_as(home, replace(order, records=own), row)
    with home.store.writing() as held:
        agreement = held.agreements.ask(
            invitee.reference,
            row.reference,
            wording_version=version,
            sealed_digest=made.evidence.digest,
            at=home.clock.now(),
        )
    return Asked(agreement, made)


def _of_version(translated: Record, version: str) -> Record:
    follows = translated.values["wording_version"]
    if follows != version:
        raise OutOfTurn(
            f"The translated wording of the agreement is out of date: it follows version {follows}, and {version} is "
            "to be signed.",
            hint="Have the wording translated and checked anew.",
        )
    return translated


def last_asked(home: Home, case: Case, invitee: Invitee) -> Asked | None:
    """Return the agreement last put to a person, however it ended, or None."""
    with home.store.reading() as held:
        agreement = held.agreements.of_invitee(invitee.reference)
        if agreement is None:
            return None
        row = held.papers.get(agreement.form_code)
    return Asked(agreement, make_as(home, order_for(case, {}, invitee, AGREEMENT, Variant()), row))


def is_open(agreement: Agreement) -> bool:
    """Say whether an agreement can still open something: asked or signed, and not withdrawn."""
    return agreement.state in ("asked", "signed") and agreement.withdrawn_at is None


def sign(home: Home, form_code: str, guardian: Signer, chair: Signer) -> bytes:
    """Return the agreement signed by the guardian and countersigned by the chair; nothing is kept yet.

    The guardian's key is made here for this one signature and destroyed: certificate, stamp and verdict say so.

    Raises:
        NotAuthentic: what was put to the person is not what is kept.
        TryLater: no time-stamp can be had; nothing was signed.
    """
    with home.store.reading() as held:
        agreement, paper = held.agreements.get(form_code), held.papers.get(form_code)
    content = home.archive.read(agreement.sealed_digest)
    fields, pages = template(AGREEMENT).signing, paper.pages or 0
    sealed = reopen(content, fields, pages, home.trust, clock=home.clock)
    signed = _sign(home, _sign(home, sealed, "guardian", guardian), "chair", chair)
    return close(signed, home.trust, home.revocation, time_stamper=home.time_stamper, clock=home.clock).content


def receive_signed(home: Home, form_code: str, content: bytes) -> Evidence:
    """Take a signed file back and judge it: a genuine one is kept and stands, a changed one is kept as refused.

    One that everybody signed elsewhere, each with a key of their own, is closed first, as those signed here are.

    Raises:
        NotAuthentic: it is no paper of ours, or not the agreement that was put to this person; it was not kept.
        OutOfTurn: somebody has still to sign it, or it was answered otherwise before; it was not kept.
        TryLater: no time-stamp can be had to close it: it waits, and the same call goes on.
    """
    with home.store.reading() as held:
        agreement, paper = held.agreements.get(form_code), held.papers.get(form_code)
    content = _received_before(home, agreement) or content
    evidence = judged(home, content)
    if lacks_closing_alone(evidence, template(AGREEMENT)):
        content = closed_before(home, agreement, content) or content
        evidence = judged(home, content)
    _check_it_answers(home, agreement, content, evidence)
    if evidence.verdict == "incomplete":
        content, evidence = closed_on_receipt(home, paper, template(AGREEMENT), agreement, content)
    at, label = home.clock.now(), Label(AGREEMENT, form_code, RETENTION)
    if evidence.verdict == "authentic":
        home.archive.keep(content, evidence, label, at=at)
        lay_out(home, SIGNED, named_file(AGREEMENT, form_code, "signed"), content)
        answer = Answer("signed", "electronic", evidence.digest)
    else:
        home.archive.keep_refused(content, evidence, label, why=evidence.verdict, at=at)
        lay_out(home, REFUSED, named_file(AGREEMENT, form_code, evidence.verdict), content)
        answer = Answer("altered", "electronic", evidence.digest)
    with home.store.writing() as held:
        held.agreements.answer(form_code, answer, at=at)
    return evidence


def file_ink(home: Home, form_code: str, scan: Made) -> None:
    """File an agreement signed on paper: the council-sealed ``scan`` of it stands for it.

    Raises:
        NotAuthentic: the scan's seal does not verify.
    """
    if scan.evidence.verdict != "authentic":
        raise NotAuthentic(f"The scan of agreement {form_code} did not verify; it was not filed.")
    with home.store.writing() as held:
        held.agreements.answer(form_code, Answer("signed", "ink", scan.evidence.digest), at=home.clock.now())


def decline(home: Home, form_code: str, reason: str) -> None:
    """Note that the person does not agree; a reason is theirs to give or not."""
    with home.store.writing() as held:
        held.agreements.answer(form_code, Answer("declined", reason=reason), at=home.clock.now())


def remind(home: Home, form_code: str, *, times: int) -> None:
    """Note that a person who has not answered was reminded."""
    with home.store.writing() as held:
        for _ in range(times - len([each for each in held.events.of(form_code) if each.code == REMINDED])):
            held.events.note(REMINDED, form_code, at=home.clock.now())


def standing_of(home: Home, invitee: Invitee) -> Agreement:
    """Return the agreement last put to a person.

    Raises:
        NotFound: none was.
    """
    with home.store.reading() as held:
        agreement = held.agreements.of_invitee(invitee.reference)
    if agreement is None:
        raise NotFound(f"Nobody asked invitee {invitee.number} to sign yet.", hint="Send the invitation first.")
    return agreement


def _turn(home: Home, invitee: Invitee) -> int:
    with home.store.reading() as held:
        earlier = [each for each in held.agreements.of_case(invitee.case) if each.invitee == invitee.reference]
    return len(earlier) + 1


def _received_before(home: Home, agreement: Agreement) -> bytes | None:
    """Return the signed file a cut-off run kept and did not note: it came first, so it is the agreement."""
    mine = "kept", agreement.form_code
    kept = [each.object for each in home.archive.entries() if (each.kind, each.reference) == mine]
    signed = [each for each in kept if each != agreement.sealed_digest]
    return home.archive.read(signed[0]) if signed and agreement.state == "asked" else None


def _check_it_answers(home: Home, agreement: Agreement, content: bytes, evidence: Evidence) -> None:
    form_code = agreement.form_code
    if agreement.state != "asked" and agreement.signed_digest != evidence.digest:
        raise OutOfTurn(f"Agreement {form_code} is {agreement.state} already.", hint="Ask for a new agreement.")
    if evidence.verdict not in ("authentic", "incomplete", "altered"):
        raise NotAuthentic(
            f"What came back for agreement {form_code} is not a paper of this council; nothing was changed.",
            hint="Ask for the signed file again.",
        )
    genuine = evidence.verdict != "altered"
    # Signatures are added behind what was sealed, so a person's own agreement begins with the very bytes put to them.
    if genuine and not content.startswith(home.archive.read(agreement.sealed_digest)):
        raise NotAuthentic(
            f"The file is not agreement {form_code}.", hint="File it under the form code that is printed on it."
        )
    if evidence.verdict == "incomplete" and not lacks_closing_alone(evidence, template(AGREEMENT)):
        raise OutOfTurn(
            f"Agreement {form_code} is not signed by everybody yet.", hint="Send it in when everybody has signed."
        )


def _sign(home: Home, paper: SealedPdf | SignedPdf, name: Literal["guardian", "chair"], signer: Signer) -> SignedPdf:
    key = LocalKey()
    certificate = issue_person_certificate(
        home.pki,
        name,
        public_key=key.public_key,
        name=signer.name,
        paper=paper,
        field=name,
        identity_check=signer.identity_check,
        key_made_here=True,
        clock=home.clock,
    )
    session = begin(paper, name, certificate, home.pki.chain(name), stamp=signer_stamp(home, signer), clock=home.clock)
    return finish(session, key.sign(session.to_be_signed), time_stamper=home.time_stamper, clock=home.clock)


def signer_stamp(home: Home, signer: Signer) -> Stamp:
    """Return what a person's signature looks like on the page: name, answers, moment, and whose key it was."""
    moment = home.clock.now().astimezone(LONDON)
    return make_stamp(
        (
            signer.name,
            *signer.answers,
            f"Signed electronically on {moment:%d %B %Y at %H:%M}",
            "Key made by the council for this signature",
            *(("Demonstration key",) if home.pki.demonstration else ()),
        ),
        SIGN_WIDTH,
        SIGN_HEIGHT,
    )
