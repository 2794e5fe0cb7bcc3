"""The states of paper that are attacked, made by a council's desk, with whatever was put in a part's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf
from signing import Sealer, seal
from signing.arc import CLOSING, Role
from signing.certificates import Authority, Binding, leaf_certificate, name_of
from signing.keys import new_key
from signing.parts import embedded_certificates, last_time_stamp, prepare, prepare_closing
from signing.seed_values import code_of
from signing.signer import sign_digest, signer_of
from signing.validation_data import ValidationData
from tests.signing.desk import Desk, paper
from tests.signing.years import RENEWED_AFTER, after, renewed_by_hand

State = Literal["record", "open", "signed", "countersigned", "closed", "renewed"]

STATES: Final[tuple[State, ...]] = ("record", "open", "signed", "countersigned", "closed", "renewed")

FIELDS: Final[Mapping[State, tuple[str, ...]]] = {
    "record": ("seal",),
    "open": ("seal", "guardian", "chair"),
    "signed": ("seal", "guardian"),
    "countersigned": ("seal", "guardian", "chair"),
    "closed": ("seal", "guardian", "closing"),
    "renewed": ("seal", "guardian", "closing"),
}
"""Which places to sign each state's paper has: all of them are signed, but in the open one."""

SIGNED: Final[Mapping[State, tuple[Role, ...]]] = {
    "record": (),
    "open": (),
    "signed": ("guardian",),
    "countersigned": ("guardian", "chair"),
    "closed": ("guardian",),
    "renewed": ("guardian",),
}

UNHARMED: Final[Mapping[State, str]] = {
    "record": "authentic",
    "open": "incomplete",
    "signed": "authentic",
    "countersigned": "authentic",
    "closed": "authentic",
    "renewed": "authentic",
}
"""What each is before anybody attacks it."""


@dataclass(frozen=True)
class Case:
    """A paper in one state, and all an attacker may have beside it: the desk of another, look-alike council too."""

    desk: Desk
    stranger: Desk
    state: State
    sealed: SealedPdf
    content: bytes

    @property
    def fields(self) -> tuple[str, ...]:
        return FIELDS[self.state]

    @property
    def judge(self) -> Desk:
        """Return the desk on the day the paper is judged."""
        return years_later(self.desk) if self.state == "renewed" else self.desk

    def again(self, checked: ClearedPdf | None = None, **parts: object) -> bytes:
        """Return another paper in this state; see ``made``."""
        return made(self.desk, self.state, checked or paper(*self.fields), **parts)[1]

    def other(self) -> Case:
        """Return another genuine paper of the same council in this state."""
        return case(self.desk, self.stranger, self.state, words="Another paper altogether")


def case(desk: Desk, stranger: Desk, state: State, words: str = "Confidentiality agreement") -> Case:
    """Return a genuine paper in a state."""
    return Case(desk, stranger, state, *made(desk, state, paper(*FIELDS[state], words=words)))


def made(
    desk: Desk, state: State, checked: ClearedPdf, *, sealer: Sealer | None = None, signing: Desk | None = None
) -> tuple[SealedPdf, bytes]:
    """Seal and sign a paper as its state demands; ``signing`` is the desk whose keys and clock the persons use.

    A record keeps what it is judged by from its seal on, as the product makes it; the others do when they are closed.
    """
    usual = desk.lasting() if state == "record" else desk.sealer
    sealed = seal(checked, sealer or usual, stamp=None)
    content = sealed.content
    for role in SIGNED[state]:
        content = forged(signing or desk, content, sealed, role, keys=desk)
    return sealed, then_kept(desk, state, content)


def closed_by_hand(case: Case, content: bytes, data: ValidationData) -> bytes:
    """Close a signed paper over ``data``, and renew it as its state demands, past the product's checks."""
    return _kept(case.desk, case.state, content, data)


def then_kept(desk: Desk, state: State, content: bytes) -> bytes:
    """Close and renew a signed paper as its state demands, past the product's checks."""
    return _kept(desk, state, content, desk.revocation().on(embedded_certificates(content)))


def _kept(desk: Desk, state: State, content: bytes, data: ValidationData) -> bytes:
    if state in ("closed", "renewed"):
        prepared = prepare_closing(content, CLOSING, data)
        content = prepared.filled(desk.time_stamper.token_for(prepared.digest))
    if state == "renewed":
        later = years_later(desk)
        data = later.revocation().on(last_time_stamp(content))
        content = renewed_by_hand(later, content, 1, data)
    return content


def years_later(desk: Desk) -> Desk:
    """Return the desk on the day its closed papers are renewed, with another time key: each desk has one such day."""
    if desk.keys not in _LATER:
        _LATER[desk.keys] = after(desk, RENEWED_AFTER[0], "time")
    return _LATER[desk.keys]


_LATER: Final[dict[Path, Desk]] = {}


def then_signed(case: Case, checked: ClearedPdf, content: bytes) -> bytes:
    """Let the persons of the case's state sign a paper that was sealed in another way."""
    sealed = SealedPdf(content, digest_of(content), checked.digest, checked.page_count, checked.fields)
    for role in SIGNED[case.state]:
        content = forged(case.desk, content, sealed, role)
    return then_kept(case.desk, case.state, content)


def forger(desk: Desk, role: Role, binding: Binding | None = None, code: str = "") -> Authority:
    """Return a key with a genuine certificate of ``role`` that says what ``binding`` says, with ``code`` in it."""
    key, issuer = new_key(), desk.pki.issuing[role]
    subject = name_of("A council", "A forger", code=code)
    certificate = leaf_certificate(role, key.public_key(), subject, issuer, desk.clock.now(), binding)
    return Authority(certificate, key)


def forged(
    desk: Desk,
    content: bytes,
    sealed: SealedPdf,
    field: str,
    *,
    role: Role | None = None,
    bound_to: str = "",
    keys: Desk | None = None,
    code: str | None = None,
) -> bytes:
    """Sign a field with a certificate of ``keys``' authorities, past all our checks, stamped by the desk's clock.

    Its subject carries the code the field asks for, or another one.
    """
    owner = keys or desk
    acting: Role = role or ("chair" if field == "chair" else "guardian")
    binding = Binding(sealed.digest, bound_to or field, "forged", key_made_here=False)
    authority = forger(owner, acting, binding, code_of(sealed.checked, field) if code is None else code)
    prepared = prepare(content, field, desk.clock.now(), stamp=None, certify=False)
    signer = signer_of(authority, owner.pki.chain(acting))
    return prepared.filled(sign_digest(prepared.digest, signer, desk.time_stamper))


def sealer_with(desk: Desk, authority: Authority, role: Role) -> Sealer:
    """Return a sealer that seals with somebody else's key."""
    return replace(desk.sealer, signer=signer_of(authority, desk.pki.chain(role)))
