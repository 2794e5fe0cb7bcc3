"""One transaction's view of the store, by subject."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from inconfidence.store.agreements import Agreements
from inconfidence.store.cases import Cases
from inconfidence.store.copies import Copies
from inconfidence.store.events import Events
from inconfidence.store.invitees import Invitees
from inconfidence.store.lookups import Lookups
from inconfidence.store.messages import Messages
from inconfidence.store.papers import Papers
from inconfidence.store.proofs import Proofs
from inconfidence.store.records import Records
from inconfidence.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that can be asked or noted within one transaction."""

    cases: Cases
    records: Records
    invitees: Invitees
    agreements: Agreements
    copies: Copies
    papers: Papers
    messages: Messages
    proofs: Proofs
    events: Events
    lookups: Lookups

    @classmethod
    def over(cls, connection: Connection, vault: Vault) -> Session:
        """Return the session that works through one connection."""
        return cls(
            cases=Cases(connection, vault),
            records=Records(connection, vault),
            invitees=Invitees(connection, vault),
            agreements=Agreements(connection, vault),
            copies=Copies(connection, vault),
            papers=Papers(connection, vault),
            messages=Messages(connection),
            proofs=Proofs(connection),
            events=Events(connection),
            lookups=Lookups(connection, vault),
        )
