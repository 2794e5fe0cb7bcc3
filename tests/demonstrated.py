"""What the demonstration left behind, read back as an outsider would: pages, strings, files, messages."""

from __future__ import annotations

import copyreg
import email
import email.policy
import json
import pickle
import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2

from inconfidence.core.clock import Clock, london_date
from inconfidence.core.digest import digest_of
from inconfidence.recipes.demo import Story
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.sample import Sample
from inconfidence.store import Agreement, Case, Invitee, PaperMade, PersonalCopy

ISSUED = re.compile(r"\b[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
"""A reference as this system issues them."""

HELD_AS = {"survey-guide": "survey", "observation-sheet": "observation", "monitoring-sheet": "monitoring"}
"""Task sheets that name their holder, and the task they are for."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything in a store that carries a reference."""

    cases: dict[str, Case]
    papers: dict[str, PaperMade]
    invitees: dict[str, Invitee]
    agreements: dict[str, Agreement]
    copies: dict[str, PersonalCopy]
    """Copies by the reference of the person they are for."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The story the demonstration told and the home it happened in. To change anything, take a copy of the home."""

    story: Story
    home: Home
    rows: Rows
    sample: Sample

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every PDF that was laid out."""
        return tuple(sorted(self.home.papers.rglob("*.pdf")))

    def of_kind(self, folder: str) -> tuple[Path, ...]:
        """Return the files of one folder of papers."""
        return tuple(file for file in self.files if file.parent.name == folder)

    @property
    def altered(self) -> Path:
        """Return the agreement that was changed after signing."""
        (file,) = self.of_kind("refused")
        return file

    def sample_data(self, name: str) -> Any:
        """Return a file of the sample as plain data."""
        return json.loads(self.sample.text(name))

    @property
    def people(self) -> tuple[dict[str, Any], ...]:
        """Return everybody who was invited, as the sample has them."""
        return tuple(each["invitee"] for each in self.sample_data("invitees")["invitees"])

    def referrer(self, kind: str) -> dict[str, Any]:
        """Return what the one who made a kind of referral said of themselves."""
        referrer: dict[str, Any] = self.sample_data(f"referral-{kind}")["referrer"]
        return referrer

    def own_papers(self, kind: str) -> tuple[Path, ...]:
        """Return the referrer's own papers: as one who is thanked, invited, asked to sign, or given a task."""
        return tuple(file for file in self.files if self._is_own(file, kind))

    def part_b(self, kind: str) -> Path:
        """Return the record that says who made a referral."""
        (file,) = (file for file in self.of_kind("referrer-record") if self.case_kind(file) == kind)
        return file

    def owner(self, file: Path) -> str:
        """Return the reader a file is for; for the scan of an agreement, the person whose agreement it is."""
        reader = self.rows.papers[own_reference(file)].reader
        return self.rows.agreements[reader].invitee if reader in self.rows.agreements else reader

    def case_kind(self, file: Path) -> str:
        """Return the kind of case a file belongs to."""
        return self.rows.cases[self.rows.papers[own_reference(file)].case].kind

    def _is_own(self, file: Path, kind: str) -> bool:
        paper, name = self.rows.papers[own_reference(file)].paper, self.referrer(kind)["name"]
        if paper == "acknowledgement":
            return self.case_kind(file) == kind
        if paper in HELD_AS:
            return bool(self.sample_data(f"task-{HELD_AS[paper]}")["holder"] == name)
        owner = self.rows.invitees.get(self.owner(file))
        return owner is not None and owner.details["name"] == name


def written(story: Story) -> bytes:
    """Return a story as bytes, for another process of the same tests to read back."""
    copyreg.pickle(MappingProxyType, lambda values: (_read_only, (dict(values),)))
    return pickle.dumps(story)


def read_back(content: bytes) -> Story:
    """Return a story as it was told."""
    story: Story = pickle.loads(content)
    return story


def _read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


def demonstration_of(story: Story, home: Home) -> Demonstration:
    """Return what can be asked about a demonstration that was run."""
    with home.store.writing() as held:
        first_day = held.cases.first_run_on(london_date(home.clock.now()))
    return Demonstration(story, home, rows_of(home), Sample(first_day))


def rows_of(home: Home) -> Rows:
    """Return every row that carries a reference."""
    with home.store.reading() as held:
        cases = held.cases.all()
        return Rows(
            cases={case.reference: case for case in cases},
            papers={each.reference: each for case in cases for each in held.papers.of_case(case.reference)},
            invitees={each.reference: each for case in cases for each in held.invitees.of_case(case.reference)},
            agreements={each.form_code: each for case in cases for each in held.agreements.of_case(case.reference)},
            copies={each.invitee: each for case in cases for each in held.copies.of_case(case.reference)},
        )


def copy_of(home: Home, place: Path, clock: Clock) -> Home:
    """Return a copy of a home, its secrets with it, to do with as one likes."""
    folder = place / "var"
    shutil.copytree(home.folder, folder)
    shutil.copytree(secret_folder(home.folder), secret_folder(folder))
    return open_home(folder, secret_folder(folder), clock)


def before_anything_was_released(home: Home, clock: Clock, standing: int = 12) -> Home:
    """Return a home as it was when so many people had signed and nobody had a copy yet."""
    home.store.close()
    with sqlite3.connect(home.folder / "store.sqlite") as raw:
        raw.execute("delete from messages")
        others = "select invitee from copies order by number limit -1 offset ?"
        raw.execute(f"delete from agreements where invitee in ({others})", (standing,))
        raw.execute("delete from copies")
        packs = "select reference from papers where paper = 'conference-pack'"
        raw.execute(f"delete from relied_on where paper_reference in ({packs})")
        raw.execute("delete from papers where paper = 'conference-pack'")
    shutil.rmtree(home.outbox)
    return open_home(home.folder, secret_folder(home.folder), clock)


def own_reference(file: Path) -> str:
    """Return the reference a file is named after."""
    (reference,) = ISSUED.findall(file.stem)
    return str(reference)


def identity(person: dict[str, Any]) -> tuple[str, ...]:
    """Return what a person could be found by."""
    return tuple(flat(person[name]) for name in ("name", "organisation", "phone", "email"))


@cache
def pages_of(file: Path) -> tuple[str, ...]:
    """Return the words of each page as PDFium reads them, on one line."""
    with pypdfium2.PdfDocument(file) as document:
        return tuple(flat(page.get_textpage().get_text_range()) for page in document)


def text_of(file: Path) -> str:
    """Return the words of all pages."""
    return " ".join(pages_of(file))


def flat(text: str) -> str:
    """Return text in one normal form, with every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def strings_of(file: Path) -> str:
    """Return every string a PDF holds beside what its pages show: titles, spoken words, bookmarks, metadata."""
    with pikepdf.open(file) as document:
        found = [text for one in document.objects for text in _strings(one)]
        metadata = document.Root.Metadata.read_bytes().decode()
    return flat(" ".join([*found, metadata]))


def _strings(one: Any) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        for item in one:
            yield from _within(item)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for _, item in one.items():
            yield from _within(item)


def _within(item: Any) -> Iterator[str]:
    # Indirect objects are on the document's own list; following them would go round in circles.
    if not getattr(item, "is_indirect", False):
        yield from _strings(item)


def messages_of(home: Home) -> tuple[EmailMessage, ...]:
    """Return every message of the outbox, wherever a mail program has put it."""
    files = sorted(file for box in ("tmp", "new", "cur") for file in (home.outbox / box).iterdir())
    return tuple(email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files)


def attachment_of(message: EmailMessage) -> bytes:
    """Return the copy a message carries; beside it lies nothing but the proof of its time."""
    part, _ = message.iter_attachments()
    return bytes(part.get_content())


def snapshot(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a home but the store's, by path."""
    return {
        str(file.relative_to(folder)): digest_of(file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith("store.sqlite")
    }
