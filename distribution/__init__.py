"""Hands a copy to the one person it is for: the gate decides at the moment of asking, the outbox delivers once.

answer = decide(facts)
if isinstance(answer, Release):
    outbox.deliver(Parcel(answer, copy.reference, pdf, invitee_name, invitee_email), at=clock.now())
"""

from distribution.gate import Facts, Refusal, Release, decide
from distribution.outbox import Delivered, Look, Office, Outbox, Parcel

__all__ = ["Delivered", "Facts", "Look", "Office", "Outbox", "Parcel", "Refusal", "Release", "decide"]
