"""Seals and signatures: ``seal`` a checked paper, ``begin`` and ``finish`` a person's signature, ``verify`` any file.

The council's own certificates and time authority are here too, for the council that has no others.
"""

from signing.keys import AesProtector, Protector
from signing.pki import (
    CouncilPki,
    create_council_pki,
    issue_person_certificate,
    load_council_pki,
    trust_files,
)
from signing.reopening import reopen
from signing.rsa_seal import issue_rsa_seal
from signing.seal import BatchSealer, Sealer, council_sealer, seal, seal_for_batch
from signing.sign import LocalKey, SigningSession, begin, finish
from signing.signer import signer_of
from signing.sweep import Remembered, remembered, swept
from signing.taking_apart import Apart, taken_apart
from signing.timestamp import CheckedTimeStamper, SerialFile, TimeAuthority
from signing.verify import verify

__all__ = [
    "AesProtector",
    "Apart",
    "BatchSealer",
    "CheckedTimeStamper",
    "CouncilPki",
    "LocalKey",
    "Protector",
    "Remembered",
    "Sealer",
    "SerialFile",
    "SigningSession",
    "TimeAuthority",
    "begin",
    "council_sealer",
    "create_council_pki",
    "finish",
    "issue_person_certificate",
    "issue_rsa_seal",
    "load_council_pki",
    "remembered",
    "reopen",
    "seal",
    "seal_for_batch",
    "signer_of",
    "swept",
    "taken_apart",
    "trust_files",
    "verify",
]
