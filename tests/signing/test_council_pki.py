"""The council's certificates and keys: made once, kept closed, each for one role."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from inconfidence.core.clock import FixedClock
from inconfidence.core.documents import SealedPdf
from inconfidence.core.errors import Failed, InputInvalid, NotFound, OutOfTurn
from signing import AesProtector, LocalKey, create_council_pki, load_council_pki, trust_files
from signing.arc import POLICIES
from signing.certificates import binding_of, common_name, policies_of, role_of_chain
from tests.signing.desk import COUNCIL, NOON, Desk, open_desk, paper

PROTECTOR = AesProtector(bytes(range(32)))


def test_each_role_has_an_authority_of_its_own(desk: Desk) -> None:
    """No two roles share an issuing certificate, and each names the policy of its role alone."""
    named = {role: policies_of(issuer.certificate) for role, issuer in desk.pki.issuing.items()}

    assert named == {role: {policy} for role, policy in POLICIES.items()}
    assert len({issuer.certificate.serial_number for issuer in desk.pki.issuing.values()}) == 4


def test_demonstration_keys_say_so_in_every_subject(desk: Desk) -> None:
    """Whoever looks at a certificate of these keys reads that they are for demonstration."""
    certificates = [desk.pki.root, desk.pki.seal.certificate, desk.pki.time.certificate]

    assert desk.pki.demonstration
    assert all("DEMONSTRATION" in common_name(certificate) for certificate in certificates)


def test_only_the_owner_can_read_the_keys(tmp_path: Path) -> None:
    """The folder is closed to others, and so is every file in it."""
    create_council_pki(tmp_path / "keys", PROTECTOR, COUNCIL, FixedClock(NOON))

    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_no_key_lies_open_on_disk(tmp_path: Path) -> None:
    """A key file is not a key to someone without the protecting key."""
    create_council_pki(tmp_path / "keys", PROTECTOR, COUNCIL, FixedClock(NOON))

    with pytest.raises(Failed, match=r"issuing-seal\.key cannot be opened"):
        load_council_pki(tmp_path / "keys", AesProtector(bytes(32)))


def test_a_protecting_key_of_the_wrong_length_is_refused() -> None:
    """A short key is a mistake in the set-up, and is called one."""
    with pytest.raises(Failed, match="32 bytes"):
        AesProtector(b"short")


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    """A second set of keys in the same folder is refused, and the first stays."""
    create_council_pki(tmp_path / "keys", PROTECTOR, COUNCIL, FixedClock(NOON))
    before = {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()}

    with pytest.raises(OutOfTurn):
        create_council_pki(tmp_path / "keys", PROTECTOR, COUNCIL, FixedClock(NOON))

    assert {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()} == before


def test_nothing_is_left_when_the_keys_cannot_be_made(tmp_path: Path) -> None:
    """A council name that fits no certificate leaves no half-made folder behind."""
    with pytest.raises(InputInvalid):
        create_council_pki(tmp_path / "keys", PROTECTOR, "\x07", FixedClock(NOON))

    assert list(tmp_path.iterdir()) == []


def test_keys_work_with_the_root_key_taken_away(tmp_path: Path) -> None:
    """The root's key can be kept offline: loading does not ask for it."""
    create_council_pki(tmp_path / "keys", PROTECTOR, COUNCIL, FixedClock(NOON))
    (tmp_path / "keys" / "root.key").unlink()

    pki = load_council_pki(tmp_path / "keys", PROTECTOR)

    assert pki.trust.roots == (pki.root,)


def test_a_swapped_key_file_is_noticed(tmp_path: Path) -> None:
    """The chairs' key under the name of the seal's does not open."""
    folder = tmp_path / "keys"
    create_council_pki(folder, PROTECTOR, COUNCIL, FixedClock(NOON))
    (folder / "seal.key").write_bytes((folder / "time.key").read_bytes())

    with pytest.raises(Failed, match=r"seal\.key"):
        load_council_pki(folder, PROTECTOR)


def test_a_certificate_of_another_key_is_noticed(tmp_path: Path) -> None:
    """A certificate that was exchanged for another is refused by name."""
    folder = tmp_path / "keys"
    create_council_pki(folder, PROTECTOR, COUNCIL, FixedClock(NOON))
    (folder / "seal.pem").write_bytes((folder / "time.pem").read_bytes())

    with pytest.raises(Failed, match=r"seal\.pem"):
        load_council_pki(folder, PROTECTOR)


