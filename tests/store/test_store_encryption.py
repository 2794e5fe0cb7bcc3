"""Nothing personal stands in the store in clear, and no locked value opens anywhere but in its place."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inconfidence.core.errors import Failed, NotAuthentic
from inconfidence.store import Answer, KeyEncryptionKey, Store
from inconfidence.store.encryption import Cipher, Place

CANARIES = (
    "Canary Yıldız",
    "Kanarya Fırını",
    "כנרי",
    "canary@example.org",
    "CNRY-0000-CN-R",
    "canary reason",
    "canary why",
)
HERE = Place("records", "R-1", "body")


def plant(store: Store, case: str, now: datetime) -> None:
    with store.writing() as held:
        body = {"name": CANARIES[0], "shop": [CANARIES[1]], "Yiddish": {"name": CANARIES[2]}}
        held.records.append(case, "referral", "main", body, schema_version="1.0", at=now, by=CANARIES[0])
        person = held.invitees.invite(case, "01", {"email": CANARIES[3]}, reference="I-0000-0001")
        held.copies.allot(person.reference, "01", CANARIES[4], reference="C-0000-0001")
        held.agreements.ask(person.reference, "F-1", wording_version="1.0", sealed_digest="ab" * 32, at=now)
        held.agreements.answer("F-1", Answer("declined", reason=CANARIES[5]), at=now)
        held.lookups.found("C-0000-0001", CANARIES[6], role="admin", asked_by="4711", at=now)


def test_no_canary_sings_in_the_file_or_its_journal(store: Store, file: Path, case: str, now: datetime) -> None:
    """Names, addresses, codes and reasons are nowhere in the database file, its WAL or its index."""
    plant(store, case, now)

    files = sorted(file.parent.iterdir())
    assert file.with_name("store.sqlite-wal") in files
    for path in files:
        content = path.read_bytes()
        for canary in CANARIES:
            assert canary.encode() not in content
            assert canary.encode("utf-16-le") not in content
            assert canary.encode("unicode_escape") not in content


def test_what_was_planted_can_be_read_with_the_key(store: Store, case: str, now: datetime) -> None:
    """The canaries were really there: every one comes back."""
    plant(store, case, now)

    with store.reading() as held:
        assert held.records.latest(case, "referral", "main").body["Yiddish"] == {"name": CANARIES[2]}
        assert held.invitees.of_case(case)[0].details == {"email": CANARIES[3]}
        assert held.copies.of_case(case)[0].code == CANARIES[4]
        assert held.agreements.get("F-1").reason == CANARIES[5]
        assert [each.reason for each in held.lookups.all()] == [CANARIES[6]]


def test_personal_values_do_not_show_when_a_row_is_printed(store: Store, case: str, now: datetime) -> None:
    """A row that lands in a log by mistake says whose it is by reference only."""
    plant(store, case, now)

    with store.reading() as held:
        printed = repr((held.records.latest(case, "referral", "main"), held.invitees.of_case(case)))
        printed += repr((held.copies.of_case(case), held.agreements.of_case(case)))
    assert not [canary for canary in CANARIES if canary in printed]


def test_another_key_does_not_open_the_store(store: Store, file: Path) -> None:
    """A store opened with the wrong key says so, before anything is read or written."""
    with pytest.raises(Failed, match="another key-encryption key") as refused:
        Store.open(file, KeyEncryptionKey(bytes(32)))

    assert "key file" in refused.value.hint


@pytest.mark.parametrize("table", ["details", "code"])
def test_values_swapped_between_two_people_do_not_open(
    store: Store, file: Path, case: str, now: datetime, table: str
) -> None:
    """Whoever can write to the file still cannot make one person's details another's."""
    with store.writing() as held:
        for number in ("01", "02"):
            one = held.invitees.invite(case, number, {"name": number}, reference=f"I-{number}")
            held.copies.allot(one.reference, number, f"CODE-{number}", reference=f"C-{number}")
    with sqlite3.connect(file) as raw:
        name = {"details": "invitees", "code": "copies"}[table]
        (first,) = raw.execute(f"select {table} from {name} where number = '01'").fetchone()
        raw.execute(f"update {name} set {table} = ? where number = '02'", [first])

    with store.reading() as held, pytest.raises(NotAuthentic, match="cannot be believed"):
        held.invitees.get("I-02")
        held.copies.get("C-02")


def test_the_data_key_of_one_case_does_not_open_in_another(store: Store, file: Path, case: str, now: datetime) -> None:
    """A case's key moved to another case is refused, not used."""
    with store.writing() as held:
        held.cases.open("R-OTHER", "group", "received", at=now)
    with sqlite3.connect(file) as raw:
        raw.execute("update cases set locked_key = (select locked_key from cases where reference = 'R-OTHER')")

    with store.writing() as held, pytest.raises(NotAuthentic, match=f"cases:{case}:locked_key"):
        held.records.append(case, "referral", "main", {}, schema_version="1.0", at=now, by="x")


