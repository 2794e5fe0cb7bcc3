"""A seal bought from an outside authority: taken in when it will be recognised, and recognised only as named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.documents import Evidence, SealedPdf
from inconfidence.core.errors import InConfidenceError, InputInvalid, NotAuthentic, OutOfTurn
from signing import (
    AesProtector,
    BoughtSeal,
    CheckedTimeStamper,
    KeyFolder,
    LocalKey,
    OutsideSeal,
    Trust,
    begin,
    council_sealer,
    finish,
    load_council_pki,
    read_bought_seal,
    rotate,
    seal,
    signer_of,
    use_bought,
    verify,
)
from signing.arc import POLICIES
from signing.cms_writing import in_order
from signing.rsa_seal import RsaSeal
from tests.signing.desk import COUNCIL, NOON, Desk, open_desk, paper, stamp
from tests.signing.outside import DAY, PASSWORD, POLICY, Authority, Certificate

PROTECTOR = AesProtector(bytes(range(32)))
CLOCK = FixedClock(NOON)
TLS_SERVER, DOCUMENTS = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.36"


@pytest.fixture(scope="module")
def seller() -> Authority:
    return Authority()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


def taken_in(seller: Authority, sold: Certificate, **file: object) -> BoughtSeal:
    return read_bought_seal(seller.file(sold, **file), PASSWORD, [seller.rule()], CLOCK)


def sealed_by(desk: Desk, tmp_path: Path, bought: BoughtSeal) -> SealedPdf:
    """A paper of the council after the bought seal was put in use."""
    use_bought(KeyFolder(tmp_path / "keys", PROTECTOR, CLOCK), bought)
    pki = load_council_pki(tmp_path / "keys", PROTECTOR)
    return seal(paper("seal", "guardian"), council_sealer(pki, desk.time_stamper, CLOCK), stamp=stamp("Sealed"))


def judged(desk: Desk, content: bytes, *outside: OutsideSeal) -> Evidence:
    return verify(content, replace(desk.pki.trust, outside=outside), clock=CLOCK)


def sealed_with(desk: Desk, seller: Authority, sold: Certificate, fields: tuple[str, ...] = ("seal",)) -> bytes:
    """A paper sealed with a certificate of the seller, whoever may have it."""
    authority = RsaSeal(sold.certificate, sold.key)
    sealer = replace(desk.sealer, signer=signer_of(authority, (seller.issuing.certificate,)))
    return seal(paper(*fields), sealer, stamp=None).content


@pytest.mark.parametrize("kind", ["rsa", "p256", "rsa4096"])
def test_papers_sealed_with_it_are_authentic(seller: Authority, desk: Desk, tmp_path: Path, kind: str) -> None:
    """To whoever names it; a guardian signs on it under the council's own authority."""
    sealed = sealed_by(desk, tmp_path, taken_in(seller, seller.seal(kind)))

    evidence = judged(desk, desk.signed(sealed, "guardian", sealed).content, seller.rule())

    assert (evidence.verdict, evidence.level, evidence.problems) == ("authentic", "B-T", ())
    assert [each.role for each in evidence.signatures] == ["seal", "guardian"]


