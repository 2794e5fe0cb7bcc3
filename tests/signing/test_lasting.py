"""Papers that only the council seals keep what they are judged by: B-LT, in one update behind the seal."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf
from inconfidence.core.errors import Failed, NotAuthentic, NotFound
from signing import LastingWords, seal
from signing.appending import own_paper
from signing.kept_behind import kept_behind, written_behind
from signing.lasting import MOST_MET
from signing.revocation import ROOT_LIST, ROOT_LIST_LIFE
from signing.signer import sign_and_stamp
from signing.validation_data import ValidationData
from signing.vouching import Chain, Vouching
from tests.sampling import part_of
from tests.signing.desk import NOON, Desk, open_desk, paper, stamp
from tests.signing.test_closing import seal_lost, time_lost
from tests.signing.test_signed_conformance import FALSE_ALARM, FIELDS, STAMP, drawn, failures


@pytest.fixture(scope="module")
def own() -> ClearedPdf:
    """A paper of our own engine with a place for the seal alone."""
    return drawn(FIELDS[:1], ("seal",))


@pytest.fixture(scope="module")
def lasting(desk: Desk, own: ClearedPdf) -> SealedPdf:
    return seal(own, desk.lasting(), stamp=STAMP)


def test_a_paper_only_the_council_seals_can_be_judged_from_itself(desk: Desk, lasting: SealedPdf) -> None:
    """B-LT, by the fast way of our own papers: word on seal and time authority stands behind what the seal covers."""
    evidence = desk.verified(lasting.content)

    assert (evidence.verdict, evidence.level, evidence.problems) == ("authentic", "B-LT", ())
    assert evidence.signatures[0].covers == "revision"
    assert lasting.content.count(b"%%EOF") == 3


def test_cut_back_to_its_seal_it_is_a_true_paper_at_b_t(desk: Desk, lasting: SealedPdf) -> None:
    """It says no more than it can prove; that something was there is for the digest on record to say."""
    evidence = desk.verified(cut_back(lasting.content))

    assert (evidence.verdict, evidence.level, evidence.signatures[0].covers) == ("authentic", "B-T", "file")
    assert evidence.digest != lasting.digest


def test_any_other_paper_can_too(desk: Desk) -> None:
    """By the slow way, for a paper that is not written as ours are."""
    checked = paper("seal")
    assert own_paper(checked.content) is None

    evidence = desk.verified(seal(checked, desk.lasting(), stamp=stamp("Sealed")).content)

    assert (evidence.verdict, evidence.level) == ("authentic", "B-LT")


def test_both_ways_keep_the_same(desk: Desk, own: ClearedPdf, lasting: SealedPdf) -> None:
    """The same values in the same lists."""
    other = seal(paper("seal"), desk.lasting(), stamp=None).content
    kept = [store_of(content) for content in (lasting.content, other)]

    assert {name: len(values) for name, values in kept[0].items()} == {"/Certs": 5, "/OCSPs": 2, "/CRLs": 1}
    assert [each["/Certs"] for each in kept] == [kept[0]["/Certs"]] * 2
    assert [each["/CRLs"] for each in kept] == [kept[0]["/CRLs"]] * 2


def test_true_words_heard_for_another_paper_are_as_good(desk: Desk, lasting: SealedPdf) -> None:
    """They are about certificates: whoever puts them behind this seal in our form proves what they prove, no more."""
    sealed = cut_back(lasting.content)
    others = seal(paper("seal"), desk.lasting(), stamp=None).content
    words = kept_behind(others, len(cut_back(others)))

    assert words is not None
    content = sealed + written_behind(sealed, words)
    assert content != lasting.content
    assert (desk.verified(content).verdict, desk.verified(content).level) == ("authentic", "B-LT")


def cut_back(content: bytes) -> bytes:
    """Return a paper without its last update."""
    return content[: content.rindex(b"%%EOF\n", 0, -len(b"%%EOF\n")) + len(b"%%EOF\n")]


def store_of(content: bytes) -> dict[str, list[bytes]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        lists = {name: values for name, values in pdf.Root.DSS.items() if name != "/Type"}
        return {name: [each.read_bytes() for each in values] for name, values in lists.items()}


@pytest.mark.parametrize(("profile", "known"), [("3a", {FALSE_ALARM}), ("ua1", set())])
def test_what_is_kept_breaks_neither_standard(lasting: SealedPdf, profile: str, known: set[str]) -> None:
    """PDF/A-3a and PDF/UA-1, but for the checker's one known false alarm."""
    assert failures(lasting.content, profile) == known


def test_a_paper_others_sign_is_left_to_its_closing(desk: Desk) -> None:
    """Its end is not the seal."""
    assert b"/DSS" not in seal(paper("seal", "guardian", "closing"), desk.lasting(), stamp=None).content


def test_a_withdrawn_seal_or_time_authority_seals_nothing(desk: Desk) -> None:
    """What would speak against the paper is not put into it."""
    for lost in (seal_lost(desk, timedelta()), time_lost(desk, timedelta())):
        with pytest.raises(NotAuthentic, match="withdrawn; nothing was sealed"):
            seal(paper("seal"), desk.lasting(lost), stamp=None)


