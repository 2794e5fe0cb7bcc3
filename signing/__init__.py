"""Seals and signatures: ``seal`` a checked paper, ``begin`` and ``finish`` a person's signature, ``verify`` any file.

The council's own certificates and time authority are here too, for the council that has no others.
"""

from signing.arc import Role
from signing.authorities import AuthoritiesInTurn, OutsideAuthority
from signing.bought_seal import BoughtSeal, read_bought_seal
from signing.browser_keys import browser_key
from signing.carried import may_carry, people_in
from signing.closing import close
from signing.evidence_record import evidence_records
from signing.kept_certificates import KeptCertificate, kept_certificates
from signing.key_folder import read_certificate, retired_keys
from signing.keys import AesProtector, Protector
from signing.lasting import LastingWords
from signing.other_seals import TRIAL, use_bought, use_token
from signing.outside_seals import OutsideSeal
from signing.outside_words import OutsideWords
from signing.packs import PackToSeal, digits_untimed, pack_to_seal, seal_copy, seal_copy_for_batch
from signing.parts import last_time_stamp
from signing.pki import (
    CouncilPki,
    create_council_pki,
    issue_person_certificate,
    load_council_pki,
    trust_files,
)
from signing.renewing import Renewed, renew
from signing.reopening import reopen, reopen_signed
from signing.revocation_desk import RevocationDesk, list_files
from signing.revoked import Revocation, Revoked, revoke, revoked
from signing.root_key import load_root, root_key_is_here, take_root_away
from signing.root_list import read_root_list, renew_root_list, unlisted
from signing.rotation import KeyFolder, rotate
from signing.rsa_seal import issue_rsa_seal, signature_of
from signing.seal import BatchSealer, Sealer, council_sealer, seal, seal_for_batch
from signing.sign import LocalKey, SigningSession, begin, finish
from signing.signer import signer_of
from signing.sweep import Remembered, remembered, swept
from signing.taking_apart import Apart, taken_apart
from signing.timestamp import CheckedTimeStamper, SerialFile, TimeAuthority
from signing.token_seal import TokenPlace, TokenSeal
from signing.trust import Trust
from signing.verify import verify
from signing.wider_desk import WiderDesk

__all__ = [
    "TRIAL",
    "AesProtector",
    "Apart",
    "AuthoritiesInTurn",
    "BatchSealer",
    "BoughtSeal",
    "CheckedTimeStamper",
    "CouncilPki",
    "KeptCertificate",
    "KeyFolder",
    "LastingWords",
    "LocalKey",
    "OutsideAuthority",
    "OutsideSeal",
    "OutsideWords",
    "PackToSeal",
    "Protector",
    "Remembered",
    "Renewed",
    "Revocation",
    "RevocationDesk",
    "Revoked",
    "Role",
    "Sealer",
    "SerialFile",
    "SigningSession",
    "TimeAuthority",
    "TokenPlace",
    "TokenSeal",
    "Trust",
    "WiderDesk",
    "begin",
    "browser_key",
    "close",
    "council_sealer",
    "create_council_pki",
    "digits_untimed",
    "evidence_records",
    "finish",
    "issue_person_certificate",
    "issue_rsa_seal",
    "kept_certificates",
    "last_time_stamp",
    "list_files",
    "load_council_pki",
    "load_root",
    "may_carry",
    "pack_to_seal",
    "people_in",
    "read_bought_seal",
    "read_certificate",
    "read_root_list",
    "remembered",
    "renew",
    "renew_root_list",
    "reopen",
    "reopen_signed",
    "retired_keys",
    "revoke",
    "revoked",
    "root_key_is_here",
    "rotate",
    "seal",
    "seal_copy",
    "seal_copy_for_batch",
    "seal_for_batch",
    "signature_of",
    "signer_of",
    "swept",
    "take_root_away",
    "taken_apart",
    "trust_files",
    "unlisted",
    "use_bought",
    "use_token",
    "verify",
]
