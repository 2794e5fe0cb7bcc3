"""Opens the store: one SQLite file, made or brought up to date, and the transactions that run on it."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from inconfidence.core.errors import Failed, InConfidenceError, NotAuthentic, NotFound, OutOfTurn, TryLater
from inconfidence.store.encryption import KEY_BYTES, Cipher, KeyEncryptionKey, Place, RandomBytes
from inconfidence.store.session import Session
from inconfidence.store.tables import keyring
from inconfidence.store.vault import Vault

BUSY_TIMEOUT_MS = 10_000
WAL_PAUSE = 0.005
"""Seconds between two tries to turn the write-ahead log on."""
INDEX_KEY = Place("keyring", "index", "locked_key")
MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """What the council holds. Many may read while one writes; a second writer waits its turn."""

    def __init__(self, reader: Engine, writer: Engine, master: Cipher, index_key: bytes) -> None:
        self._reader = reader
        self._writer = writer
        self._master = master
        self._index_key = index_key

    @classmethod
    def open(
        cls,
        path: Path,
        key: KeyEncryptionKey,
        *,
        random_bytes: RandomBytes = secrets.token_bytes,
        patience_ms: int = BUSY_TIMEOUT_MS,
    ) -> Store:
        """Open the store in ``path``, making it (0600) or bringing it up to date first.

        ``patience_ms`` is how long a writer waits for another one.

        Raises:
            Failed: not a store, made by a newer version, locked with another key, or the file cannot be used.
            TryLater: another program is writing.
        """
        _make_private(path)
        master = Cipher(key.material, random_bytes)
        reader, writer = _engine(path, patience_ms, "BEGIN"), _engine(path, patience_ms, "BEGIN IMMEDIATE")
        # Two engines: an idle reader that had begun IMMEDIATE would keep every writer out.
        event.listen(reader, "connect", _refuse_writes)
        with _in_our_words(), writer.begin() as connection:
            _bring_up_to_date(connection)
            return cls(reader, writer, master, _index_key(connection, master))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that may change things; an error takes all of it back.

        Raises:
            TryLater: another program kept writing for longer than the patience given.
            OutOfTurn: a rule of the tables was broken.
        """
        with _in_our_words(), self._writer.begin() as connection:
            yield self._session(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that sees a single moment and changes nothing.

        Raises:
            OutOfTurn: something was to be changed all the same.
        """
        with _in_our_words(), self._reader.begin() as connection:
            yield self._session(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    def _session(self, connection: Connection) -> Session:
        return Session.over(connection, Vault(connection, self._master, self._index_key))


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        # SQLite gives its -wal and -shm files the mode of the main file.
        path.chmod(0o600)
    except OSError as error:
        raise Failed(
            f"The store's file cannot be used ({error.strerror}).", hint="Check the home folder and its owner."
        ) from error


def _engine(path: Path, patience_ms: int, begin: str) -> Engine:
    # A statement's values would otherwise stand in the text of its errors.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin too late and never IMMEDIATE; ours are begun below.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
        _into_wal(connection, patience_ms)
        # In WAL the usual NORMAL may forget the last transactions when the power goes.
        connection.execute("PRAGMA synchronous = FULL")
        # Off unless asked for, on every connection anew.
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _into_wal(connection: sqlite3.Connection, patience_ms: int) -> None:
    """Turn the write-ahead log on; the waiting is ours, for SQLite does not wait in this one step."""
    until = time.monotonic() + patience_ms / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(WAL_PAUSE)
        else:
            return


def _refuse_writes(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


def _bring_up_to_date(connection: Connection) -> None:
    config = Config()
    # Alembic reads its options with interpolation, and a folder's name may hold a percent sign.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    newest = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() != newest:
        command.upgrade(config, "head")


def _index_key(connection: Connection, master: Cipher) -> bytes:
    locked = connection.scalar(select(keyring.c.locked_key).where(keyring.c.name == INDEX_KEY.row))
    if locked is None:
        material = master.random_bytes(KEY_BYTES)
        row = {"name": INDEX_KEY.row, "locked_key": master.lock(material, INDEX_KEY)}
        connection.execute(insert(keyring).values(row))
        return material
    try:
        return master.unlock(locked, INDEX_KEY)
    except NotAuthentic:
        raise Failed(
            "This store was locked with another key-encryption key.",
            hint="Put back the key file that belongs to this home; it may be in the backup of the keys.",
        ) from None


@contextmanager
def _in_our_words() -> Iterator[None]:
    # A database error quotes the values it was given, so none may reach a message or a log: hence "from None".
    try:
        yield
    except InConfidenceError:
        raise
    except IntegrityError as error:
        raise _broken_rule(str(error.orig)) from None
    except OperationalError as error:
        raise _operational(str(error.orig)) from None
    except DatabaseError:
        raise Failed("That file is not a store of this system.", hint="Restore it from a backup.") from None
    except CommandError:
        raise Failed(
            "This store was made by a newer version of the system.", hint="Install that version, or a later one."
        ) from None


def _broken_rule(said: str) -> InConfidenceError:
    if "FOREIGN KEY" in said:
        return NotFound("Something referred to is not held.", hint="Add what it belongs to first.")
    return OutOfTurn("That is held already, or breaks a rule of the store.", hint="Look at what is held first.")


def _operational(said: str) -> InConfidenceError:
    if "locked" in said or "busy" in said:
        return TryLater("Another program is writing to the store.", hint="Try again in a moment.")
    if "readonly" in said:
        return OutOfTurn("Nothing can be changed while only reading.", hint="Open the store for writing.")
    return Failed("The store's file could not be read or written.", hint="Check the disk and the home folder.")
