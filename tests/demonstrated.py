"""What the demonstration left behind, read back as an outsider would: pages, strings, files, messages."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.recipes.demo import Story
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.sample import KINDS, Sample
from inconfidence.store import Agreement, Case, Invitee, PaperMade, PersonalCopy

ISSUED = re.compile(r"\b[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
"""A reference as this system issues them."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The story the demonstration told, and the home it happened in. Nothing may be changed in it: take a copy."""

    story: Story
    home: Home

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every PDF that was laid out."""
        return tuple(sorted(self.home.papers.rglob("*.pdf")))

    @property
    def refused(self) -> Path:
        """Return the agreement that was changed after signing."""
        return next(file for file in self.files if file.parent.name == "refused")

    @property
    def sample(self) -> Sample:
        """Return the sample case as it was on the day of the first run."""
        with self.home.store.writing() as held:
            return Sample(held.cases.first_run_on(self.home.clock.now().date()))

    def of_kind(self, folder: str) -> tuple[Path, ...]:
        """Return the files of one kind of paper."""
        return tuple(file for file in self.files if file.parent.name == folder)

    def referrer_papers(self) -> dict[str, tuple[Path, ...]]:
        """Return, by kind of referral, the files that may speak of who made it: Part B and that person's own."""
        owned = rows_of(self.home)
        return {
            kind: tuple(file for file in self.files if may_name_referrer(file, referrer_of(self.sample, kind), owned))
            for kind in KINDS
        }


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a store that carry a reference."""

    cases: tuple[Case, ...]
    papers: dict[str, PaperMade]
    invitees: dict[str, Invitee]
    agreements: dict[str, Agreement]
    copies: dict[str, PersonalCopy]


def rows_of(home: Home) -> Rows:
    """Return every referenced row, by reference."""
    with home.store.reading() as held:
        cases = held.cases.all()
        return Rows(
            cases,
            {each.reference: each for case in cases for each in held.papers.of_case(case.reference)},
            {each.reference: each for case in cases for each in held.invitees.of_case(case.reference)},
            {each.form_code: each for case in cases for each in held.agreements.of_case(case.reference)},
            {each.invitee: each for case in cases for each in held.copies.of_case(case.reference)},
        )


def copied(home: Home, place: Path, clock: Clock) -> Home:
    """Return a copy of a home, its secrets with it, to do with as one likes."""
    folder = place / "var"
    shutil.copytree(home.folder, folder)
    shutil.copytree(secret_folder(home.folder), secret_folder(folder))
    return open_home(folder, secret_folder(folder), clock)


def own_reference(file: Path) -> str:
    """Return the reference a file is named after."""
    return ISSUED.findall(file.stem.upper())[-1]


def owner_of(file: Path, rows: Rows) -> str:
    """Return the reader a file was made for; for a scan, the person whose agreement it is."""
    reader = rows.papers[own_reference(file)].reader
    return rows.agreements[reader].invitee if reader in rows.agreements else reader


def referrer_of(sample: Sample, kind: str) -> dict[str, Any]:
    """Return what the referrer of one kind of referral said of themselves."""
    referrer: dict[str, Any] = json_of(sample, f"referral-{kind}")["referrer"]
    return referrer


def json_of(sample: Sample, name: str) -> Any:
    """Return a file of the sample as plain data."""
    return pikepdf_free_json(sample.text(name))


def identity(person: dict[str, Any]) -> tuple[str, ...]:
    """Return what a person could be found by."""
    return tuple(str(person[name]) for name in ("name", "organisation", "phone", "email"))


def may_name_referrer(file: Path, referrer: dict[str, Any], rows: Rows) -> bool:
    """Say whether a paper is Part B or an acknowledgement of this referral, or one of the referrer's own papers."""
    row = rows.papers[own_reference(file)]
    kinds = {case.reference: case.kind for case in rows.cases}
    if row.paper in ("referrer-record", "acknowledgement"):
        return kinds[row.case] == referrer["of_kind"]
    owner = rows.invitees.get(owner_of(file, rows))
    return owner is not None and owner.details["name"] == referrer["name"]


@cache
def pages_of(file: Path) -> tuple[str, ...]:
    """Return the words of each page as Chromium's PDF engine reads them, every run of white space one space."""
    with pypdfium2.PdfDocument(file) as document:
        return tuple(flat(page.get_textpage().get_text_range()) for page in document)


def text_of(file: Path) -> str:
    """Return the words of all pages."""
    return " ".join(pages_of(file))


def flat(text: str) -> str:
    """Return text in one normal form, on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def strings_of(file: Path) -> str:
    """Return every string a PDF holds outside its page contents: titles, alternative words, bookmarks, metadata."""
    with pikepdf.open(file) as document:
        found = [text for one in document.objects for text in _strings(one)]
        metadata = document.Root.Metadata.read_bytes().decode() if "/Metadata" in document.Root else ""
    return flat(" ".join([*found, metadata]))


def _strings(one: Any) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        for item in one:
            yield from _strings(item) if not getattr(item, "is_indirect", False) else ()
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for _, item in one.items():
            yield from _strings(item) if not getattr(item, "is_indirect", False) else ()


def messages_of(home: Home) -> tuple[EmailMessage, ...]:
    """Return every message of the outbox, wherever a mail program has put it."""
    files = sorted(file for box in ("tmp", "new", "cur") for file in (home.outbox / box).iterdir())
    read = (email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files)
    return tuple(message for message in read if isinstance(message, EmailMessage))


def attachment_of(message: EmailMessage) -> bytes:
    """Return the one file a message carries."""
    (part,) = message.iter_attachments()
    return bytes(part.get_content())


def snapshot(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a home but the store's, by path."""
    return {
        str(file.relative_to(folder)): digest_of(file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith("store.sqlite")
    }