def test_without_the_roots_word_nothing_is_sealed(tmp_path: Path) -> None:
    """Its list is not there, or has ended: the level is not lowered in silence."""
    desk = open_desk(tmp_path)
    with pytest.raises(Failed, match="has ended"):
        seal(paper("seal"), desk.later(ROOT_LIST_LIFE + timedelta(days=1)).lasting(), stamp=None)

    (desk.keys / ROOT_LIST).unlink()
    with pytest.raises(NotFound):
        seal(paper("seal"), desk.lasting(), stamp=None)


class Hands(Clock):
    """A clock that is set by hand."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass
class Asked:
    """The council's desk, which counts what it is asked."""

    desk: Desk
    certificates: list[int] = field(default_factory=list)

    def __call__(self, certificates: tuple[x509.Certificate, ...]) -> ValidationData:
        self.certificates.append(len(certificates))
        return self.desk.revocation().on(certificates)


def seal_by(desk: Desk, stamping: Desk) -> tuple[tuple[bytes, ...], bytes]:
    """Return the certificates that a seal of one council carries, and its time-stamp by the authority of another."""
    signer = desk.sealer.signer
    return signer.carried, sign_and_stamp(bytes(32), signer, stamping.time_stamper)[1]


def test_what_was_said_is_used_for_a_minute(desk: Desk) -> None:
    """Then it is asked for again; so it is when the clock is set back."""
    clock, asked, sealed = Hands(NOON), Asked(desk), seal_by(desk, desk)
    words = LastingWords(asked, clock)
    kept = []
    for seconds in (0, 59, 60, 30):
        clock.moment = NOON + timedelta(seconds=seconds)
        kept.append(words.on(*sealed))

    assert asked.certificates == [4, 4, 4]
    assert None not in kept


def test_no_more_authorities_are_remembered_than_a_few(desk: Desk, tmp_path: Path) -> None:
    """Whoever was met long before is asked about anew; of a stranger nothing is known that would be kept."""
    asked, mine = Asked(desk), seal_by(desk, desk)
    words = LastingWords(asked, desk.clock)
    assert words.on(*mine) is not None
    others = [words.on(*seal_by(desk, open_desk(tmp_path / str(number)))) for number in range(MOST_MET)]

    assert words.on(*mine) is not None
    assert others == [None] * MOST_MET
    assert len(asked.certificates) == MOST_MET + 2


def test_a_paper_with_its_store_changed_is_altered(desk: Desk, lasting: SealedPdf) -> None:
    """Nobody signed it, and there is one way to write it."""
    at = lasting.content.index(b"/Type /DSS")
    changed = lasting.content[:at] + b"/Type /DST" + lasting.content[at + 10 :]

    assert desk.verified(changed).verdict == "altered"


def test_no_changed_byte_behind_the_seal_is_believed(desk: Desk, lasting: SealedPdf) -> None:
    """Of frame and values: a bit flipped, a byte taken out; `make proof` tries every byte."""
    start = len(cut_back(lasting.content))
    for at in range(start, len(lasting.content), part_of(197, 1)):
        before, byte, after = lasting.content[:at], lasting.content[at], lasting.content[at + 1 :]
        for changed in (before + bytes([byte ^ 1]) + after, before + after):
            assert desk.verified(changed).verdict in ("altered", "unreadable"), at


def test_no_bit_of_a_word_can_be_turned(desk: Desk, lasting: SealedPdf) -> None:
    """Each of every answer and list, and each byte taken out: it then vouches for nothing, or is no word at all."""
    kept = kept_behind(lasting.content, len(cut_back(lasting.content)))
    assert kept is not None
    pki = desk.pki
    chains = [
        (pki.seal.certificate, *pki.chain("seal"), pki.root),
        (pki.time.certificate, *pki.chain("time"), pki.root),
    ]
    assert vouched(kept, chains) == kept
    for name in ("answers", "lists"):
        for place, value in enumerate(values := getattr(kept, name)):
            for changed in changes(value):
                words = replace(kept, **{name: (*values[:place], changed, *values[place + 1 :])})
                assert vouched(words, chains) != words


def vouched(words: ValidationData, chains: Sequence[Chain]) -> ValidationData | None:
    """Return what of some words is needed; nothing of what is no word, as whoever judges has it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return Vouching(words, chains).at(NOON)
    except Exception:  # noqa: BLE001 - a broken word makes a parser raise anything
        return None


def changes(value: bytes) -> Iterator[bytes]:
    for at in range(len(value)):
        yield value[:at] + value[at + 1 :]
        yield from (value[:at] + bytes([value[at] ^ 1 << bit]) + value[at + 1 :] for bit in range(8))


def test_word_of_another_day_vouches_for_nothing(desk: Desk) -> None:
    """Said a day before the seal: it is not kept, and the level is what it was without."""
    words = desk.revocation().on((desk.pki.seal.certificate, desk.pki.time.certificate))
    late = desk.later(timedelta(days=1))
    sealer = replace(late.sealer, lasting=LastingWords(lambda _: words, late.clock))

    content = seal(paper("seal"), sealer, stamp=None).content
    evidence = late.verified(content)

    assert (evidence.verdict, evidence.level) == ("authentic", "B-T")
    assert b"/DSS" not in content


def test_a_sealed_file_is_digested_as_it_is(lasting: SealedPdf) -> None:
    """The digest that goes on through the fast way is that of the whole."""
    assert lasting.digest == digest_of(lasting.content)
