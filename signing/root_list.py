"""The root's list of withdrawn issuing authorities (``root.crl``), made anew where the root's key is.

Without a current one no paper can be closed or renewed: it is made each year, and whenever an issuing authority is
withdrawn (signing.revocation).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.errors import Failed
from signing.key_folder import generations, put_in_place, read_certificate
from signing.pki import ISSUING
from signing.revocation import ROOT_LIST, Revoked, root_list
from signing.root_key import ROOT, load_root
from signing.rotation import KeyFolder
from signing.standing import is_signed
from signing.timestamp import SerialFile


def read_root_list(folder: Path) -> x509.CertificateRevocationList | None:
    """Return the root's list in a key folder, None when there is none: folders made before it was kept have none.

    Raises:
        Failed: the file cannot be read, holds no list, or one that is not the root's.
    """
    try:
        listed = x509.load_der_x509_crl((folder / ROOT_LIST).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise Failed(f"The file {ROOT_LIST} holds no revocation list that can be read.") from None
    root = read_certificate(folder, ROOT)
    if not is_signed(root, listed.signature, listed.tbs_certlist_bytes, listed.signature_hash_algorithm):
        raise Failed(f"The list {ROOT_LIST} is not the root's own.")
    return listed


def renew_root_list(
    keys: KeyFolder, revoked: Iterable[Revoked], numbers: SerialFile, away: Path | None = None
) -> x509.CertificateRevocationList:
    """Make the root's list anew and put it in the place of the one before; return it.

    ``revoked`` are all certificates withdrawn, of which the root's list names the authorities it issued; ``away`` is
    where the root's key was taken to.

    Raises:
        NotFound: the root's key is not there.
        Failed: it cannot be opened, or is another root's; the list cannot be written. The former one stands.
    """
    root = load_root(keys.folder, keys.protector, away)
    issued = {each.serial_number for each in _authorities(keys.folder)}
    entries = [each for each in revoked if each.serial in issued]
    number = max(numbers.next(), _number(keys.folder) + 1)
    made = root_list(root, entries, number, keys.clock.now())
    try:
        put_in_place(keys.folder / ROOT_LIST, made.public_bytes(Encoding.DER))
    except OSError as error:
        raise Failed("The root's list cannot be written.", hint=error.strerror or "") from error
    return made


def unlisted(folder: Path, revoked: Iterable[Revoked]) -> tuple[str, ...]:
    """Return the names of issuing authorities that were withdrawn and that the root's list does not name yet.

    Raises:
        Failed: as ``read_root_list``.
    """
    listed, withdrawn = read_root_list(folder), {each.serial for each in revoked}
    names = (name for role in ISSUING.values() for name in generations(folder, role))
    numbers = {name: read_certificate(folder, name).serial_number for name in names}
    return tuple(name for name, each in numbers.items() if each in withdrawn and not _names(listed, each))


def _authorities(folder: Path) -> list[x509.Certificate]:
    return [read_certificate(folder, name) for role in ISSUING.values() for name in generations(folder, role)]


def _names(listed: x509.CertificateRevocationList | None, serial: int) -> bool:
    return listed is not None and listed.get_revoked_certificate_by_serial_number(serial) is not None


def _number(folder: Path) -> int:
    """Return the number of the list there, 0 when there is none of the root's: a broken one is replaced."""
    try:
        listed = read_root_list(folder)
    except Failed:
        return 0
    return listed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number if listed else 0
