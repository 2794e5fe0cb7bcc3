"""Papers made: one for each case, kind, reader, variant and source, so that a second run finds the first one's.

The source is what the paper says (the digest of the View it is filled from): corrected data make another paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from inconfidence.core.digest import Digest
from inconfidence.core.documents import Verdict
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.core.identifiers import plain
from inconfidence.store.tables import papers, relied_on
from inconfidence.store.vault import Vault

NAMES = (
    "case_reference",
    "paper",
    "reader",
    "audience",
    "variant",
    "reference",
    "digest",
    "pages",
    "verdict",
    "made_at",
)
COLUMNS: list[ColumnElement[Any]] = [papers.c[name] for name in NAMES]


@dataclass(frozen=True, slots=True)
class PaperMade:
    """One paper for one reader, in the role (and, where it matters, with the number or code) ``audience`` says.

    ``digest`` and what follows it are None while it has a reference and no file yet.
    """

    case: str
    paper: str
    reader: str
    audience: str
    variant: str
    reference: str
    digest: Digest | None
    pages: int | None
    verdict: Verdict | None
    made_at: datetime | None


class Papers:
    """What is held about papers in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def allot(
        self, case: str, paper: str, reader: str, variant: str, source: Digest, *, audience: str, reference: str
    ) -> PaperMade:
        """Give a paper its own reference, once: a second call returns the first one, made or not."""
        earlier = self.find(case, paper, reader, variant, source)
        if earlier is not None:
            return earlier
        self._connection.execute(
            insert(papers).values(
                case_reference=case,
                paper=plain(paper, "kind of paper"),
                reader=plain(reader, "reader"),
                audience=audience,
                variant=plain(variant, "variant"),
                source=self._fingerprint(source),
                reference=plain(reference, "reference"),
            )
        )
        return self.get(reference)

    def made(self, reference: str, digest: Digest, *, pages: int, verdict: Verdict, at: datetime) -> PaperMade:
        """Note the file a paper became; the same file again changes nothing.

        Raises:
            NotFound: no paper has that reference.
            OutOfTurn: it became another file before.
        """
        held = self.get(reference)
        if held.digest not in (None, digest):
            raise OutOfTurn(f"Paper {reference} was made before, as another file.", hint="Use the file that was kept.")
        if held.digest is None:
            outcome = {"digest": digest, "pages": pages, "verdict": verdict, "made_at": at}
            self._connection.execute(update(papers).where(papers.c.reference == reference).values(outcome))
        return self.get(reference)

    def rely(self, reference: str, records: Iterable[Digest]) -> None:
        """Note the records (a consent, a decision) without which a paper would not have shown all it shows."""
        held = set(self._connection.scalars(select(relied_on.c.record_digest).where(_is_for(reference))))
        for digest in sorted(set(records) - held):
            self._connection.execute(insert(relied_on).values(paper_reference=reference, record_digest=digest))

    def relying_on(self, records: Iterable[Digest]) -> tuple[PaperMade, ...]:
        """Return the papers that relied on one of these records, in the order they were begun."""
        wanted = relied_on.c.record_digest.in_(tuple(records))
        papers_of = select(relied_on.c.paper_reference).where(wanted)
        query = select(*COLUMNS).where(papers.c.reference.in_(papers_of)).order_by(papers.c.id)
        return tuple(_held(row) for row in self._connection.execute(query))

    def of_file(self, digest: Digest) -> PaperMade | None:
        """Return the paper that became the file of this digest, or None."""
        row = self._connection.execute(select(*COLUMNS).where(papers.c.digest == digest)).first()
        return _held(row) if row is not None else None

    def get(self, reference: str) -> PaperMade:
        """Return the paper of a reference.

        Raises:
            NotFound: none has it.
        """
        row = self._connection.execute(select(*COLUMNS).where(papers.c.reference == reference)).one_or_none()
        if row is None:
            raise NotFound("No paper has that reference.", hint="Check the reference at the foot of the paper.")
        return _held(row)

    def find(self, case: str, paper: str, reader: str, variant: str, source: Digest) -> PaperMade | None:
        """Return the paper made for a reader in a variant from this source, or None."""
        row = self._connection.execute(
            select(*COLUMNS).where(
                papers.c.case_reference == case,
                papers.c.paper == paper,
                papers.c.reader == reader,
                papers.c.variant == variant,
                papers.c.source == self._fingerprint(source),
            )
        ).one_or_none()
        return _held(row) if row is not None else None

    def of_case(self, case: str) -> tuple[PaperMade, ...]:
        """Return every paper of a case, in the order they were begun."""
        query = select(*COLUMNS).where(papers.c.case_reference == case).order_by(papers.c.id)
        return tuple(_held(row) for row in self._connection.execute(query))

    def _fingerprint(self, source: Digest) -> str:
        # Keyed: what a short paper says could be found by trying likely words.
        return self._vault.index("paper", source)


def _is_for(reference: str) -> ColumnElement[bool]:
    return relied_on.c.paper_reference == reference


def _held(row: Sequence[Any]) -> PaperMade:
    return PaperMade(*row)
