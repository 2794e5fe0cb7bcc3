"""What the council holds: cases, records, people asked, agreements, copies. Personal values are never here in clear.

    key = KeyEncryptionKey.load_or_create(folder_of_keys / "store.key")
    store = Store.open(home / "store.sqlite", key)
    with store.writing() as held:
        held.cases.open("R-7K3M-9QXT", "location", "received", at=clock.now())
    with store.reading() as held:
        held.records.latest("R-7K3M-9QXT", "referral", "main")

A ``with`` is one transaction: all of it happens, or none. Rows come out as frozen dataclasses, values as plain data
(dates as ISO text, as JSON has them); the store knows no form and judges no value.
"""

from inconfidence.store.agreements import Agreement, Answer
from inconfidence.store.cases import Case
from inconfidence.store.copies import PersonalCopy
from inconfidence.store.encryption import KeyEncryptionKey
from inconfidence.store.events import Event
from inconfidence.store.invitees import Invitee
from inconfidence.store.lookups import Lookup
from inconfidence.store.messages import Message
from inconfidence.store.papers import PaperMade
from inconfidence.store.records import RecordHeld
from inconfidence.store.session import Session
from inconfidence.store.store import Store

__all__ = [
    "Agreement",
    "Answer",
    "Case",
    "Event",
    "Invitee",
    "KeyEncryptionKey",
    "Lookup",
    "Message",
    "PaperMade",
    "PersonalCopy",
    "RecordHeld",
    "Session",
    "Store",
]