@pytest.mark.parametrize("place", [Place("invitees", "R-1", "body"), Place("records", "R-2", "body")])
def test_a_locked_value_opens_only_in_its_place(place: Place) -> None:
    """Table, row and column are part of what is authenticated."""
    cipher = Cipher(bytes(32))

    with pytest.raises(NotAuthentic):
        cipher.unlock(cipher.lock(b"words", HERE), place)


@given(value=st.binary(max_size=60), position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_changed_bit_is_noticed(value: bytes, position: int, bit: int) -> None:
    """No bit of a locked value can be changed: not of its version, its nonce, its words or its tag."""
    cipher = Cipher(bytes(32))
    locked = bytearray(cipher.lock(value, HERE))
    locked[position % len(locked)] ^= 1 << bit

    with pytest.raises(NotAuthentic):
        cipher.unlock(bytes(locked), HERE)


@pytest.mark.parametrize("cut", [0, 1, 5, 13, 28])
def test_a_value_cut_short_is_refused(cut: int) -> None:
    """A value that lost its end is an answer, not a crash."""
    cipher = Cipher(bytes(32))

    with pytest.raises(NotAuthentic):
        cipher.unlock(cipher.lock(b"", HERE)[:cut], HERE)


def test_the_same_words_are_never_locked_alike() -> None:
    """A nonce is new each time, so equal values cannot be seen to be equal."""
    cipher = Cipher(bytes(32))

    assert cipher.lock(b"words", HERE) != cipher.lock(b"words", HERE)


def test_the_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    """The second start finds the first one's key; folder and file are closed to others."""
    path = tmp_path / "keys" / "store.key"

    first = KeyEncryptionKey.load_or_create(path)

    assert KeyEncryptionKey.load_or_create(path) == first
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [child.name for child in path.parent.iterdir()] == ["store.key"]
    assert first.material.hex() not in repr(first)


def test_of_many_first_starts_one_makes_the_key(tmp_path: Path) -> None:
    """Programs that start together all get the key that is on the disk."""
    path = tmp_path / "keys" / "store.key"
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: KeyEncryptionKey.load_or_create(path), range(8)))

    assert keys == {KeyEncryptionKey(path.read_bytes())}


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    """A key file that was left open is not used until somebody has looked at it."""
    path = tmp_path / "store.key"
    KeyEncryptionKey.load_or_create(path)
    path.chmod(0o640)

    with pytest.raises(Failed, match="read by others"):
        KeyEncryptionKey.load_or_create(path)


@pytest.mark.parametrize("material", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_refused(tmp_path: Path, material: bytes) -> None:
    """A truncated key file is named as that, rather than as a store that does not open."""
    path = tmp_path / "store.key"
    path.write_bytes(material)
    path.chmod(0o600)

    with pytest.raises(Failed, match="32 bytes"):
        KeyEncryptionKey.load_or_create(path)
