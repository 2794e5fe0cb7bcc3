"""The store is made, brought up to date and shared without anybody's help."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, Table, create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from inconfidence.core.errors import Failed, OutOfTurn, TryLater
from inconfidence.store import KeyEncryptionKey, Store
from inconfidence.store.store import MIGRATIONS
from inconfidence.store.tables import APPEND_ONLY, metadata


def engine_of(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}")


def checks_of(engine: Engine) -> dict[str, set[str]]:
    look = inspect(engine)
    return {
        table: {f"{check['name']}: {check['sqltext']}" for check in look.get_check_constraints(table)}
        for table in metadata.tables
    }


def test_the_migrations_make_exactly_the_tables_the_code_speaks_of(store: Store, file: Path) -> None:
    """Upgrading from nothing leaves no drift between the file and the metadata."""
    with engine_of(file).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_exactly_the_checks_the_code_speaks_of(store: Store, file: Path, tmp_path: Path) -> None:
    """Check constraints, which Alembic does not compare, are the same as well."""
    expected = engine_of(tmp_path / "expected.sqlite")
    metadata.create_all(expected)

    assert checks_of(engine_of(file)) == checks_of(expected)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_tables_can_be_made_on_a_server(table: Table) -> None:
    """No type or constraint is one that only SQLite has."""
    said = str(CreateTable(table).compile(dialect=postgresql.dialect()))

    assert "DATETIME" not in said
    assert "BLOB" not in said


def test_a_store_of_the_first_tables_is_brought_up_to_date(file: Path, key: KeyEncryptionKey, now: datetime) -> None:
    """A home made before copies knew their agreement keeps what it holds, and can note the agreement from now on."""
    file.parent.mkdir(mode=0o700)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine_of(file).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("insert into council values (1, '2026-11-23')"))

    with Store.open(file, key).writing() as held:
        assert held.cases.first_run_on(date(2099, 1, 1)) == date(2026, 11, 23)
        held.cases.open("R-7K3M-9QXT", "location", "received", at=now)
        held.invitees.invite("R-7K3M-9QXT", "07", {}, reference="I-1")
        held.copies.allot("I-1", "07", "7K3M-9QXT-0AVW", reference="C-1")
        assert held.copies.given_under("C-1", "ab" * 32).agreement == "ab" * 32


def test_opening_again_changes_nothing(store: Store, file: Path, key: KeyEncryptionKey, case: str) -> None:
    """A second start finds what the first one left."""
    with Store.open(file, key).reading() as held:
        assert [one.reference for one in held.cases.all()] == [case]


def test_the_file_and_its_journal_are_for_their_owner_only(store: Store, file: Path, case: str) -> None:
    """Nobody else on the machine can read even the locked values."""
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_left_open_to_others_is_closed(store: Store, file: Path, key: KeyEncryptionKey) -> None:
    """A careless copy of the home does not stay readable."""
    file.chmod(0o644)

    Store.open(file, key)

    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_store_is_refused(tmp_path: Path, key: KeyEncryptionKey) -> None:
    """Something else under the store's name is left alone, and said to be something else."""
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"Dear Sir or Madam" * 100)

    with pytest.raises(Failed, match="not a store"):
        Store.open(path, key)
    assert path.read_bytes().startswith(b"Dear Sir")


def test_a_store_from_the_future_is_refused(store: Store, file: Path, key: KeyEncryptionKey) -> None:
    """An older program does not touch what a newer one made."""
    with sqlite3.connect(file) as raw:
        raw.execute("update alembic_version set version_num = '9999'")

    with pytest.raises(Failed, match="newer version"):
        Store.open(file, key)


def test_a_folder_that_cannot_be_made_is_one_clear_message(tmp_path: Path, key: KeyEncryptionKey) -> None:
    """A file where the home should be is an answer, not a traceback."""
    (tmp_path / "home").write_text("not a folder")

    with pytest.raises(Failed, match="cannot be used"):
        Store.open(tmp_path / "home" / "store.sqlite", key)


def test_many_may_open_a_new_store_at_once(file: Path, key: KeyEncryptionKey) -> None:
    """Of several first starts one makes the tables, and the others find them, all with one index key."""
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Store.open(file, key), range(4)))

    assert len({store._index_key for store in opened}) == 1


def test_an_error_takes_back_everything_done_with_it(store: Store, now: datetime) -> None:
    """A transaction is whole or not at all."""
    with pytest.raises(OutOfTurn), store.writing() as held:
        held.cases.open("R-1", "group", "received", at=now)
        held.cases.open("R-1", "group", "received", at=now)

    with store.reading() as held:
        assert held.cases.all() == ()


def test_a_second_writer_is_told_to_try_later(store: Store, file: Path, key: KeyEncryptionKey, now: datetime) -> None:
    """Writers take turns; one that waits too long is told so, and nothing is lost."""
    impatient = Store.open(file, key, patience_ms=10)

    with store.writing(), pytest.raises(TryLater, match="Another program"), impatient.writing():
        pass


def test_writers_in_many_threads_lose_nothing(store: Store, case: str, now: datetime) -> None:
    """Each waits its turn, and everything each one noted is there."""

    def note(number: int) -> None:
        with store.writing() as held:
            held.events.note(f"event-{number}", case, at=now)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(24)))

    with store.reading() as held:
        assert {event.code for event in held.events.of(case)} == {f"event-{number}" for number in range(24)}


def test_readers_are_not_held_up_by_a_writer(store: Store, case: str, now: datetime) -> None:
    """Somebody who reads while another writes sees the last finished state."""
    with store.writing() as writing, store.reading() as reading:
        writing.cases.move(case, "screened")

        assert reading.cases.get(case).stage == "received"


def test_nothing_is_changed_while_only_reading(store: Store, case: str) -> None:
    """A session that was opened to read cannot write, whoever asks it to."""
    with pytest.raises(OutOfTurn, match="only reading"), store.reading() as held:
        held.cases.move(case, "screened")


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
@pytest.mark.parametrize("change", ["update {} set kind = 'x'", "delete from {}"])
def test_the_database_itself_keeps_history(
    store: Store, file: Path, case: str, now: datetime, table: str, change: str
) -> None:
    """Records, events and look-ups can be added to, and nothing else, even behind the program's back."""
    with store.writing() as held:
        held.records.append(case, "referral", "main", {}, schema_version="1.0", at=now, by="x")
        held.events.note("case-opened", case, at=now)
        held.lookups.not_told("nothing", role="admin", asked_by="4711", at=now)
    column = {"records": "kind", "events": "code", "lookups": "role"}[table]
    statement = change.format(table).replace("kind", column)

    with sqlite3.connect(file) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)


def test_a_program_killed_while_writing_leaves_nothing_half_done(file: Path, key: KeyEncryptionKey) -> None:
    """What was not finished when the power went is not there, and the store opens."""
    script = (
        "import os, sys, pathlib, datetime\n"
        "from inconfidence.store import KeyEncryptionKey, Store\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), KeyEncryptionKey(bytes.fromhex(sys.argv[2])))\n"
        "with store.writing() as held:\n"
        "    held.cases.open('R-1', 'group', 'received', at=datetime.datetime.now(datetime.UTC))\n"
        "    os._exit(9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(file), key.material.hex()], check=False)

    with Store.open(file, key).writing() as held:
        assert (killed.returncode, held.cases.all()) == (9, ())
