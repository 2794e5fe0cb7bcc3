"""Whether the revocation lists in the trust folder still say what is on record, and are still the newest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography import x509

from inconfidence.recipes.finding import Finding, warning
from inconfidence.recipes.home import TRUST
from inconfidence.recipes.keys import CouncilKeys
from signing import list_files, load_council_pki, revoked

OLD_LISTS = "Revocation lists in the folder trust are missing or out of date: other people's tools go by them."
REMEDY = "`inconfidence keys publish`, once a week and after each revocation."


def list_troubles(council: CouncilKeys) -> Iterator[Finding]:
    """Tell when a list that is published is missing, has ended, or does not name what was revoked since.

    Raises:
        NotFound, Failed, NotAuthentic: keys or register cannot be read.
    """
    now = council.keys.clock.now()
    numbers = {each.serial for each in revoked(council.revoked_file)}
    pki = load_council_pki(council.folder, council.keys.protector)
    if not all(_is_current(council.home / TRUST / name, numbers, now) for name in list_files(pki, now)):
        yield warning("keys", OLD_LISTS, REMEDY)


def _is_current(file: Path, numbers: set[int], now: datetime) -> bool:
    try:
        listed = x509.load_der_x509_crl(file.read_bytes())
    except (OSError, ValueError):
        return False
    named = {each.serial_number for each in listed}
    return listed.next_update_utc is not None and listed.next_update_utc >= now and numbers <= named
