"""Nothing that was made tells anyone more than it may: not on its pages, not in its name, not beside its pages."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from typing import Any

import pytest

from inconfidence.recipes.catalogue import languages, names, template
from inconfidence.recipes.sample import KINDS
from tests.demonstrated import (
    ISSUED,
    Demonstration,
    flat,
    identity,
    own_reference,
    pages_of,
    strings_of,
    text_of,
)

MARKING, BANNER = "Private and Confidential", "SAMPLE - not a real case"
PLAIN_NAME = re.compile(r"[a-z-]+(-copy)?(-\d\d|-[A-Z]\d)?-P-[0-9A-Z]{4}-[0-9A-Z]{4}(-signed|-altered)?\.pdf")
GIVES_AWAY = re.compile(
    r"\breferrers?\b|\byou (raised|reported|referred|told us)\b|\byour (referral|worry|call)\b", re.I
)
RECORDS = ("referral-record-location", "referral-record-group", "referral-record-individual", "referrer-record")
LETTERS_LEAST = 4
"""Shorter values ("Pip") stand in ordinary words."""


def test_every_page_of_every_paper_is_marked(demonstration: Demonstration) -> None:
    """Private and Confidential, and that it is a sample, can be read on each page."""
    for file in demonstration.files:
        for page in pages_of(file):
            assert MARKING in page, file.name
            assert BANNER in page, file.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_referrer_is_named_only_in_part_b_and_in_their_own_papers(demonstration: Demonstration, kind: str) -> None:
    """Name, organisation, telephone and e-mail of the person who rang are nowhere else, on the page or beside it."""
    may = {demonstration.part_b(kind), *demonstration.own_papers(kind)}

    for file in set(demonstration.files) - may:
        told = text_of(file) + strings_of(file)
        assert not [value for value in identity(demonstration.referrer(kind)) if value in told], file.name


@pytest.mark.parametrize("kind", KINDS)
def test_part_b_holds_the_referrer_in_full(demonstration: Demonstration, kind: str) -> None:
    """The search above looks for what is really there: Part B says all of it."""
    text = text_of(demonstration.part_b(kind))

    assert [value for value in identity(demonstration.referrer(kind)) if value not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_referrers_own_papers_never_call_them_referrer(demonstration: Demonstration, kind: str) -> None:
    """Whoever finds the papers of the person who rang does not learn from them that it was they who rang."""
    own = [file for file in demonstration.own_papers(kind) if file.parent.name != "acknowledgement"]

    assert len(own) >= 4
    for file in own:
        assert not GIVES_AWAY.search(text_of(file) + strings_of(file)), file.name


def test_the_word_referrer_stands_in_records_only(demonstration: Demonstration) -> None:
    """No paper that leaves the office uses the word at all."""
    for file in demonstration.files:
        if file.parent.name not in RECORDS:
            assert "referrer" not in (text_of(file) + strings_of(file)).lower(), file.name


def test_a_referrers_pack_reads_like_anybody_elses(demonstration: Demonstration) -> None:
    """The pack of the coach who rang differs from the youth centre manager's in name, role, number and codes only."""
    coach, manager = (pack_words(demonstration, role) for role in ("Swimming coach", "Youth centre manager"))

    # References and codes are random: some hold no digit at all.
    own = {word for word in coach - manager if not re.search("[0-9]|[A-Z]{4}-[A-Z]{4}", word)}

    assert own <= {"Siobhán", "Kerrigan", "Kerrigan,", "Swimming", "coach", "coach,"}


def test_part_a_tells_nothing_of_the_referrer_but_the_answer_about_naming(demonstration: Demonstration) -> None:
    """The record of the concern says whether the referrer may be named, and not who that is."""
    for kind in KINDS:
        (record,) = demonstration.of_kind(f"referral-record-{kind}")
        referrer = demonstration.referrer(kind)

        told = text_of(record) + strings_of(record)

        assert flat(referrer["connection"]) not in told
        assert flat(referrer["best_time"]) not in told


def test_no_paper_carries_a_reference_from_another_relationship(demonstration: Demonstration) -> None:
    """A paper shows its own reference, the form code of its reader's own agreement, and a case only in the records."""
    codes = {each.invitee: each.form_code for each in demonstration.rows.agreements.values()}

    for file in demonstration.files:
        shown = set(ISSUED.findall(text_of(file) + strings_of(file)))
        may = {own_reference(file), codes.get(demonstration.owner(file), "")}
        if file.parent.name in RECORDS:
            may |= set(demonstration.rows.cases)
        assert shown <= may, file.name


