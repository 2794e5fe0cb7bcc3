"""Looking after the council's keys: what there is, renewing, revoking, and taking the root's key away.

Works on the key folder alone, so that it still does when the home cannot be opened because of a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cryptography.x509 import CertificateRevocationList

from archive import Archive, load_retention_classes
from inconfidence.core.clock import Clock
from inconfidence.core.errors import Failed, InputInvalid, NotFound, OutOfTurn, UsageError
from inconfidence.core.identifiers import tidy
from inconfidence.recipes.home import ARCHIVE, KEYS, LIST_NUMBERS, REVOKED_FILE, protector_of, settings_of
from inconfidence.recipes.home import publish as publish_of_home
from inconfidence.recipes.outside import outside_seals
from inconfidence.recipes.signers import signed_with, signer_of
from signing import (
    KeptCertificate,
    KeyFolder,
    Revocation,
    Revoked,
    SerialFile,
    TokenPlace,
    kept_certificates,
    load_council_pki,
    read_bought_seal,
    read_certificate,
    renew_root_list,
    revoke,
    revoked,
    rotate,
    take_root_away,
    use_bought,
    use_token,
)
from signing.arc import role_of_field
from signing.kept_certificates import Source
from signing.pki import is_above

BY_SOURCE: Mapping[Source, str] = {
    "own": "inconfidence keys rotate",
    "token": "inconfidence keys seal by-token",
    "bought": "inconfidence keys seal bought",
}
"""The command that renews a certificate, by where its key comes from."""

PEOPLE: Final = ("guardian", "chair")
"""Roles whose certificates are made for one signature, and kept in it alone."""


@dataclass(frozen=True, slots=True)
class CouncilKeys:
    """The keys of one home: its folder, that of its secrets, and what opens and dates the keys."""

    home: Path
    secrets: Path
    keys: KeyFolder = field(repr=False)

    @property
    def folder(self) -> Path:
        """Return the key folder."""
        return self.keys.folder

    @property
    def revoked_file(self) -> Path:
        """Return the file of revoked certificates."""
        return self.folder / REVOKED_FILE


def open_keys(home: Path, secrets: Path, clock: Clock) -> CouncilKeys:
    """Return the keys of the home in a folder.

    Raises:
        NotFound: there are none, or the secret that opens them is not there.
    """
    if not (home / KEYS).is_dir():
        raise NotFound("There is no home with keys in that folder.", hint="Run `inconfidence init`, or name --home.")
    return CouncilKeys(home, secrets, KeyFolder(home / KEYS, protector_of(secrets), clock))


def listed(council: CouncilKeys) -> tuple[KeptCertificate, ...]:
    """Return every certificate of the council, those of single signatures left out."""
    return kept_certificates(council.folder, revoked(council.revoked_file), council.keys.clock.now())


def as_plain(kept: tuple[KeptCertificate, ...]) -> list[dict[str, Any]]:
    """Return certificates as plain data for a program to read; the serial number in hexadecimal."""
    return [
        {
            "role": each.kind,
            "name": each.name,
            "serial": f"{each.serial:x}",
            "from": each.certificate.not_valid_before_utc.isoformat(),
            "until": each.certificate.not_valid_after_utc.isoformat(),
            "state": each.state,
        }
        for each in kept
    ]


def renew(council: CouncilKeys, name: str, root: Path | None, *, here: bool = False) -> KeptCertificate:
    """Put a new key and certificate in the place of those of ``name``; return it as it stands now.

    The key is made and kept here. Where the seal's lies in a token or was bought, that has to be meant: ``here``.

    Raises:
        NotFound: there is no such name, or the root's key is not there.
        OutOfTurn: the authority that would issue it has ended or is revoked, or the seal's key is none made here.
    """
    _check_issuer_stands(council, name)
    _check_source(council, name, here)
    made = rotate(council.keys, name, root)
    publish(council)
    return next(each for each in listed(council) if each.certificate == made)


def seal_by_token(council: CouncilKeys, place: TokenPlace) -> KeptCertificate:
    """Put a seal in use whose key lies in a token; return its certificate as it stands now.

    Raises:
        TryLater, Failed, OutOfTurn: as ``signing.use_token``; the former seal is in use.
    """
    _check_issuer_stands(council, "seal")
    made = use_token(council.keys, place)
    return next(each for each in listed(council) if each.certificate == made)


def seal_bought(council: CouncilKeys, content: bytes, password: str) -> KeptCertificate:
    """Put a seal in use that was bought from an outside authority, from its PKCS#12 file.

    Raises:
        InputInvalid, NotAuthentic, OutOfTurn: as ``signing.read_bought_seal``; the former seal is in use.
    """
    outside = outside_seals(settings_of(council.home))
    bought = read_bought_seal(content, password, outside, council.keys.clock)
    use_bought(council.keys, bought)
    return next(each for each in listed(council) if each.certificate == bought.certificate)


def publish(council: CouncilKeys) -> None:
    """Write certificates and revocation lists, as of now, into the home's trust folder, for other people's tools.

    Raises:
        NotFound, Failed: a key cannot be opened, or the folder cannot be written.
        NotAuthentic: the register of revoked certificates was edited.
        TryLater: no number can be had for a list.
    """
    pki = load_council_pki(council.folder, council.keys.protector)
    try:
        publish_of_home(council.home, pki, council.keys.clock)
    except OSError as error:
        raise Failed("The trust folder cannot be written.", hint=error.strerror or "") from error


def revoke_certificate(
    council: CouncilKeys, what: str, reason: str, by: str, since: datetime | None = None
) -> Revoked:
    """Record for good that a certificate is withdrawn: from now on, or from the moment ``since`` its key was lost.

    ``what`` is a serial number, or REFERENCE:FIELD for the certificate somebody signed with in a field of a paper.

    Raises:
        UsageError: ``by`` may be a name.
        InputInvalid: the serial number is not one, the reason none there is, or ``since`` still to come.
        NotFound: no certificate of the council has that number, or no such signature is kept.
        OutOfTurn: it is in use, or the root's, or revoked already.
    """
    _check_code(by)
    reference, colon, field = what.rpartition(":")
    if colon and role_of_field(field) in PEOPLE:
        number = signer_of(_archive(council), tidy(reference), field)
    else:
        number = _number(what)
        _check_may_be_revoked(council, number)
    revocation = Revocation(Revoked(number, council.keys.clock.now(), reason, since), by)
    revoke(council.revoked_file, revocation)
    return revocation.revoked


def take_away(council: CouncilKeys, medium: Path) -> None:
    """Move the root's key to a folder that is neither in the home, nor in its secrets, nor above them.

    Raises:
        UsageError: it is one of these: the key and what opens it would go into one backup.
        OutOfTurn, Failed: as ``signing.take_root_away``.
    """
    whole = medium.resolve()
    for place in (council.home.resolve(), council.secrets.resolve()):
        if whole.is_relative_to(place) or place.is_relative_to(whole):
            raise UsageError(
                "That folder is part of the home or of its secrets, or holds them.",
                hint="Name a folder on a medium that can be taken out and locked away.",
            )
    take_root_away(council.folder, medium, council.keys.protector)


def renew_list(council: CouncilKeys, root: Path | None) -> datetime:
    """Make the root's list of withdrawn authorities anew and publish it; return until when it lasts.

    Raises:
        NotFound, Failed: as ``signing.renew_root_list``; the former list stands.
        NotAuthentic, TryLater: as ``publish``; the list is made, and not published yet.
    """
    numbers = SerialFile(council.folder / LIST_NUMBERS)
    made = renew_root_list(council.keys, revoked(council.revoked_file), numbers, root)
    publish(council)
    return list_ends(made)


def list_ends(listed: CertificateRevocationList) -> datetime:
    """Return until when a list is the newest; one that does not say so has no time of its own."""
    return listed.next_update_utc or listed.last_update_utc


def on_the_same_disk(council: CouncilKeys, medium: Path) -> bool:
    """Say whether a folder is on the disk the keys are on, so that nothing was taken away yet."""
    return medium.stat().st_dev == council.folder.stat().st_dev


def _check_issuer_stands(council: CouncilKeys, name: str) -> None:
    above = next((each for each in reversed(listed(council)) if each.kind == f"issuing-{name}"), None)
    if above is not None and above.state == "revoked":
        raise OutOfTurn("The authority that would issue it is revoked.", hint=f"Renew {above.kind} first.")


def _check_source(council: CouncilKeys, name: str, here: bool) -> None:
    in_use = next((each for each in reversed(listed(council)) if each.kind == name), None)
    if in_use is None or in_use.source == "own" or here:
        return
    hint = "For a key made and kept on this computer instead, say so with --here."
    raise OutOfTurn(f"The seal's key was not made here: renew it by `{BY_SOURCE[in_use.source]}`.", hint=hint)


def _check_code(by: str) -> None:
    if not any(letter.isdigit() for letter in by):
        raise UsageError(
            "Who revokes it has to be given as a staff number or a code with a digit in it.",
            hint="No name: what is recorded stands for good.",
        )


def _archive(council: CouncilKeys) -> Archive:
    return Archive(council.home / ARCHIVE, load_retention_classes())


def _check_may_be_revoked(council: CouncilKeys, number: int) -> None:
    kept = next((each for each in listed(council) if each.serial == number), None)
    if kept is not None:
        _check_out_of_use(council, kept)
    elif not signed_with(_archive(council), number):
        raise NotFound(
            "No certificate of this council has that serial number.",
            hint="`inconfidence keys list`; for a person's, name the signing: REFERENCE:guardian, REFERENCE:chair.",
        )


def _check_out_of_use(council: CouncilKeys, kept: KeptCertificate) -> None:
    if not any(is_above(each.certificate, kept.certificate) for each in listed(council)):
        raise OutOfTurn("Another authority issued that certificate.", hint="Ask that authority to revoke it.")
    if kept.kind == "root":
        raise OutOfTurn("The root cannot be revoked: whoever trusts it has to be told to trust another one.")
    newest = {each.kind: each for each in listed(council)}
    in_use = [kept.kind] if newest[kept.kind] == kept else []
    standing = [read_certificate(council.folder, newest[name].name) for name in ("seal", "time")]
    in_use += [name for name, leaf in zip(("seal", "time"), standing, strict=True) if is_above(kept.certificate, leaf)]
    if in_use:
        raise OutOfTurn(
            "That certificate is in use: what it signs from now on would not be believed.",
            hint="First renew it: " + ", then ".join(f"`inconfidence keys rotate {name}`" for name in in_use) + ".",
        )


def _number(serial: str) -> int:
    try:
        return int(serial.replace(":", ""), 16)
    except ValueError:
        raise InputInvalid("That is not a serial number.", hint="Copy it from `inconfidence keys list`.") from None
