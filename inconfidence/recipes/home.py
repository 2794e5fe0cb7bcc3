"""The council's home: one folder for everything, and another for the secrets it is locked with.

HOME/council.toml           the council's settings, edited by hand
HOME/store.sqlite           cases, people, agreements, copies: personal values encrypted
HOME/keys/                  private keys, each encrypted under a key that is not in this folder
HOME/trust/                 the root, the issuing authorities and their revocation lists, for other people's tools
HOME/trust/time/            the roots of outside time authorities, put there by hand
HOME/archive/               write-once objects and the ledger
HOME/papers/, HOME/outbox/  what was made, to look at; what is to be handed over
HOME/waiting/               copies of a batch until their turn, while a release runs; gone when it ends
HOME.secret/                the two keys everything above is locked with: never in the same backup
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from archive import Archive, load_retention_classes
from forms import Record, council_settings
from inconfidence.core.clock import Clock
from inconfidence.core.errors import Failed, NotFound, OutOfTurn, TryLater, UsageError
from inconfidence.recipes.time_authorities import (
    council_time_stamper,
    time_lists_of,
)
from inconfidence.recipes.trusting import now_believed, trust_of
from inconfidence.store import KeyEncryptionKey, Store
from signing import (
    AesProtector,
    CheckedTimeStamper,
    CouncilPki,
    LastingWords,
    OutsideWords,
    RevocationDesk,
    Sealer,
    SerialFile,
    Trust,
    WiderDesk,
    council_sealer,
    create_council_pki,
    load_council_pki,
    revoked,
    trust_files,
)

SETTINGS_FILE, STORE_FILE = "council.toml", "store.sqlite"
LIST_NUMBERS = "list.serial"
REVOKED_FILE = "revoked.jsonl"
STORE_KEY, SIGNING_KEY = "store.key", "signing.key"
KEYS, TRUST, ARCHIVE = "keys", "trust", "archive"
OF_A_HOME = {KEYS, TRUST, "lock", STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"}
"""What ``init`` leaves when it is cut off, and goes on from."""


@dataclass(frozen=True, slots=True)
class Home:
    """An open home: everything a recipe works with."""

    folder: Path
    council: Record
    pki: CouncilPki = field(repr=False)
    time_stamper: CheckedTimeStamper = field(repr=False)
    believed: Trust = field(repr=False)
    """What this council believes, but for its register of revoked certificates: see ``trust``."""
    revocation: RevocationDesk = field(repr=False)
    sealer: Sealer = field(repr=False)
    store: Store = field(repr=False)
    archive: Archive = field(repr=False)
    clock: Clock

    @property
    def trust(self) -> Trust:
        """Return what this council believes now, when another program may have revoked a certificate meanwhile.

        Raises:
            NotAuthentic, Failed: the list of revoked certificates was edited, or cannot be read: nothing is judged.
        """
        return now_believed(self.believed, self.folder / KEYS / REVOKED_FILE)

    @property
    def papers(self) -> Path:
        """Return the folder with everything that was made, to look at."""
        return self.folder / "papers"

    @property
    def outbox(self) -> Path:
        """Return the mail folder (Maildir) of what is to be handed over."""
        return self.folder / "outbox"


def starter_settings() -> bytes:
    """Return the settings a new council starts from: its FAST number is a placeholder, so nothing can go out yet."""
    return files("inconfidence.recipes").joinpath("council-starter.toml").read_bytes()


def secret_folder(folder: Path) -> Path:
    """Return where the secrets of the home ``folder`` are kept: beside it, never in it.

    Raises:
        UsageError: nothing lies beside that folder.
    """
    whole = folder.resolve()
    if not whole.name:
        raise UsageError("That folder cannot be a home: its secrets would have to lie beside it.")
    return whole.with_name(f"{whole.name}.secret")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other programs from working in a home meanwhile; one that ends, however it ends, lets go.

    Raises:
        TryLater: another program is working in it.
        Failed: the folder cannot be used.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(error) from error
    try:
        _take_turn(handle)
        yield
    finally:
        os.close(handle)


def _take_turn(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise TryLater("Another program is working in this home.", hint="Wait until it has finished.") from None


def init(folder: Path, secrets: Path, settings: bytes, clock: Clock) -> None:
    """Make a new home in ``folder``, its secrets in ``secrets``.

    Raises:
        OutOfTurn: there is a home in that folder already.
        InputInvalid: the settings hold problems; nothing was made.
        Failed: a folder cannot be written.
    """
    council = council_settings(settings)
    if (folder / SETTINGS_FILE).exists():
        raise OutOfTurn("There is a home in that folder already.", hint="Use it, or name another folder with --home.")
    if folder.exists() and {each.name for each in folder.iterdir()} - OF_A_HOME:
        raise OutOfTurn("That folder holds other things.", hint="Name an empty or a new folder with --home.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        protector = AesProtector(KeyEncryptionKey.load_or_create(secrets / SIGNING_KEY).material)
        if not (folder / KEYS).exists():
            create_council_pki(
                folder / KEYS, protector, council.values["name"], clock, demonstration=not is_for_real(council)
            )
        publish(folder, load_council_pki(folder / KEYS, protector), clock)
        Store.open(folder / STORE_FILE, KeyEncryptionKey.load_or_create(secrets / STORE_KEY)).close()
        # Last, because its presence is what says that a home was made whole.
        (folder / SETTINGS_FILE).write_bytes(settings)
    except OSError as error:
        raise _unusable(error) from error


def open_home(folder: Path, secrets: Path, clock: Clock) -> Home:
    """Open the home in ``folder``.

    Raises:
        NotFound: no home was made there.
        InputInvalid: the settings were edited and hold problems, or name a time authority whose root is not there.
        Failed: the secrets do not belong to this home.
        OutOfTurn: it is for real work, and its keys are demonstration keys.
    """
    if not (folder / SETTINGS_FILE).is_file():
        raise NotFound("No home was made in that folder.", hint="Run `inconfidence init`, or name it with --home.")
    if not (folder / STORE_FILE).is_file():
        # Never made anew here: an empty store would have everything made and sent a second time.
        raise NotFound("The home's store is not there.", hint="Put it back from its last backup.")
    council = settings_of(folder)
    pki = load_council_pki(folder / KEYS, protector_of(secrets))
    _refuse_demonstration_keys(council, pki)
    time_stamper, believed = council_time_stamper(folder, council, pki, clock), trust_of(folder, council, pki.root)
    desk = _wider_desk(revocation_desk(folder, pki, clock), believed, time_lists_of(folder))
    lasting = LastingWords(desk.on_standing, clock)
    return Home(
        folder=folder,
        council=council,
        pki=pki,
        time_stamper=time_stamper,
        believed=believed,
        revocation=desk,
        sealer=council_sealer(pki, time_stamper, clock, lasting),
        store=Store.open(folder / STORE_FILE, _secret(secrets, STORE_KEY)),
        archive=Archive(folder / ARCHIVE, load_retention_classes()),
        clock=clock,
    )


def revocation_desk(folder: Path, pki: CouncilPki, clock: Clock) -> RevocationDesk:
    """Return what says of the council's certificates whether they stand, by the register in its key folder."""
    keys = folder / KEYS
    return RevocationDesk(pki, keys, SerialFile(keys / LIST_NUMBERS), lambda: revoked(keys / REVOKED_FILE), clock)


