"""The outbox: a maildir (one file a message) that a mail system, or a person, takes messages from.

Each message is filed under its copy's own reference, so that a copy cannot be handed over twice: the file is staged
whole and then linked to its name, and a link never replaces anything. Subject, file name, Message-ID and text name
nobody, no place and no case; only the To header says who it is for.
"""

from __future__ import annotations

import email
import email.policy
import os
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path
from tempfile import NamedTemporaryFile

from distribution.gate import Release
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.disk_faults import said_plainly
from inconfidence.core.errors import InputInvalid, NotAuthentic
from inconfidence.core.identifiers import plain
from inconfidence.core.packs import PROOF
from inconfidence.core.problems import Problem

SUBJECT = "Papers for a meeting: please read in private"
UNUSABLE = "The outbox could not be used"
NOT_IN_A_NAME = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that could end a header line; joiners (Cf) stay, Persian and Indic names need them."""
WORDS = """\
Private and Confidential

The papers for the meeting you agreed to attend are attached. They are
your own copy: the file is copy-{reference}.pdf.

Please open the file where nobody else can see it. Do not forward it,
print it for others, or post any part of it. How long you may keep it,
and how to return it, is on its first page.
{proof}
If this message is not for you: please do not open the file. Delete the
message and ring us on {phone}. Quote {reference}.

If you were not expecting it, ring that number before you open the file.

If someone is in danger now, ring 999.

{name}
{department}
"""

PROOF_WORDS = """
The small file copy-{reference}.pdf.ers proves when your copy was sealed.
You need not open it: whoever checks your copy needs both files.
"""

Look = Callable[[bytes], None]
"""Looks at a whole message, headers and all, for what its reader may not have."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who sends: the council as people know it, and where they can ring (``phone``) and write (``email``)."""

    name: str
    department: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One copy for one person, released by the gate; ``reference`` is the copy's own.

    ``proof`` is what proves its time, where it was sealed in a batch: without it, whoever checks the copy is told that
    its time is not proved.
    """

    release: Release
    reference: str
    content: bytes = field(repr=False)
    name: str = field(repr=False)
    email: str = field(repr=False)
    proof: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message in the outbox; ``again`` when it was there before, and ``digest`` is of the copy that it carries."""

    message_id: str
    path: Path
    digest: Digest
    again: bool


class Outbox:
    """One maildir and the office that sends from it."""

    def __init__(self, folder: Path, office: Office) -> None:
        self._folder = folder
        self._office = office
        with said_plainly(UNUSABLE):
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._maildir = Maildir(folder, create=True)
            # Staged messages of programs that died are removed after 36 hours, as maildir(5) has it; one that another
            # writer has just finished with is gone before it can be looked at, and that is well.
            with suppress(FileNotFoundError):
                self._maildir.clean()

    def deliver(self, parcel: Parcel, *, at: datetime, look: Look) -> Delivered:
        """Put a message with one person's copy in the outbox; a second time, return the one that is there.

        ``look`` is shown every byte of the message before it is filed, and refuses it by raising.

        Raises:
            InputInvalid: the person's name or address cannot stand in a message.
            UsageError: a reference that is not one of ours.
            Failed: the disk refused.
        """
        reference = plain(parcel.reference, "reference of the copy")
        earlier = self.find(reference)
        if earlier:
            return earlier
        message = self._message(parcel, at)
        whole = message.as_bytes()
        look(whole)
        with said_plainly(UNUSABLE):
            again = not self._file(reference, whole)
        if again:
            return self._held(reference)
        return Delivered(message["Message-ID"], self._folder / "new" / reference, digest_of(parcel.content), False)

    def find(self, reference: str) -> Delivered | None:
        """Return the message of a copy, read or unread, or None."""
        return self._held(reference) if plain(reference, "reference of the copy") in self._maildir else None

    def message_id(self, reference: str) -> str:
        """Return the Message-ID of a copy (RFC 5322, 3.6.4): known before the message is, and always the same."""
        return f"<{plain(reference, 'reference of the copy')}@{_address('', self._office.email, 'office').domain}>"

    def _message(self, parcel: Parcel, at: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = _address(self._office.name, self._office.email, "office")
        message["To"] = _address(parcel.name, parcel.email, "invitee")
        message["Subject"] = SUBJECT
        message["Date"] = at
        message["Message-ID"] = self.message_id(parcel.reference)
        office = {"name": self._office.name, "department": self._office.department, "phone": self._office.phone}
        proof = "" if parcel.proof is None else PROOF_WORDS.format(reference=parcel.reference)
        message.set_content(WORDS.format(reference=parcel.reference, proof=proof, **office))
        file = f"copy-{parcel.reference}.pdf"
        message.add_attachment(parcel.content, maintype="application", subtype="pdf", filename=file)
        if parcel.proof is not None:
            message.add_attachment(
                parcel.proof, maintype="application", subtype="octet-stream", filename=f"{file}{PROOF}"
            )
        return message

    def _file(self, key: str, content: bytes) -> bool:
        # The standard library files under a name of its own making, which another run could not find again.
        with NamedTemporaryFile(dir=self._folder / "tmp") as staged:
            staged.write(content)
            staged.flush()
            os.fsync(staged.fileno())
            try:
                os.link(staged.name, self._folder / "new" / key)
            except FileExistsError:
                return False
        _flush(self._folder / "new")
        return True

    def _held(self, key: str) -> Delivered:
        path = next(path for box in ("new", "cur") for path in (self._folder / box).glob(f"{key}*") if _is(path, key))
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        content = next((part.get_content() for part in message.iter_attachments()), None)
        if message["Message-ID"] != self.message_id(key) or not isinstance(content, bytes):
            raise NotAuthentic(
                f"The message of copy {key} in the outbox was changed.", hint="Look at it before anything is sent."
            )
        return Delivered(message["Message-ID"], path, digest_of(content), True)


def _flush(folder: Path) -> None:
    # The message is safe only when the folder that names it is on the disk as well (fsync(2)).
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is(path: Path, key: str) -> bool:
    # A mail program that has seen a message adds its flags behind a colon (maildir(5)).
    return path.name.partition(":")[0] == key


def _address(name: str, spec: str, whose: str) -> Address:
    try:
        address = Address(display_name=name, addr_spec=spec)
        spec.encode("ascii")
        broken = any(unicodedata.category(letter) in NOT_IN_A_NAME for letter in name)
        if broken or not address.username or not address.domain:
            raise ValueError
    except (ValueError, IndexError, HeaderParseError):
        problem = Problem(f"{whose}.email", "address", "It cannot be used in a message.", "Check name and address.")
        raise InputInvalid("A message cannot be addressed.", [problem], hint="Correct it and send again.") from None
    return address
