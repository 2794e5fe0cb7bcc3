"""The council's own certificates: a root, an authority apart for each role, the seal and the time authority.

    root ── seal authority ─── the council's seal
        ├── guardian authority ─ one certificate a signature, thirty days
        ├── chair authority ──── one certificate a signature, thirty days
        └── time authority ───── the time-stamp certificate

In the folder: NAME.pem (certificate, public), NAME.key (encrypted, see signing.keys), root.crl (signing.revocation).
``root.key`` is not needed day by day and can be taken offline: nothing here loads it again. Keys made here are
demonstration keys and say so.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from inconfidence.core.clock import Clock
from inconfidence.core.digest import Digest
from inconfidence.core.errors import Failed, NotFound, OutOfTurn
from signing.arc import DEMONSTRATION, POLICIES, Role
from signing.certificates import (
    Authority,
    Binding,
    issuing_certificate,
    leaf_certificate,
    name_of,
    root_certificate,
)
from signing.keys import Protector, load_key, new_key, save_key, write_new
from signing.revocation import ROOT_LIST, root_list

ISSUING: dict[Role, str] = {role: f"issuing-{role}" for role in POLICIES}
STANDING: tuple[Role, ...] = ("seal", "time")
"""The roles whose certificate stands for years; a person's is made for one signature."""

TITLES: dict[Role, str] = {
    "seal": "seal",
    "guardian": "guardians' signatures",
    "chair": "chairs' signatures",
    "time": "time authority",
}


@dataclass(frozen=True, slots=True)
class CouncilPki:
    """The council's certificates, and the keys that work day by day. The root's key is not among them."""

    root: x509.Certificate
    issuing: dict[Role, Authority] = field(repr=False)
    seal: Authority = field(repr=False)
    time: Authority = field(repr=False)

    @property
    def trust(self) -> tuple[x509.Certificate, ...]:
        """Return what a verifier has to trust: the root alone."""
        return (self.root,)

    @property
    def demonstration(self) -> bool:
        """Say whether these are demonstration keys: stamps have to say so."""
        return is_demonstration(self.root)

    def chain(self, role: Role) -> tuple[x509.Certificate, ...]:
        """Return the authorities to be sent along with a certificate of ``role``, the root left out."""
        return (self.issuing[role].certificate,)


def create_council_pki(folder: Path, protector: Protector, council_name: str, clock: Clock) -> None:
    """Make all keys and certificates of a council in a new ``folder``, at once or not at all.

    Raises:
        OutOfTurn: when the folder already holds something: keys are never overwritten.
        Failed: when the folder cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OutOfTurn("The folder for the council's keys already holds some; they are never overwritten.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # mkdtemp makes it 0700; a rename makes all the files appear together.
        workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _make_all(workshop, protector, council_name, clock)
            workshop.rename(folder)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise Failed("The council's keys cannot be written.", hint=error.strerror or "") from error


def load_council_pki(folder: Path, protector: Protector) -> CouncilPki:
    """Return the council's certificates and working keys.

    Raises:
        NotFound: when a file is missing.
        Failed: when the protector does not open the keys, or a certificate is not that of its key.
    """
    issuing = {role: _load(folder, name, protector) for role, name in ISSUING.items()}
    seal, time = (_load(folder, role, protector) for role in STANDING)
    return CouncilPki(_read_certificate(folder, "root"), issuing, seal, time)


def issue_person_certificate(
    pki: CouncilPki,
    role: Literal["guardian", "chair"],
    *,
    public_key: ec.EllipticCurvePublicKey,
    name: str,
    sealed_digest: Digest,
    field: str,
    identity_check: str,
    key_made_here: bool,
    clock: Clock,
) -> x509.Certificate:
    """Return a certificate for one signature of one person, who signs as guardian or chair.

    It is good for the field ``field`` of the paper whose sealed revision has ``sealed_digest``, and for nothing else.
    """
    council = str(pki.root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)
    subject = name_of(council, name, DEMONSTRATION if pki.demonstration else "")
    binding = Binding(sealed_digest, field, identity_check, key_made_here)
    return leaf_certificate(role, public_key, subject, pki.issuing[role], clock.now(), binding)


def trust_files(pki: CouncilPki, folder: Path) -> tuple[Path, ...]:
    """Write root and issuing authorities as PEM, one file each, for other people's tools; return the files.

    The root comes first. They hold no secret and may be overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    named = {"root": pki.root} | {ISSUING[role]: pki.issuing[role].certificate for role in ISSUING}
    files = tuple(folder / f"{name}.pem" for name in named)
    for file, certificate in zip(files, named.values(), strict=True):
        file.write_bytes(certificate.public_bytes(Encoding.PEM))
    return files


def is_demonstration(root: x509.Certificate) -> bool:
    """Say whether a root calls its keys demonstration keys."""
    units = root.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return any(unit.value == DEMONSTRATION for unit in units)


def _make_all(folder: Path, protector: Protector, council: str, clock: Clock) -> None:
    now = clock.now()
    key = new_key()
    root = Authority(root_certificate(key, _subject(council, f"root of {council}"), now), key)
    _save(folder, "root", root, protector)
    # Now, while its key is at hand.
    write_new(folder / ROOT_LIST, root_list(root, (), 1, now).public_bytes(Encoding.DER))
    for role, file in ISSUING.items():
        key = new_key()
        subject = _subject(council, f"Authority for {TITLES[role]}")
        issuer = Authority(issuing_certificate(role, key.public_key(), subject, root, now), key)
        _save(folder, file, issuer, protector)
        if role in STANDING:
            key = new_key()
            subject = _subject(council, f"{TITLES[role]} of {council}")
            leaf = Authority(leaf_certificate(role, key.public_key(), subject, issuer, now), key)
            _save(folder, role, leaf, protector)


def _subject(council: str, title: str) -> x509.Name:
    # The council's name may be long: the word that matters must not be what is cut off.
    return name_of(council, f"DEMONSTRATION {title}", DEMONSTRATION)


def _save(folder: Path, name: str, authority: Authority, protector: Protector) -> None:
    write_new(folder / f"{name}.pem", authority.certificate.public_bytes(Encoding.PEM))
    save_key(folder / f"{name}.key", authority.key, protector)


def _load(folder: Path, name: str, protector: Protector) -> Authority:
    certificate = _read_certificate(folder, name)
    key = load_key(folder / f"{name}.key", protector)
    if certificate.public_key() != key.public_key():
        raise Failed(f"The certificate {name}.pem does not belong to the key {name}.key.")
    return Authority(certificate, key)


def _read_certificate(folder: Path, name: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no certificate {name}.pem.", hint="Run `inconfidence init` first.") from None
    except ValueError:
        raise Failed(f"The file {name}.pem does not hold a certificate.") from None
