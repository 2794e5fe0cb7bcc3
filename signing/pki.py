"""The council's own certificates: a root, an authority apart for each role, the seal and the time authority.

    root ── seal authority ─── the council's seal
        ├── guardian authority ─ one certificate a signature, thirty days
        ├── chair authority ──── one certificate a signature, thirty days
        └── time authority ───── the time-stamp certificate

In the folder: NAME.pem (certificate, public) and NAME.key (encrypted, see signing.keys), with all generations of each
(signing.key_folder), and root.crl (signing.revocation). ``root.key`` is not needed day by day and can be taken away
(signing.root_key): nothing here loads it again. Keys made for a demonstration say so.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from inconfidence.core.clock import Clock
from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import Failed, OutOfTurn
from signing.arc import DEMONSTRATION, POLICIES, Role
from signing.certificates import (
    Authority,
    Binding,
    issuing_certificate,
    leaf_certificate,
    name_of,
    root_certificate,
)
from signing.key_folder import CERTIFICATE, CHAIN, KEY, TOKEN, generations, in_use, read_certificate
from signing.keys import Protector, load_any_key, load_key, new_key, save_key, write_new
from signing.parts import asked_in
from signing.revocation import ROOT_LIST, root_list
from signing.root_key import ROOT
from signing.rsa_seal import RsaSeal, SealKey
from signing.token_seal import TokenPlace, TokenSeal
from signing.trust import Trust

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
    """The council's certificates, and the keys that work day by day. The root's key is not among them.

    ``former`` are the issuing authorities whose place others took: they answer for what they issued until they end.
    ``bought`` are the authorities above a seal that another authority issued (signing.bought_seal).
    """

    root: x509.Certificate
    issuing: dict[Role, Authority] = field(repr=False)
    seal: SealKey = field(repr=False)
    time: Authority = field(repr=False)
    former: tuple[Authority, ...] = field(default=(), repr=False)
    bought: tuple[x509.Certificate, ...] = field(default=(), repr=False)

    @property
    def trust(self) -> Trust:
        """Return what somebody believes who knows the council's root and nothing else."""
        return Trust((self.root,))

    @property
    def issuers(self) -> dict[str, Authority]:
        """Return every authority that issued something, those in use first, by the name it is published under."""
        current = {ISSUING[role]: self.issuing[role] for role in ISSUING}
        return current | {f"former-{each.certificate.serial_number:x}": each for each in self.former}

    @property
    def demonstration(self) -> bool:
        """Say whether these are demonstration keys: stamps have to say so."""
        return is_demonstration(self.root)

    def chain(self, role: Role) -> tuple[x509.Certificate, ...]:
        """Return the authorities to be sent along with a certificate of ``role``, the root left out."""
        if role == "seal" and self.bought:
            return self.bought
        above = [self.issuing[role].certificate, *(each.certificate for each in self.former)]
        if role in STANDING:
            leaf = (self.seal if role == "seal" else self.time).certificate
            above = [each for each in above if is_above(each, leaf)] or above
        return (above[0],)


def create_council_pki(
    folder: Path, protector: Protector, council_name: str, clock: Clock, *, demonstration: bool = True
) -> None:
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
            _make_all(workshop, protector, _Namer(council_name, demonstration), clock)
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
    issuing = {role: load_authority(folder, in_use(folder, name), protector) for role, name in ISSUING.items()}
    former = [name for names in map(partial(generations, folder), ISSUING.values()) for name in names[:-1]]
    return CouncilPki(
        read_certificate(folder, ROOT),
        issuing,
        load_seal(folder, protector),
        load_authority(folder, in_use(folder, "time"), protector),
        tuple(load_authority(folder, name, protector) for name in former),
        _above_bought(folder),
    )


def load_authority(folder: Path, name: str, protector: Protector) -> Authority:
    """Return the certificate kept under ``name`` with its key.

    Raises:
        NotFound: when one of the two is missing.
        Failed: when the protector does not open the key, or the certificate is not that of the key.
    """
    certificate = read_certificate(folder, name)
    key = load_key(folder / f"{name}{KEY}", protector)
    if certificate.public_key() != key.public_key():
        raise Failed(f"The certificate {name}.pem does not belong to the key {name}.key.")
    return Authority(certificate, key)


def load_seal(folder: Path, protector: Protector) -> SealKey:
    """Return the seal that is in use, whatever kind of key it has; raises as ``load_authority``."""
    name = in_use(folder, "seal")
    certificate, token = read_certificate(folder, name), folder / f"{name}{TOKEN}"
    if token.exists():
        return TokenSeal(certificate, TokenPlace.read(protector.decrypt(token.read_bytes(), token.name)))
    key = load_any_key(folder / f"{name}{KEY}", protector)
    if certificate.public_key() != key.public_key():
        raise Failed(f"The certificate {name}.pem does not belong to the key {name}.key.")
    return RsaSeal(certificate, key) if isinstance(key, rsa.RSAPrivateKey) else Authority(certificate, key)


