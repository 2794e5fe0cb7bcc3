"""Locks and unlocks values within one session, fetching each case's data key once."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from inconfidence.core.canonical import canonical
from inconfidence.core.errors import NotFound
from inconfidence.store.encryption import KEY_BYTES, Cipher, Place, blind_index
from inconfidence.store.tables import cases


class Vault:
    """The keys of one session: ``master`` opens data keys, ``index_key`` makes blind indexes."""

    def __init__(self, connection: Connection, master: Cipher, index_key: bytes) -> None:
        self._connection = connection
        self._master = master
        self._index_key = index_key
        self._ciphers: dict[str, Cipher] = {}

    def new_case_key(self, case: str) -> bytes:
        """Return a new data key for a case, locked by the key-encryption key."""
        return self._master.lock(self._master.random_bytes(KEY_BYTES), Place("cases", case, "locked_key"))

    def lock(self, case: str, value: Any, place: Place) -> bytes:
        """Return plain data (text, mapping, list) locked under the key of its case."""
        return self._cipher(case).lock(canonical(value), place)

    def unlock(self, case: str, locked: bytes, place: Place) -> Any:
        """Return the plain data locked in this place.

        Raises:
            NotAuthentic: it was changed, or moved here from elsewhere.
        """
        return json.loads(self._cipher(case).unlock(locked, place))

    def index(self, *values: str) -> str:
        """Return the blind index of what is to be found again and not shown."""
        # As one JSON list, so that no two lists of values run together into the same text.
        return blind_index(self._index_key, canonical(values).decode())

    def _cipher(self, case: str) -> Cipher:
        if case not in self._ciphers:
            locked = self._connection.scalar(select(cases.c.locked_key).where(cases.c.reference == case))
            if locked is None:
                raise NotFound("No case of that reference is held.", hint="Check the reference on the paper.")
            material = self._master.unlock(locked, Place("cases", case, "locked_key"))
            self._ciphers[case] = Cipher(material, self._master.random_bytes)
        return self._ciphers[case]