def _wider_desk(own: RevocationDesk, believed: Trust, lists: tuple[bytes, ...]) -> WiderDesk:
    """Return the council's desk as one that also asks the outside authorities it believes."""
    roots = (*believed.time_roots, *(each.root for each in believed.outside))
    outside = OutsideWords(roots, lists, own.clock)
    return WiderDesk(own.pki, own.folder, own.numbers, own.revoked, own.clock, outside)


def publish(folder: Path, pki: CouncilPki, clock: Clock) -> None:
    """Write certificates and revocation lists, as of now, into the trust folder, for other people's tools.

    Raises:
        NotAuthentic: the register of revoked certificates was edited.
        TryLater, OSError: a number cannot be kept, or the folder cannot be written.
    """
    trust_files(pki, folder / TRUST)
    revocation_desk(folder, pki, clock).publish(folder / TRUST)


def is_for_real(council: Record) -> bool:
    """Say whether a home is for real work: the settings say so, from its making on."""
    return council.values.get("work") == "real"


def _refuse_demonstration_keys(council: Record, pki: CouncilPki) -> None:
    if is_for_real(council) and pki.demonstration:
        raise OutOfTurn(
            "This home is for real work, and its keys are demonstration keys.",
            hint='Make a new home with `inconfidence init --settings FILE`, where FILE says work = "real".',
        )


def settings_of(folder: Path) -> Record:
    """Return the settings of the home in ``folder``.

    Raises:
        InputInvalid: they were edited and hold problems.
        Failed: they cannot be read.
    """
    try:
        return council_settings((folder / SETTINGS_FILE).read_bytes())
    except OSError as error:
        raise _unusable(error) from error


def protector_of(secrets: Path) -> AesProtector:
    """Return what opens the council's keys.

    Raises:
        NotFound: the secret is not in its folder.
        Failed: it is open to others, or no key.
    """
    return AesProtector(_secret(secrets, SIGNING_KEY).material)


def _secret(secrets: Path, name: str) -> KeyEncryptionKey:
    # A key that is missing is never made anew here: it would only lock the home out of what it holds.
    if not (secrets / name).exists():
        raise NotFound(
            f"The secret {name} of this home is not in its folder.", hint="Put the home's secret folder back."
        )
    return KeyEncryptionKey.load_or_create(secrets / name)


def _unusable(error: OSError) -> Failed:
    return Failed(f"The home's folder cannot be used ({error.strerror}).", hint="Check the folder and its owner.")