def test_a_copys_code_stands_on_each_of_its_pages_and_nowhere_else(demonstration: Demonstration) -> None:
    """A leaked page leads to one person: it carries that person's name and code, and nobody else's."""
    people = {each.reference: flat(each.details["name"]) for each in demonstration.rows.invitees.values()}

    for file in demonstration.of_kind("conference-pack"):
        owner = demonstration.owner(file)
        others = {name for reference, name in people.items() if reference != owner}
        for page in pages_of(file):
            assert people[owner] in page
            assert demonstration.rows.copies[owner].code in page
            assert not [name for name in others if name in page]


def test_copy_codes_stand_in_no_other_paper(demonstration: Demonstration) -> None:
    """The code of a copy is not on the invitation or the agreement, so that these cannot be joined to it."""
    codes = {copy.code for copy in demonstration.rows.copies.values()}

    for file in demonstration.files:
        if file.parent.name != "conference-pack":
            assert not [code for code in codes if code in text_of(file) + strings_of(file)]


def test_file_names_say_what_and_not_who(demonstration: Demonstration) -> None:
    """A name is a kind of paper, a number and a reference."""
    for file in demonstration.files:
        assert PLAIN_NAME.fullmatch(file.name), file.name


def test_no_path_of_the_home_holds_anything_personal(demonstration: Demonstration) -> None:
    """Not the archive's, not the outbox's, not the keys' names."""
    folder = demonstration.home.folder
    paths = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*")).lower()

    for value in personal_values(demonstration):
        assert value.lower() not in paths


def test_titles_and_metadata_say_what_and_not_who(demonstration: Demonstration) -> None:
    """The title is that of the kind of paper; author, subject and keywords name nobody."""
    titles = {template(name, language).title for name in names() for language in languages(name)}

    for file in demonstration.files:
        described = strings_of(file)
        assert any(title in described for title in titles)
        if file.parent.name in ("conference-pack", "referral-record-individual", "family-letter"):
            assert not [value for value in personal_values(demonstration) if value in described], file.name


def test_the_ledger_holds_nothing_personal(demonstration: Demonstration) -> None:
    """Its lines can be shown to anyone who checks the chain."""
    ledger = (demonstration.home.folder / "archive" / "ledger.jsonl").read_text("utf-8")

    assert not [value for value in personal_values(demonstration) if value in ledger]
    assert ledger.isascii()


def test_the_stores_bytes_hold_nothing_personal_in_clear(demonstration: Demonstration) -> None:
    """Who copies the database file or its journal without the secrets learns no name, number, address or words."""
    files = [file for file in demonstration.home.folder.iterdir() if file.name.startswith("store.sqlite")]

    for content in (file.read_bytes() for file in files):
        for value in personal_values(demonstration):
            for form in (value.encode(), value.encode("utf-16-le"), value.encode("unicode_escape")):
                assert form not in content


def test_the_secrets_are_not_in_the_home(demonstration: Demonstration) -> None:
    """A backup of the home without its secret folder opens nothing."""
    home = demonstration.home
    secrets = [file.read_bytes() for file in home.folder.with_name("var.secret").iterdir()]

    assert len(secrets) == 2
    for file in home.folder.rglob("*"):
        assert not file.is_file() or not [secret for secret in secrets if secret in file.read_bytes()]


def test_what_stands_in_the_store_in_clear_is_known(demonstration: Demonstration) -> None:
    """Text columns hold references, kinds, states, digests and moments; everything else is locked bytes."""
    plain = re.compile(r"<?[A-Za-z0-9][A-Za-z0-9 .:<>@_+-]{0,254}")
    with sqlite3.connect(f"file:{demonstration.home.folder / 'store.sqlite'}?mode=ro", uri=True) as store:
        tables = [name for (name,) in store.execute("select name from sqlite_master where type = 'table'")]
        texts = [value for table in tables for row in store.execute(f"select * from {table}") for value in row]

    assert all(plain.fullmatch(value) for value in texts if isinstance(value, str))


def pack_words(demonstration: Demonstration, role: str) -> Counter[str]:
    """Return how often each word stands in the pack of the person with a role."""
    (person,) = (each for each in demonstration.rows.invitees.values() if each.details["role"] == role)
    packs = demonstration.of_kind("conference-pack")
    (pack,) = (file for file in packs if demonstration.owner(file) == person.reference)
    return Counter(text_of(pack).split())


def personal_values(demonstration: Demonstration) -> list[str]:
    """Return every name, address and number of the sample, and what was said about each young person."""
    referrals = [demonstration.sample_data(f"referral-{kind}") for kind in KINDS]
    people = [*demonstration.people, *(each["referrer"] for each in referrals)]
    people += [person for each in referrals for part in PARTS for person in each.get(part, [])]
    values = {flat(value) for person in people for name in PERSONAL for value in texts(person.get(name))}
    return sorted(value for value in values if len(value) >= LETTERS_LEAST)


PARTS = ("people", "adults", "family", "professionals")
PERSONAL = ("name", "organisation", "phone", "email", "address", "also_known_as", "description", "nhs_number")


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