def test_to_whoever_does_not_name_it_they_are_unrecognised(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """Nothing about the file itself says whose seal it is."""
    sealed = sealed_by(desk, tmp_path, taken_in(seller, seller.seal()))

    assert judged(desk, sealed.content).verdict == "unrecognised"


def test_naming_its_root_as_trusted_is_not_enough(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """A root a caller trusts gives no role: only policy and organisation do."""
    sealed = sealed_by(desk, tmp_path, taken_in(seller, seller.seal()))
    trust = Trust((desk.pki.root, seller.root.certificate))

    assert verify(sealed.content, trust, clock=CLOCK).verdict == "unrecognised"
    # The guardian has not signed yet.
    assert verify(sealed.content, replace(trust, outside=(seller.rule(),)), clock=CLOCK).verdict == "incomplete"


@pytest.mark.parametrize(
    "sold",
    [
        {"organisation": "London Borough of Hackney "},
        {"organisation": "Somebody Else Ltd"},
        {"policies": ()},
        {"policies": ("1.3.6.1.4.1.99999.7.2",)},
        {"uses": ("key_encipherment",)},
        {"uses": ()},
        {"purposes": (TLS_SERVER,)},
    ],
    ids=["nearly-our-name", "another-customer", "no-policy", "another-policy", "no-signing", "no-use", "web-server"],
)
def test_no_other_certificate_of_that_authority_is_the_councils(
    seller: Authority, desk: Desk, sold: dict[str, object]
) -> None:
    """Another customer's seal, and the council's own certificates for other things: neither sealed with nor taken."""
    other = seller.seal(**sold)

    assert judged(desk, sealed_with(desk, seller, other), seller.rule()).verdict != "authentic"
    with pytest.raises(NotAuthentic):
        taken_in(seller, other)


def test_an_authority_that_may_not_issue_seals_issues_none(seller: Authority, desk: Desk) -> None:
    """A subordinate of the same root without the policy cannot put it into a certificate."""
    subordinate = seller.seal(ca=True, policies=("1.3.6.1.4.1.99999.7.9",))
    stolen = seller.seal(issuer=subordinate)
    sealer = replace(
        desk.sealer, signer=signer_of(RsaSeal(stolen.certificate, stolen.key), (subordinate.certificate,))
    )

    content = seal(paper("seal"), sealer, stamp=None).content

    assert judged(desk, content, seller.rule()).verdict == "unrecognised"


def test_a_lookalike_of_the_authority_is_not_it(desk: Desk, seller: Authority) -> None:
    """Same names, same policy, another root."""
    lookalike = Authority()

    content = sealed_with(desk, lookalike, lookalike.seal())

    assert judged(desk, content, seller.rule()).verdict == "unrecognised"


def test_its_root_is_believed_for_no_role_of_ours(desk: Desk, seller: Authority) -> None:
    """An outside authority that writes our guardians' policy into a certificate makes no guardian, nor a seal."""
    policies = (POLICIES["seal"], POLICIES["guardian"])
    false = Authority(policy=POLICIES["seal"])
    sold = false.seal(policies=policies[:1])

    content = sealed_with(desk, false, sold)

    named_otherwise = OutsideSeal(false.root.certificate, POLICY, COUNCIL)
    assert judged(desk, content, named_otherwise).verdict == "unrecognised"


def test_the_councils_bought_seal_signs_as_no_guardian(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """In a guardian's field it is the council's seal still."""
    bought = taken_in(seller, seller.seal("p256"))
    sealed = sealed_by(desk, tmp_path, bought)
    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    foreign = replace(session, certificate=bought.certificate, chain=bought.chain)

    with pytest.raises(InConfidenceError):
        finish(foreign, key.sign(session.to_be_signed), time_stamper=desk.time_stamper, clock=CLOCK)
    with pytest.raises(NotAuthentic):
        begin(sealed, "guardian", bought.certificate, bought.chain, stamp=None, clock=CLOCK)


def test_its_root_is_believed_for_no_time(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """A time-stamp whose authority hangs under the outside root only is not one."""
    theirs = open_desk(tmp_path / "theirs")
    sealer = replace(desk.sealer, time_stamper=CheckedTimeStamper(theirs.answer))
    content = seal(paper("seal"), sealer, stamp=None).content
    rule = OutsideSeal(theirs.pki.root, POLICY, COUNCIL)

    assert judged(desk, content, rule).verdict == "unrecognised"


@pytest.mark.parametrize("file", [{"chain": True, "root": True}, {"chain": True}])
def test_a_file_with_or_without_the_root_is_taken(seller: Authority, file: dict[str, bool]) -> None:
    """The root is the one the settings name; the one in the file is not kept."""
    assert taken_in(seller, seller.seal(), **file).chain == (seller.issuing.certificate,)


def test_a_file_without_the_authority_in_between_is_refused(seller: Authority) -> None:
    """Papers sealed with it could not be verified by anybody."""
    with pytest.raises(NotAuthentic):
        taken_in(seller, seller.seal(), chain=False)


@pytest.mark.parametrize("password", ["", "wrong", "As sent apart", "пароль"])
def test_a_wrong_password_opens_nothing(seller: Authority, password: str) -> None:
    """And is not repeated."""
    with pytest.raises(InputInvalid) as refusal:
        read_bought_seal(seller.file(seller.seal()), password, [seller.rule()], CLOCK)

    assert not password or password not in f"{refusal.value.message}{refusal.value.hint}"


@pytest.mark.parametrize("content", [b"", b"no pkcs12", b"\x30\x80\x00\x00"])
def test_any_other_file_is_refused(seller: Authority, content: bytes) -> None:
    """In words."""
    with pytest.raises(InputInvalid):
        read_bought_seal(content, PASSWORD, [seller.rule()], CLOCK)


def test_a_file_cut_short_or_changed_is_refused(seller: Authority) -> None:
    """Wherever it is cut; its integrity check sees what was changed."""
    content = seller.file(seller.seal("p256"))

    for at in range(0, len(content), len(content) // 12):
        with pytest.raises(InputInvalid):
            read_bought_seal(content[:at], PASSWORD, [seller.rule()], CLOCK)
    changed = content[:900] + bytes([content[900] ^ 1]) + content[901:]
    with pytest.raises(InputInvalid):
        read_bought_seal(changed, PASSWORD, [seller.rule()], CLOCK)


@pytest.mark.parametrize("kind", ["p384", "rsa1024"])
def test_a_key_papers_are_not_sealed_with_is_refused(seller: Authority, kind: str) -> None:
    """P-256, or RSA of 2048 bits or more."""
    with pytest.raises(InputInvalid, match="key"):
        taken_in(seller, seller.seal(kind))


@pytest.mark.parametrize("life", [{"end": -DAY}, {"start": DAY}], ids=["ended", "not-yet"])
def test_a_seal_that_is_not_valid_now_is_refused(seller: Authority, life: dict[str, timedelta]) -> None:
    """Before a paper is sealed with it, not after."""
    with pytest.raises(OutOfTurn, match="not valid now"):
        taken_in(seller, seller.seal(**life))


def test_a_seal_for_documents_is_taken(seller: Authority) -> None:
    """The purpose made for it (RFC 9336)."""
    assert taken_in(seller, seller.seal(purposes=(DOCUMENTS,)))


def test_certificates_too_large_for_a_paper_are_refused(seller: Authority) -> None:
    """Before a paper is sealed with it, not after."""
    many = tuple(f"1.3.6.1.4.1.99999.8.{number}" for number in range(500))

    with pytest.raises(InputInvalid, match="larger than the place"):
        taken_in(seller, seller.seal(policies=(POLICY, *many)))


def test_its_key_is_kept_like_our_own(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """Encrypted; the former key is destroyed; renewing goes back to a seal of our own, and old papers verify."""
    sealed = sealed_by(desk, tmp_path, taken_in(seller, seller.seal()))
    files = {file.name for file in (tmp_path / "keys").glob("seal*")}

    assert files == {"seal.pem", "seal-2.pem", "seal-2.key", "seal-2.chain"}
    assert b"RSA" not in (tmp_path / "keys" / "seal-2.key").read_bytes()
    rotate(KeyFolder(tmp_path / "keys", PROTECTOR, CLOCK), "seal")
    pki = load_council_pki(tmp_path / "keys", PROTECTOR)
    assert pki.chain("seal") == desk.pki.chain("seal")
    old = desk.signed(sealed, "guardian", sealed)
    assert judged(desk, old.content, seller.rule()).verdict == "authentic"


def test_a_paper_carries_its_chain_and_no_more(seller: Authority, desk: Desk, tmp_path: Path) -> None:
    """Leaf and issuing authority, so that it can be checked offline."""
    bought = taken_in(seller, seller.seal(), root=True)
    sealed_by(desk, tmp_path, bought)
    pki = load_council_pki(tmp_path / "keys", PROTECTOR)

    carried = signer_of(pki.seal, pki.chain("seal")).carried
    assert carried == in_order((bought.certificate, seller.issuing.certificate))
