"""How often somebody who makes papers hears from the leak scan whether words may stand, before an assessor looks.

Each paper that is blocked says that its words name somebody, and each that is made says that they do not: whoever may
record a letter and have it made could find a name by trying. So, for everybody but a role that may be told all:

1. one paper for one reader is answered for only so many different contents a day;
2. after so many blocks in a case every answer waits until somebody who may be told all has looked: has made a paper of
   the case in that role.

What each answer was stays on record, as codes and digests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.errors import Blocked, OutOfTurn, TryLater
from inconfidence.recipes.disclosing import may_be_told_all
from inconfidence.recipes.home import Home
from inconfidence.store import Case
from inconfidence.store.session import Session

ANSWERED, BLOCKED, LOOKED_AT = "paper-answered", "paper-blocked", "blocks-looked-at"
ANSWERS_A_DAY = 10
"""A letter is seldom corrected more than three or four times."""
BLOCKS_BEFORE_A_LOOK = 3


@contextmanager
def blocks_counted(home: Home, case: Case, asker: str) -> Iterator[None]:
    """Note a block of a paper or message of a case, unless the case waits for somebody to look at earlier ones.

    Raises:
        OutOfTurn: as many were blocked as may be before an assessor looks.
        Blocked: from within; it was noted.
    """
    now, told_all = home.clock.now(), may_be_told_all(asker, case.kind)
    with home.store.writing() as held:
        if told_all:
            held.events.note(LOOKED_AT, case.reference, at=now)
        elif _not_looked_at(held, case) >= BLOCKS_BEFORE_A_LOOK:
            raise OutOfTurn(
                f"{BLOCKS_BEFORE_A_LOOK} papers of this case were blocked: an assessor has to look first.",
                hint="Ask the assessor to make the paper with `--as assessor`; nothing is lost.",
            )
    try:
        yield
    except Blocked:
        with home.store.writing() as held:
            held.events.note(BLOCKED, case.reference, at=now)
        raise


def answer_counted(home: Home, case: Case, paper: str, audience: str, source: Digest, asker: str) -> None:
    """Note that one content of a paper is about to be answered for; the same content again is no new answer.

    Raises:
        TryLater: the paper was answered for in as many different contents as may be in a day.
    """
    if may_be_told_all(asker, case.kind):
        return
    now = home.clock.now()
    place = digest_of(f"{case.reference} {paper} {audience}".encode())
    content = digest_of(f"{place} {source}".encode())
    with home.store.writing() as held:
        if _since(held, content, now):
            return
        if _since(held, place, now) >= ANSWERS_A_DAY:
            raise TryLater(
                "This paper was tried in too many versions for this reader today.",
                hint="Try again tomorrow, or ask the assessor to make it with `--as assessor`.",
            )
        for each in (place, content):
            held.events.note(ANSWERED, str(each), at=now)


def _since(held: Session, reference: Digest, now: datetime) -> int:
    return held.events.count(ANSWERED, str(reference), since=now - timedelta(days=1))


def _not_looked_at(held: Session, case: Case) -> int:
    codes = [each.code for each in held.events.of(case.reference) if each.code in (BLOCKED, LOOKED_AT)]
    last = max((at for at, code in enumerate(codes) if code == LOOKED_AT), default=-1)
    return len(codes) - last - 1
