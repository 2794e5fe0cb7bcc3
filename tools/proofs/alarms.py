"""False alarms: clean papers of made-up cases, drawn and searched as any paper is, into which nothing was planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal

from disclosure import view_for
from disclosure.leaks import Finding, Reading, Search, scan, search_for
from forms import Record, council_settings, load_schema, record_of
from generator import compile_template, draw, preflight, word_file
from generator.large_print import LARGE_PRINT, STANDARD, large_print
from inconfidence.core.blocks import Picture
from inconfidence.core.documents import CheckedPdf, Mark
from inconfidence.recipes.catalogue import listing, template
from inconfidence.recipes.disclosing import named
from inconfidence.recipes.making import TASK_OF
from inconfidence.recipes.readers import BY_NUMBER, PERSONS_OF, Reader, in_role, one_of, people_of
from inconfidence.recipes.sample import MAP_FILE, settings
from tools.proofs.cases import TODAY, MadeUpCase, decision_for, made_up_case

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVERY_SO_MANY_IN_WORD = 5
"""Of so many papers one is made as a Word file, the others as PDF."""
Form = Literal["pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: which, for which role, in which kind of case."""

    paper: str
    role: str
    case: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something found in a clean paper; ``value`` is made up, as everything here is."""

    kind: Kind
    form: Form
    finding: Finding
    value: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A clean paper that was made and searched, and what was found in it."""

    number: int
    kind: Kind
    form: Form
    alarms: tuple[Alarm, ...]

    @property
    def is_stopped(self) -> bool:
        """Say whether the paper would have been blocked."""
        return any(each.finding.kind == "leak" for each in self.alarms)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper is made from and what is looked for in it."""

    records: Mapping[str, Record] = field(repr=False)
    reading: Reading = field(repr=False)
    search: Search = field(repr=False)


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of paper `document list` offers to readers there can be."""
    return tuple(
        Kind(row["kind"], role, case)
        for row in listing()
        if row["available"]
        for role in row["for"]
        for case in row["cases"]
        if _can_be_named(role, case)
    )


def _can_be_named(role: str, case: str) -> bool:
    """Say whether a reader who is one person of the referral can stand in a referral of this kind."""
    lists = {each.each for each in load_schema(f"referral-{case}").fields.values()}
    return role not in PERSONS_OF or not lists.isdisjoint(PERSONS_OF[role])


def looked(number: int, seed: int) -> Looked:
    """Make the paper of this number of a series, and search it; the series goes through the kinds in turn."""
    kind = kinds()[number % len(kinds())]
    form: Form = "docx" if number % EVERY_SO_MANY_IN_WORD == 0 else "pdf"
    paper = made_up_paper(kind, Random(f"{seed}/{number}"))  # noqa: S311 - makes people up, guards nothing
    found = _found(kind, form, paper)
    values = {each.path: each.value for each in paper.search.needles}
    alarms = tuple(Alarm(kind, form, each, values.get(each.path, "")) for each in found)
    return Looked(number, kind, form, alarms)


def made_up_paper(kind: Kind, random: Random) -> Paper:
    """Return a paper of a kind about people who are made up, the same for the same ``random``."""
    case = made_up_case(kind.case, random)
    while kind.role in PERSONS_OF and not _persons(case, kind.role):
        case = made_up_case(kind.case, random)
    return _paper(kind, case)


def _paper(kind: Kind, case: MadeUpCase) -> Paper:
    wanted = template(kind.paper)
    records = {name: _record(name, kind, case) for name in wanted.names}
    reader = _reader(kind, case)
    reading = Reading(
        role=reader.role,
        reader=reader.reference,
        kind=case.kind,
        owners=reader.owners,
        persons=reader.persons,
        decisions=(records["decision"],) if "decision" in records else (),
        on=TODAY,
        never=frozenset(wanted.never),
    )
    known = {**named(case.records["referral"]), **records, "council": _council()}
    used = {each.digest for each in known.values()}
    others = [each for each in (*case.records.values(), *case.guests, *case.others) if each.digest not in used]
    return Paper(records, reading, search_for(known, others=others, linked=case.linked, **reading))


def _found(kind: Kind, form: Form, paper: Paper) -> tuple[Finding, ...]:
    wanted = template(kind.paper)
    view = view_for(paper.records, **paper.reading)
    name = f"{kind.paper}-{paper.records['paper'].values['reference']}.{form}"
    if form == "docx":
        return scan(word_file(wanted, view, _pictures(paper.records)), name, paper.search)
    checked = drawn(kind, paper)
    return scan(checked.content, name, paper.search, checked.drawn)


def drawn(kind: Kind, paper: Paper, language: str = "", print_: str = STANDARD) -> CheckedPdf:
    """Return a paper as every paper is drawn and read back."""
    wanted = template(kind.paper, language if language != template(kind.paper).language else "")
    view = view_for(paper.records, **paper.reading)
    blocks = compile_template(wanted).paper(view, _pictures(paper.records))
    marked = draw(
        large_print(blocks) if print_ == LARGE_PRINT else blocks,
        Mark("Private and Confidential"),
        fields=wanted.signing,
        created=NOON,
        view=view.digest,
        must_show=(),
    )
    return preflight(marked)


def _record(name: str, kind: Kind, case: MadeUpCase) -> Record:
    if name == "council":
        return _council()
    if name == "paper":
        title = template(kind.paper).title
        return record_of(
            "paper", {"title": title, "version": "1", "reference": _reference(case.world.random), "made_on": TODAY}
        )
    if name == "decision":
        return decision_for(kind.role, case.world)
    if name == "invitee":
        return case.guests[0]
    if name == "referrer":
        return case.records["referral"]
    return case.records[TASK_OF[kind.paper] if name == "task" else name.replace("_", "-")]


def _reader(kind: Kind, case: MadeUpCase) -> Reader:
    if kind.role in PERSONS_OF:
        return one_of(case.records["referral"], kind.role, _persons(case, kind.role)[0])
    reader = in_role(kind.role, reference="I-1" if kind.role in BY_NUMBER else "")
    if "attendance" not in template(kind.paper).names:
        return reader
    # Of a list of those who came each sees the line that is their own.
    return replace(reader, persons=frozenset({str(case.records["attendance"].values["people"][0]["code"])}))


def _persons(case: MadeUpCase, role: str) -> list[str]:
    """Return the codes of those who may be this reader; of a family its first grown-up comes first."""
    codes = [each.code for each in people_of(case.records["referral"]) if each.whose in PERSONS_OF[role]]
    return sorted(codes, key=lambda code: (code[0] != "F", code))


def _reference(random: Random) -> str:
    letters = "".join(random.choices("23456789BCDFGHJKMNPQRSTVWXYZ", k=8))
    return f"P-{letters[:4]}-{letters[4:]}"


def _pictures(records: Mapping[str, Record]) -> dict[str, Picture]:
    content = files("inconfidence.sample_case").joinpath(MAP_FILE).read_bytes()
    scanned = records["scan"].values["pages"] if "scan" in records else ()
    return {name: Picture(content, 450, 270, "A picture.") for name in (MAP_FILE, *scanned)}


@cache
def _council() -> Record:
    return council_settings(settings())


def series(count: int) -> Iterator[int]:
    """Yield the numbers of a series of papers."""
    yield from range(count)