def _above_bought(folder: Path) -> tuple[x509.Certificate, ...]:
    file = folder / f"{in_use(folder, 'seal')}{CHAIN}"
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes())) if file.exists() else ()
    except ValueError:
        raise Failed(f"The file {file.name} does not hold certificates.") from None


def issue_person_certificate(
    pki: CouncilPki,
    role: Literal["guardian", "chair"],
    *,
    public_key: ec.EllipticCurvePublicKey,
    name: str,
    paper: SealedPdf | SignedPdf,
    field: str,
    identity_check: str,
    key_made_here: bool,
    clock: Clock,
) -> x509.Certificate:
    """Return a certificate for one signature of one person, who signs as guardian or chair.

    It is good for the field ``field`` of ``paper``, and for nothing else.

    Raises:
        NotFound: the paper has no such field.
        NotAuthentic: the field does not say who may sign there.
    """
    code = asked_in(paper.content, field).code
    subject = name_of(_council_of(pki.root), name, DEMONSTRATION if pki.demonstration else "", code)
    binding = Binding(
        paper.sealed if isinstance(paper, SignedPdf) else paper.digest, field, identity_check, key_made_here
    )
    return leaf_certificate(role, public_key, subject, pki.issuing[role], clock.now(), binding)


def trust_files(pki: CouncilPki, folder: Path) -> tuple[Path, ...]:
    """Write root and issuing authorities as PEM, one file each, for other people's tools; return the files.

    The root comes first; the authorities whose place others took come last, named by their serial numbers. They hold
    no secret and may be overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    named = {ROOT: pki.root} | {name: each.certificate for name, each in pki.issuers.items()}
    files = tuple(folder / f"{name}.pem" for name in named)
    for file, certificate in zip(files, named.values(), strict=True):
        file.write_bytes(certificate.public_bytes(Encoding.PEM))
    return files


def is_demonstration(root: x509.Certificate) -> bool:
    """Say whether a root calls its keys demonstration keys."""
    units = root.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return any(unit.value == DEMONSTRATION for unit in units)


def is_above(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Say whether ``authority`` issued ``certificate``."""
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def issuing_subject(root: x509.Certificate, role: Role, number: int) -> x509.Name:
    """Return the subject of the authority that issues for ``role``, the ``number``-th of its kind.

    Two authorities of one name would share one list of revoked certificates in other people's tools.
    """
    return _namer_of(root).named(f"Authority for {TITLES[role]}" + (f" ({number})" if number > 1 else ""))


def standing_subject(root: x509.Certificate, role: Role) -> x509.Name:
    """Return the subject of the certificate of the council's seal, or of its time authority."""
    namer = _namer_of(root)
    return namer.named(f"{TITLES[role]} of {namer.council}")


@dataclass(frozen=True, slots=True)
class _Namer:
    council: str
    demonstration: bool

    def named(self, title: str) -> x509.Name:
        if not self.demonstration:
            return name_of(self.council, title)
        # The council's name may be long: the word that matters must not be what is cut off.
        return name_of(self.council, f"DEMONSTRATION {title}", DEMONSTRATION)


def _namer_of(root: x509.Certificate) -> _Namer:
    return _Namer(_council_of(root), is_demonstration(root))


def _council_of(root: x509.Certificate) -> str:
    return str(root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)


def _make_all(folder: Path, protector: Protector, namer: _Namer, clock: Clock) -> None:
    now, key = clock.now(), new_key()
    root = Authority(root_certificate(key, namer.named(f"root of {namer.council}"), now), key)
    _save(folder, ROOT, root, protector)
    # Now, while its key is at hand.
    write_new(folder / ROOT_LIST, root_list(root, (), 1, now).public_bytes(Encoding.DER))
    for role, file in ISSUING.items():
        key = new_key()
        subject = issuing_subject(root.certificate, role, 1)
        issuer = Authority(issuing_certificate(role, key.public_key(), subject, root, now), key)
        _save(folder, file, issuer, protector)
        if role in STANDING:
            key = new_key()
            subject = standing_subject(root.certificate, role)
            leaf = Authority(leaf_certificate(role, key.public_key(), subject, issuer, now), key)
            _save(folder, role, leaf, protector)


def _save(folder: Path, name: str, authority: Authority, protector: Protector) -> None:
    write_new(folder / f"{name}{CERTIFICATE}", authority.certificate.public_bytes(Encoding.PEM))
    save_key(folder / f"{name}{KEY}", authority.key, protector)