def test_missing_keys_point_to_init(tmp_path: Path) -> None:
    """Whoever starts without keys is told which command makes them."""
    with pytest.raises(NotFound) as caught:
        load_council_pki(tmp_path, PROTECTOR)

    assert "init" in caught.value.hint


@pytest.mark.parametrize("name", ["Ayşe Yıldız", "חיה ייִדיש", "Nguyễn Thị Ánh", "李小龙", "Ọlátúnjí Adébáyọ̀"])
def test_names_stand_in_certificates_in_their_own_script(desk: Desk, sealed: SealedPdf, name: str) -> None:
    """A guardian's name is in the certificate letter by letter."""
    certificate = desk.certificate(LocalKey(), sealed, "guardian", name)

    assert common_name(certificate) == name


@pytest.mark.parametrize("name", ["", "   ", "a\x00b"])
def test_a_name_that_cannot_be_printed_is_refused(desk: Desk, sealed: SealedPdf, name: str) -> None:
    """An empty name, or one with control signs, gets no certificate, and is not repeated in the message."""
    with pytest.raises(InputInvalid) as caught:
        desk.certificate(LocalKey(), sealed, "guardian", name)

    assert "\x00" not in caught.value.message


@pytest.mark.parametrize("name", ["Wolfeschlegelsteinhausen " * 9, "ሀለሐመሠረሰቀበተ" * 9, "李小龙" * 30])
def test_a_very_long_name_is_cut_to_what_a_certificate_holds(desk: Desk, sealed: SealedPdf, name: str) -> None:
    """Sixty-four bytes is what other tools take, and no letter is cut in two."""
    certificate = desk.certificate(LocalKey(), sealed, "guardian", name)

    assert 60 <= len(common_name(certificate).encode()) <= 64
    assert name.startswith(common_name(certificate))


def test_a_signature_with_the_longest_names_fits_into_its_place(tmp_path: Path) -> None:
    """The space kept for a signature is enough for any council's and any person's name."""
    desk = open_desk(tmp_path, "ሀለሐመሠረሰቀበተ" * 9)

    sealed = desk.sealed(paper("seal", "guardian"))

    assert desk.verified(desk.signed(sealed, "guardian", sealed, "李小龙" * 30).content).verdict == "authentic"


def test_a_guardians_certificate_is_for_one_paper_and_thirty_days(desk: Desk, sealed: SealedPdf) -> None:
    """It names paper, field and identity check, and ends by itself."""
    certificate = desk.certificate(LocalKey(), sealed, "guardian")

    binding = binding_of(certificate)
    assert binding is not None
    assert (binding.sealed, binding.field, binding.identity_check) == (sealed.digest, "guardian", "known to the chair")
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=30)


def test_a_role_needs_leaf_and_authority_to_agree(desk: Desk) -> None:
    """The seal's certificate under the guardians' authority has no role."""
    guardians = desk.pki.issuing["guardian"].certificate

    assert role_of_chain((desk.pki.seal.certificate, *desk.pki.chain("seal"), desk.pki.root)) == "seal"
    assert role_of_chain((desk.pki.seal.certificate, guardians, desk.pki.root)) is None
    assert role_of_chain((desk.pki.seal.certificate, desk.pki.root)) is None


def test_trust_files_can_be_read_by_others(desk: Desk, tmp_path: Path) -> None:
    """Root first, then the four authorities, as plain PEM without any key."""
    files = trust_files(desk.pki, tmp_path / "trust")

    read = [x509.load_pem_x509_certificate(file.read_bytes()) for file in files]
    assert read[0] == desk.pki.root
    assert len(read) == 5
    assert not any(b"PRIVATE" in file.read_bytes() for file in files)


def test_two_councils_share_no_key(desk: Desk, tmp_path: Path) -> None:
    """The same name twice makes two different roots."""
    again = open_desk(tmp_path)

    assert again.pki.root.subject == desk.pki.root.subject
    assert again.pki.root.public_key() != desk.pki.root.public_key()
