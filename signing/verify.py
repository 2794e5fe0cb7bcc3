"""What a file proves. Offline always; the policy is this list, and the rules in signing.policy bear its numbers.

 1. It can be read: at most LARGEST bytes, strictly well formed, not encrypted, readable in one way only.
 2. It carries a signature, reachable through its form.
 3. Each signature is written in the one form we write: it leaves out exactly its own bytes, nothing is in the space
    kept free behind it, one signer, the certificates of its chain and no other.
 4. The last signature covers the entire file, each earlier one an entire revision, and every revision after the first
    signature is a signature's. One update may stand behind the seal of a paper that nobody else was to sign, and that
    nothing closes: it holds validation data (15) and is, byte for byte, what we write of them.
 5. What each signature covers is what was signed.
 6. The first signature is the seal, a certification that allows prepared fields to be filled and no more (DocMDP P=2);
    no later signature changes that.
 7. After each signature nothing but signatures in fields the sealed revision held, and in those that renewals of a
    closed paper bring along, one each; no other fields, no actions.
 8. Each signature's chain leads to a root the caller trusts, as of the signature's time-stamp.
 9. Each signer acts in the role the policies of their chain give: the seal in the seal's field, guardians in theirs.
    A seal of an outside authority is the council's when root, policy and organisation are those the caller names.
10. A person's certificate names this sealed revision and this field.
11. Each signature is time-stamped by a trusted time authority, within the validity of every certificate of its own
    chain and of the signer's, in order, and not in the future. The council's seal, where it is the only signature, may
    have its time from the record of its batch (``evidence_record``), which leads from the whole file to a time-stamp.
12. Every required field is signed; the fields are those on record, when the caller has a record. Each field of the
    sealed revision says who may sign there (its seed values, in the one form we write), and each signature is by
    whom, and of the kind, its field asked for.
13. pyHanko's own verdict is no other.
14. No certificate of any chain is known to have been withdrawn when it was used, by what the file keeps, the caller
    has heard or the council has on record; withdrawn is it from when its key was in other hands, where that is said.
    Used before and withdrawn since is said and no fault. Of a time authority whose key may be in other hands, no
    time-stamp counts that was not closed before.
15. Validation data kept in the file are in the one form we write, and hold nothing else; none is ever taken out.
    Behind a seal they are just what vouches for its chain and its time-stamp's: their certificates and, of each but
    the root, one word of its issuer that it stood.
16. A closing time-stamp stands in a field prepared for it, behind every signature; the rules for time-stamps hold for
    it as well (3-5, 7, 8, 11, 14). Earlier time-stamps are judged as of the first closing that can be believed. Each
    later time-stamp renews the one before, in a field of its own: ``renewal-1``, ``renewal-2``.
17. Each time-stamp was renewed before a certificate of its chain ended, and the last has not ended now. Under each
    renewal the file keeps word, current then, that none of these certificates was withdrawn.

Broken 1: ``unreadable``. 2: ``unsigned``, or ``altered`` when remains of a signature are found. 3-7, 13, 15, 16:
``altered``; so are papers whose fields do not say who may sign. 8-11, 14, 17, and a signature that is not what its
field asked for: ``unrecognised``. A missing time-stamp or a missing signature: ``incomplete``. The gravest is told,
with every problem found.

The level is that of the weakest signature. B-T: time-stamped. B-LT: the file keeps behind it, for each certificate of
the signer's and the time authority's chain, word of its issuer, said before that was itself withdrawn, and new enough
to know of the signature's time. B-LTA: all that, under a closing time-stamp.

What the caller still owes: that the file is the one in the archive (its digest), and whether an agreement was
withdrawn. Cut back to its seal, or before its closing, a paper is a true one of the lower level, and told as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence, SignatureFacts, SignatureField, Verdict
from signing.facts import PaperFound, SignatureFound
from signing.levels import lasts_until, level_of, lowest_level, whose_clock
from signing.policy import BELIEVED, Judgement, Question, judge
from signing.reading import Bench, open_paper, read_paper
from signing.trust import Trust

LARGEST: Final = 64 * 1024 * 1024
"""The largest file that is looked at, in bytes; a pack of 60 pages with maps has some 5 MB."""


def verify(
    content: bytes,
    trust: Trust,
    *,
    clock: Clock,
    expected_fields: Sequence[SignatureField] | None = None,
    proof: bytes | None = None,
) -> Evidence:
    """Return what ``content`` proves to someone who believes what is in ``trust``.

    ``expected_fields`` are the fields on record for the paper, where the caller has the record. ``proof`` is the
    record that proves the time of a copy sealed in a batch, where the caller has it; one of another file, or none of
    ours, is passed over. Never raises for anything in the file: what cannot be read is ``unreadable`` or ``altered``.
    """
    if len(content) > LARGEST:
        return _without_facts(content, "unreadable", "It is larger than any paper of ours.")
    try:
        reader = open_paper(content)
    except Exception:  # noqa: BLE001 - rule 1: a hostile file makes a parser raise anything
        return _without_facts(content, "unreadable", "It cannot be read as a PDF, or only by guessing.")
    now = clock.now()
    try:
        paper = read_paper(content, reader, Bench(trust, now), proof)
    except Exception:  # noqa: BLE001 - signing.md 1.7 f: any exception at all is a refusal
        return _without_facts(content, "altered", "What stands in the place of its signatures makes no sense.")
    return _evidence(content, paper, judge(Question(paper, expected_fields, now)))


def _without_facts(content: bytes, verdict: Verdict, problem: str) -> Evidence:
    return Evidence(digest_of(content), verdict, "none", "none", (), (problem,))


def _evidence(content: bytes, paper: PaperFound, judgement: Judgement) -> Evidence:
    believed = judgement.verdict in BELIEVED
    return Evidence(
        digest=digest_of(content),
        verdict=judgement.verdict,
        level=lowest_level(paper) if believed else "none",
        clock=whose_clock(paper) if believed else "none",
        closed=paper.closings[0].time.moment if believed and paper.closings else None,
        renewed=tuple(each.time.moment for each in paper.closings[1:] if believed),
        lasts=lasts_until(paper) if believed else None,
        signatures=tuple(_facts(one, paper) for one in paper.signatures),
        problems=judgement.problems,
        notes=(*judgement.notes, *_notes(paper)),
    )


def _facts(one: SignatureFound, paper: PaperFound) -> SignatureFacts:
    return SignatureFacts(
        field=one.field,
        signer=one.signer,
        role=one.role or "",
        time=one.time.moment if one.time and one.time.intact else None,
        level=level_of(one, paper),
        intact=one.intact,
        trusted=one.trusted,
        covers=one.covers,
    )


def _notes(paper: PaperFound) -> list[str]:
    notes = []
    if any(one.demonstration for one in paper.signatures):
        notes.append("Made with demonstration keys: good for trying the product out, not for real papers.")
    for one in paper.signatures:
        if one.time and one.time.of_batch:
            notes.append(f"Its time is proved by the time-stamp of its batch: {one.time.moment:%d %B %Y, %H:%M} UTC.")
        if one.trusted and one.binding and one.binding.key_made_here:
            notes.append(
                f"The key for field {one.field} was made by the council for that one signature, then destroyed."
            )
    return notes
