"""Seals and signatures: ``seal`` a checked paper, ``begin`` and ``finish`` a person's signature, ``verify`` any file.

The council's own certificates and time authority are here too, for the council that has no others.
"""

from signing.arc import Role
from signing.authorities import AuthoritiesInTurn, OutsideAuthority
from signing.closing import close
from signing.keys import AesProtector, Protector
from signing.pki import (
    CouncilPki,
    create_council_pki,
    issue_person_certificate,
    load_council_pki,
    trust_files,
)
from signing.reopening import reopen
from signing.revocation import Revoked
from signing.revocation_desk import RevocationDesk
from signing.rsa_seal import issue_rsa_seal
from signing.seal import Sealer, council_sealer, seal, signer_of
from signing.sign import LocalKey, SigningSession, begin, finish
from signing.timestamp import CheckedTimeStamper, SerialFile, TimeAuthority
from signing.verify import verify

__all__ = [
    "AesProtector",
    "AuthoritiesInTurn",
    "CheckedTimeStamper",
    "CouncilPki",
    "LocalKey",
    "OutsideAuthority",
    "Protector",
    "RevocationDesk",
    "Revoked",
    "Role",
    "Sealer",
    "SerialFile",
    "SigningSession",
    "TimeAuthority",
    "begin",
    "close",
    "council_sealer",
    "create_council_pki",
    "finish",
    "issue_person_certificate",
    "issue_rsa_seal",
    "load_council_pki",
    "reopen",
    "seal",
    "signer_of",
    "trust_files",
    "verify",
]
