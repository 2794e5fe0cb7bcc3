"""What is to be said about the council's keys before it is too late. How early is fixed here, not a setting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from inconfidence.core.clock import LONDON
from inconfidence.core.errors import Failed
from inconfidence.recipes.finding import Finding, fault, warning
from inconfidence.recipes.keys import BY_SOURCE, CouncilKeys, list_ends
from inconfidence.recipes.keys import listed as listed_keys
from signing import (
    KeptCertificate,
    load_council_pki,
    read_root_list,
    retired_keys,
    revoked,
    root_key_is_here,
    unlisted,
)
from signing.rotation import ROTATED

YEAR, MONTH = timedelta(days=365), timedelta(days=30)
AHEAD: Final[Mapping[str, timedelta]] = {"root": 5 * YEAR, "seal": 6 * MONTH, "time": YEAR}
AHEAD_ISSUING: Final = 2 * YEAR
"""How long before its end that is said of a certificate; earlier of an authority, which outlives what it issues."""
AHEAD_LIST: Final = 6 * MONTH
RENEW_LIST: Final = (
    "`inconfidence keys root renew-list --root FOLDER`, where FOLDER is the medium with the root's key."
)
NO_LIST: Final = (
    "The root's list is not there, as in homes made before it was kept: no paper can be closed or renewed."
)
OPEN_TO_OTHERS: Final = 0o077
OURS: Final = re.compile(r"(root|seal|time|issuing-[a-z]+)(-\d+)?\.(key|token)|(store|signing)\.key|store\.sqlite")
"""Files of a home that are looked at; of any other one, its name may be somebody's."""

ROOT_HERE = "The root's key lies in the home: whoever takes the home and its secret can make another council of it."
DEMONSTRATION = "These are demonstration keys: papers sealed with them are for trying the product out."


def key_troubles(council: CouncilKeys) -> Iterator[Finding]:
    """Tell what is wrong, or will be, with keys and certificates.

    Raises:
        NotFound, Failed, NotAuthentic: they cannot be read at all.
    """
    kept = listed_keys(council)
    for each in kept:
        yield from _end_of(each, kept, council.keys.clock.now())
    if load_council_pki(council.folder, council.keys.protector).demonstration:
        yield warning("keys", DEMONSTRATION, "Make a home with keys for real work: see docs/keys.md.")
    if root_key_is_here(council.folder):
        yield warning("keys", ROOT_HERE, "`inconfidence keys root take-away FOLDER`")
    yield from _list_troubles(council)
    for file in retired_keys(council.folder, ("seal", "time")):
        yield warning("keys", f"The key {file.name} was replaced and is still there.", f"Remove {file.name}.")


def _list_troubles(council: CouncilKeys) -> Iterator[Finding]:
    now = council.keys.clock.now()
    try:
        listed = read_root_list(council.folder)
    except Failed as error:
        yield fault("keys", error.message, RENEW_LIST)
        return
    if listed is None:
        yield fault("keys", NO_LIST, RENEW_LIST)
        return
    end = list_ends(listed)
    day = f"{end.astimezone(LONDON):%d %B %Y}"
    if end < now:
        yield fault("keys", f"The root's list ended on {day}: no paper can be closed or renewed.", RENEW_LIST)
    elif end - now <= AHEAD_LIST:
        yield warning("keys", f"The root's list ends on {day}, in {(end - now).days} days.", RENEW_LIST)
    for name in unlisted(council.folder, revoked(council.revoked_file)):
        yield fault("keys", f"The root's list does not say yet that {name} is revoked.", RENEW_LIST)


def open_to_others(check: str, *places: Path) -> Iterator[Finding]:
    """Tell which of some folders and files others than their owner can read; no name that is not one of ours."""
    for each in places:
        if each.stat().st_mode & OPEN_TO_OTHERS:
            what, which = _named(each)
            yield fault(check, f"{what} can be read by others than its owner.", f"chmod go-rwx {which}")


def _named(place: Path) -> tuple[str, str]:
    if place.is_dir() or OURS.fullmatch(place.name):
        return str(place), str(place)
    return f"A file in {place.parent} that is none of ours", f"{place.parent}/*"


def _end_of(each: KeptCertificate, kept: Sequence[KeptCertificate], now: datetime) -> Iterator[Finding]:
    end, remedy = each.certificate.not_valid_after_utc, _remedy(each)
    day = f"{end.astimezone(LONDON):%d %B %Y}"
    is_newest = [other for other in kept if other.kind == each.kind][-1] == each
    if each.state == "not yet valid":
        yield fault("keys", f"The certificate {each.name} is not valid yet.", "Check the computer's clock.")
    if each.state == "ended" and is_newest:
        yield fault("keys", f"The certificate {each.name} ended on {day}.", remedy)
    if each.state == "revoked" and is_newest:
        yield fault("keys", f"The certificate {each.name} is revoked and none took its place.", remedy)
    if each.state == "in use" and end - now <= AHEAD.get(each.kind, AHEAD_ISSUING):
        yield warning("keys", f"The certificate {each.name} ends on {day}, in {(end - now).days} days.", remedy)


def _remedy(each: KeptCertificate) -> str:
    if each.kind not in ROTATED:
        return "Plan a new root: docs/keys.md."
    return f"`{BY_SOURCE[each.source]} {each.kind}`" if each.source == "own" else f"`{BY_SOURCE[each.source]} ...`"
