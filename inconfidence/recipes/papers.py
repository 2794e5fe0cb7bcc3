"""One paper for one reader: view, filled, drawn, marked, checked, sealed, verified, kept; once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pypdfium2 import PdfDocument

import generator
from archive import Label
from disclosure import View, shipped_matrix, view_for
from disclosure.leaks import Finding, Reading, Search, clear, clear_copy, clear_message
from disclosure.papers import on_record
from distribution import Look
from forms import Record, fast_number_is_placeholder, record_of
from generator import compile_template, draw, draw_html, make_stamp, preflight, preflight_html
from generator.large_print import LARGE_PRINT, STANDARD, large_print
from generator.large_word import large_word
from generator.template import Template
from inconfidence.core.blocks import Paper, Picture
from inconfidence.core.clock import LONDON, london_date
from inconfidence.core.digest import Digest
from inconfidence.core.documents import CheckedPdf, ClearedPdf, DrawnFrom, Evidence, Mark, SealedPdf, Stamp
from inconfidence.core.errors import NotAuthentic, OutOfTurn
from inconfidence.core.identifiers import new_reference
from inconfidence.core.packs import PROOF, CheckedCopy, ClearedCopy
from inconfidence.recipes.answering import answer_counted, blocks_counted
from inconfidence.recipes.catalogue import check_on_record, check_turn
from inconfidence.recipes.disclosing import let_pass, reading_of, search_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import Reader
from inconfidence.recipes.standing_texts import council_in
from inconfidence.store import Case, PaperMade
from signing import seal, verify

POINTS_PER_MM = 72 / 25.4
CODE = "copy.code"
SEAL_WIDTH, SEAL_HEIGHT = 70 * POINTS_PER_MM, 25 * POINTS_PER_MM
SIGN_WIDTH, SIGN_HEIGHT = 80 * POINTS_PER_MM, 20 * POINTS_PER_MM
"""A signature place on the page (papers.md sections 4 and 6), in points."""

NOT_SEALED = "This page is not the sealed paper: only the sealed PDF can be checked."
"""What a web page says at its head."""

RETENTION = {"individual": "child-in-need", "group": "context-case", "location": "context-case"}
"""The class of the retention schedule (archive/retention.yaml) a case's papers are kept under."""


