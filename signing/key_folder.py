"""The folder of the council's keys: each certificate by name, and each name with all its generations.

    seal.pem    seal.key      the first
    seal-2.pem  seal-2.key    the one that took its place, and so on; nothing is ever overwritten

The newest certificate of a name is the one in use. Its key is on the disk before it, and the certificate appears last,
whole, by one step of the file system: cut off anywhere before, the former generation is in use as if nothing happened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.errors import Failed, NotFound, OutOfTurn
from signing.keys import write_new

CERTIFICATE, KEY, TOKEN, CHAIN = ".pem", ".key", ".token", ".chain"
"""Endings: a certificate; its key, or where in a token its key is, encrypted; the authorities above a bought one."""
SECRETS = (KEY, TOKEN)


def generations(folder: Path, name: str) -> list[str]:
    """Return the names under which ``name`` has a certificate, the oldest first."""
    numbers = sorted(_number(file.name, name) for file in folder.glob(f"{name}*{CERTIFICATE}"))
    return [_named(name, number) for number in numbers if number]


def in_use(folder: Path, name: str) -> str:
    """Return the name of the generation that is in use.

    Raises:
        NotFound: there is none.
    """
    found = generations(folder, name)
    if not found:
        raise NotFound(f"There is no certificate {name}{CERTIFICATE}.", hint="Run `inconfidence init` first.")
    return found[-1]


def next_generation(folder: Path, name: str) -> tuple[str, int]:
    """Return name and number of the generation to come; what was left of a cut-off one is taken away."""
    number = len(generations(folder, name)) + 1
    coming = _named(name, number)
    for ending in (*SECRETS, CHAIN):
        (folder / f"{coming}{ending}").unlink(missing_ok=True)
    return coming, number


def add_generation(folder: Path, name: str, certificate: x509.Certificate, beside: dict[str, bytes]) -> None:
    """Put a generation in use: first the files ``beside`` its certificate, by ending, then the certificate.

    Raises:
        OutOfTurn: there is one of that name already.
        Failed: the folder cannot be written.
    """
    try:
        for ending, content in beside.items():
            write_new(folder / f"{name}{ending}", content)
        flush_folder(folder)
        put_whole(folder / f"{name}{CERTIFICATE}", certificate.public_bytes(Encoding.PEM))
    except FileExistsError:
        raise OutOfTurn(f"There is a certificate or key {name} already; keys are never overwritten.") from None
    except OSError as error:
        raise Failed("The council's keys cannot be written.", hint=error.strerror or "") from error


def destroy_retired(folder: Path, name: str) -> None:
    """Remove the keys of all generations of ``name`` but the one in use: nobody shall sign with them again."""
    for retired in retired_keys(folder, (name,)):
        retired.unlink()
    flush_folder(folder)


def retired_keys(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the files with keys of generations that are no longer in use."""
    old = [generation for name in names for generation in generations(folder, name)[:-1]]
    files = (folder / f"{generation}{ending}" for generation in old for ending in SECRETS)
    return [file for file in files if file.exists()]


def put_whole(path: Path, content: bytes) -> None:
    """Make a file appear with all its content at once, safely on the disk.

    Raises:
        FileExistsError: there is one already.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".coming-") as staged:
        staged.write(content)
        staged.flush()
        os.fsync(staged.fileno())
        # A link never replaces.
        os.link(staged.name, path)
    flush_folder(path.parent)


def put_in_place(path: Path, content: bytes) -> None:
    """Put a file in the place of the one of its name in one step: a crash leaves the old one or the new one, whole."""
    with NamedTemporaryFile(dir=path.parent, prefix=".coming-", delete=False) as staged:
        staged.write(content)
        staged.flush()
        os.fsync(staged.fileno())
    Path(staged.name).replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_certificate(folder: Path, name: str) -> x509.Certificate:
    """Return the certificate kept under ``name``.

    Raises:
        NotFound: there is none.
        Failed: the file does not hold one.
    """
    try:
        return x509.load_pem_x509_certificate((folder / f"{name}{CERTIFICATE}").read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no certificate {name}.pem.", hint="Run `inconfidence init` first.") from None
    except ValueError:
        raise Failed(f"The file {name}.pem does not hold a certificate.") from None


def _named(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _number(file: str, name: str) -> int:
    """Return which generation of ``name`` a certificate's file is, 0 for another name's."""
    found = re.fullmatch(rf"{re.escape(name)}(?:-([1-9]\d{{0,3}}))?{re.escape(CERTIFICATE)}", file)
    return int(found[1] or 1) if found else 0