@dataclass(frozen=True, slots=True)
class Order:
    """A paper asked for: which, of which case, filled from which records, for whose eyes.

    ``variant`` is what it is filed under among the reader's papers of this kind (``recipes.variants``), ``print`` the
    print it is made in, ``asker`` the role of whoever asks for it, where that is known; ``proved`` is what the paper
    requires and no record shows, such as an agreement that was verified just now; ``margin`` what stands in ink beside
    the text of every page of a personal copy.
    """

    template: Template
    case: Case
    records: Mapping[str, Record] = field(repr=False)
    reader: Reader
    variant: str = STANDARD
    print: str = STANDARD
    asker: str = ""
    proved: frozenset[str] = frozenset()
    margin: tuple[DrawnFrom, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made, now or in an earlier run (``fresh`` tells which), and what verification said of it.

    ``warnings`` are what the leak scan found that does not block, when it was made now.
    """

    row: PaperMade
    content: bytes = field(repr=False)
    evidence: Evidence
    page_count: int
    file: Path
    fresh: bool
    warnings: tuple[Finding, ...] = ()


def make_paper(home: Home, order: Order) -> Made:
    """Return the paper of ``order``, made and kept now unless the same paper was made before.

    Raises:
        OutOfTurn: the protocol does not allow it for this case now, or the settings still hold placeholders.
        InputInvalid, Failed, TryLater, NotAuthentic: from the steps; nothing was kept then.
    """
    return make_as(home, order, allot(home, order))


def make_as(home: Home, order: Order, row: PaperMade) -> Made:
    """Return the paper of ``order`` under the reference it was allotted."""
    earlier = made_earlier(home, order, row)
    if earlier is not None:
        return earlier
    sealed, warnings = seal_paper(home, order, row.reference)
    return replace(keep(home, order, row, sealed.content, sealed.page_count), warnings=warnings)


def made_earlier(home: Home, order: Order, row: PaperMade) -> Made | None:
    """Return the paper an earlier run made under this reference, None when there is none."""
    if row.digest is not None:
        return _made_before(home, order, row)
    cut_off = home.archive.first(row.reference)
    if cut_off is None:
        return None
    # A run ended between keeping the paper and noting it as made: the kept one is the paper.
    content = home.archive.read(cut_off)
    return keep(home, order, row, content, len(PdfDocument(content)))


def allot(home: Home, order: Order) -> PaperMade:
    """Return the paper's row, with the reference it keeps through every run; corrected data get another row.

    Raises:
        OutOfTurn: the protocol does not allow a new one for this case now, or the settings still hold placeholders.
    """
    place = (order.case.reference, order.template.name, order.reader.reference, order.variant, source_of(home, order))
    with home.store.reading() as held:
        earlier = held.papers.find(*place)
    if earlier is not None and earlier.digest is not None:
        return earlier
    _check_may_exist(home, order)
    with home.store.writing() as held:
        return held.papers.allot(*place, audience=order.reader.audience, reference=new_reference("P"))


def seal_paper(home: Home, order: Order, reference: str) -> tuple[SealedPdf, tuple[Finding, ...]]:
    """Return the finished paper under the council's seal, the way every paper goes, and what somebody should read.

    Raises:
        Blocked: it holds what its reader may not have, and nobody decided that it may; it was not sealed.
    """
    view = view_of(home, order, reference)
    marked = draw(
        blocks_of(order, view),
        mark_of(home.council, order),
        fields=order.template.signing,
        created=home.clock.now(),
        view=view.digest,
        must_show=must_show(home.council, margin_of(order)),
    )
    # What stands in the margin is drawn beside the paper, not in it.
    marked = replace(marked, drawn=(*marked.drawn, *order.margin))
    checked = preflight(marked, outward=order.template.conformance == "outward")
    cleared, warnings = _cleared(home, order, checked, reference)
    with home.store.writing() as held:
        held.papers.rely(reference, (Digest(each) for each in (*view.relied, *cleared.decided)))
    return seal(cleared, home.sealer, stamp=seal_stamp(home)), warnings


def blocks_of(order: Order, view: View) -> Paper:
    """Return what the paper says, in the print it was asked for in."""
    paper = compile_template(order.template).paper(view, order.pictures)
    return large_print(paper) if order.print == LARGE_PRINT else paper


def _cleared(home: Home, order: Order, checked: CheckedPdf, reference: str) -> tuple[ClearedPdf, tuple[Finding, ...]]:
    search, decided = _looked_for(home, order)
    with blocks_counted(home, order.case, order.asker):
        return clear(checked, file_name(order, reference), search, decided)


def cleared_copy(
    home: Home, order: Order, checked: CheckedCopy, reference: str
) -> tuple[ClearedCopy, tuple[Finding, ...]]:
    """Return a copy of a pack as cleared for its reader, and what somebody should read.

    Raises:
        Blocked: it holds what its reader may not have, and nobody decided that it may.
    """
    search, decided = _looked_for(home, order)
    with blocks_counted(home, order.case, order.asker):
        return clear_copy(checked, file_name(order, reference), search, decided)


def _looked_for(home: Home, order: Order) -> tuple[Search, Mapping[str, Digest]]:
    reading = _searching(home, order)
    search = search_of(home, order.case, order.reader, reading, order.records)
    _answer_counted(home, order)
    return search, let_pass(reading)


def word_file(home: Home, order: Order) -> bytes:
    """Return the paper of ``order`` as an editable Word file, in the print it was asked for in.

    Turn and settings are judged as for any paper.

    Raises:
        OutOfTurn: the protocol does not allow it for this case now, or the settings still hold placeholders.
    """
    _check_may_exist(home, order)
    reference = new_reference("P")
    content = generator.word_file(order.template, view_of(home, order, reference), order.pictures)
    if order.print == LARGE_PRINT:
        content = large_word(content)
    _answer_counted(home, order)
    looking_for(home, order, f"{order.template.name}-{reference}.docx")(content)
    return content


def page_file(home: Home, order: Order) -> bytes:
    """Return the paper of ``order`` as one web page: judged, marked and scanned as any paper, and never sealed.

    Raises:
        OutOfTurn: the protocol does not allow it for this case now, or the settings still hold placeholders.
        Blocked: it holds what its reader may not have, and nobody decided that it may.
    """
    _check_may_exist(home, order)
    reference = new_reference("P")
    view = view_of(home, order, reference)
    marked = draw_html(
        blocks_of(order, view),
        mark_of(home.council, order),
        view=view.digest,
        must_show=must_show(home.council, margin_of(order)),
        notice=NOT_SEALED,
    )
    checked = preflight_html(marked)
    _answer_counted(home, order)
    looking_for(home, order, f"{order.template.name}-{reference}.html")(checked.content)
    return checked.content


def looking_for(home: Home, order: Order, name: str = "") -> Look:
    """Return what looks, in a file or message for the reader of ``order``, for all they may not have.

    It raises Blocked when that is there and nobody decided that it may be.
    """
    reading = _searching(home, order)
    search, decided = search_of(home, order.case, order.reader, reading, order.records), let_pass(reading)

    def look(content: bytes) -> None:
        with blocks_counted(home, order.case, order.asker):
            clear_message(content, name, search, decided)

    return look


def _answer_counted(home: Home, order: Order) -> None:
    source = source_of(home, order)
    answer_counted(home, order.case, order.template.name, order.reader.audience, source, order.asker)


def view_of(home: Home, order: Order, reference: str) -> View:
    """Return what the reader of ``order`` may see, of the names the template uses."""
    paper = record_of(
        "paper",
        {
            "title": order.template.title,
            "version": order.template.version,
            "reference": reference,
            "made_on": london_date(home.clock.now()),
        },
    )
    return _seen(home, order, {**order.records, "council": home.council, "paper": paper})


def source_of(home: Home, order: Order) -> Digest:
    """Return the digest of all the paper says but its own reference and day, and a copy's own number, code and day."""
    lasting = {name: record for name, record in order.records.items() if name != "copy"}
    return _seen(home, order, {**lasting, "council": home.council}).digest


def _seen(home: Home, order: Order, offered: Mapping[str, Record]) -> View:
    spoken = {**offered, "council": council_in(offered["council"], order.template.language)}
    used = {name: record for name, record in spoken.items() if name in order.template.names}
    return view_for(used, **_reading(home, order))


def _reading(home: Home, order: Order) -> Reading:
    reading = reading_of(home, order.case, order.reader)
    return Reading(**{**reading, "never": frozenset(order.template.never)})


def _searching(home: Home, order: Order) -> Reading:
    """Return what the leak scan of a paper goes by: what it may never carry is a leak, but for the reader's own.

    A letter to a mother names no child by itself, and an assessor may all the same write her child's name in it.
    """
    reading, role, kind = _reading(home, order), order.reader.role, order.case.kind
    own = {each for each in order.template.never if shipped_matrix().cell(role, each, kind).kind == "own"}
    return Reading(**{**reading, "never": frozenset(order.template.never) - own})


def _check_may_exist(home: Home, order: Order) -> None:
    check_turn(order.template, order.case, order.reader.role)
    shown = on_record(order.records, role=order.reader.role, on=london_date(home.clock.now()))
    check_on_record(order.template, order.case, shown | order.proved)
    if order.template.conformance == "outward":
        _check_settings(home.council)


def _check_settings(council: Record) -> None:
    if fast_number_is_placeholder(council):
        raise OutOfTurn(
            "The FAST number in the council's settings is still a placeholder (L31): no paper may go out.",
            hint="Put the number into council.toml.",
        )
    left = [name for name, value in council.values.items() if "[" in str(value)]
    if left:
        raise OutOfTurn(
            f"The council's settings still hold placeholders in square brackets: {', '.join(left)}.",
            hint="Fill them in in council.toml; no paper may go out before.",
        )


def keep(home: Home, order: Order, row: PaperMade, content: bytes, page_count: int) -> Made:
    """Verify a finished paper, keep it in the archive with its ledger entry, and note it as made.

    Raises:
        NotAuthentic: it does not verify; it was not kept.
    """
    evidence = judged(home, content)
    if evidence.verdict not in ("authentic", "incomplete"):
        raise NotAuthentic(f"{order.template.title} {row.reference} did not verify and was not kept.")
    at = home.clock.now()
    home.archive.keep(
        content,
        evidence,
        Label(order.template.name, row.reference, RETENTION[order.case.kind]),
        at=at,
        proof=proof_of(home, evidence.digest),
    )
    with home.store.writing() as held:
        row = held.papers.made(row.reference, evidence.digest, pages=page_count, verdict=evidence.verdict, at=at)
    return Made(row, content, evidence, page_count, _lay_out(home, order, row, content, evidence.digest), fresh=True)


def judged(home: Home, content: bytes) -> Evidence:
    """Return what a file proves to this council; the time of a copy by what the register keeps of its batch."""
    evidence = verify(content, home.trust, clock=home.clock)
    if evidence.verdict != "incomplete":
        return evidence
    proof = proof_of(home, evidence.digest)
    return evidence if proof is None else verify(content, home.trust, clock=home.clock, proof=proof)


def proof_of(home: Home, digest: Digest) -> bytes | None:
    """Return what proves the time of a file that was sealed in a batch, by the register; None for any other."""
    with home.store.reading() as held:
        return held.proofs.of_file(digest)


def lay_out(home: Home, folder: str, name: str, content: bytes) -> Path:
    """Put a file where people can look at it, and return where; nothing personal may stand in its name."""
    place = home.papers / folder
    # Not by one call: folders made on the way down would be open to everybody.
    home.papers.mkdir(mode=0o700, exist_ok=True)
    place.mkdir(mode=0o700, exist_ok=True)
    file = place / name
    if not file.exists() or file.read_bytes() != content:
        file.write_bytes(content)
    return file


def _lay_out(home: Home, order: Order, row: PaperMade, content: bytes, digest: Digest) -> Path:
    name, proof = file_name(order, row.reference), proof_of(home, digest)
    if proof is not None:
        lay_out(home, order.template.name, f"{name}{PROOF}", proof)
    return lay_out(home, order.template.name, name, content)


def file_name(order: Order, reference: str) -> str:
    """Return the name a paper's file gets: its kind, a number or code where it has one, its own reference."""
    return named_file(order.template.name, order.reader.label, reference)


def named_file(*parts: str) -> str:
    """Return a file name of parts, the empty ones left out; none of them may be personal."""
    return f"{'-'.join(part for part in parts if part)}.pdf"


def margin_of(order: Order) -> str:
    """Return what stands in the margin, as one line."""
    return "  \N{BULLET}  ".join(each.words for each in order.margin)


def mark_of(council: Record, order: Order) -> Mark:
    """Return what stands across and beside every page."""
    margin = margin_of(order)
    code = next((each.words for each in order.margin if each.path == CODE), "")
    return Mark(margin or council.values["marking"], margin, council.values["banner"], code)


def must_show(council: Record, margin: str) -> tuple[str, ...]:
    """Return the words preflight has to find on every page."""
    return tuple(words for words in (council.values["marking"], council.values["banner"], margin) if words)


def seal_stamp(home: Home, *, for_pack: bool = False) -> Stamp:
    """Return what the council's seal looks like on the page, or on that of a pack whose fonts it shares."""
    moment = home.clock.now().astimezone(LONDON)
    return make_stamp(
        (
            "Sealed electronically",
            home.council.values["name"],
            home.council.values["department"],
            f"{moment:%d %B %Y, %H:%M}",
            *(("Demonstration key",) if home.pki.demonstration else ()),
        ),
        SEAL_WIDTH,
        SEAL_HEIGHT,
        for_pack=for_pack,
    )


def _made_before(home: Home, order: Order, row: PaperMade) -> Made:
    if row.digest is None or row.pages is None:
        raise NotAuthentic(f"Paper {row.reference} is noted as made, but not how.")
    content = home.archive.read(row.digest)
    file = _lay_out(home, order, row, content, row.digest)
    return Made(row, content, judged(home, content), row.pages, file, fresh=False)
