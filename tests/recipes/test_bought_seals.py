"""A home that seals with a certificate it bought: from the settings to a paper that is made, kept and verified."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import InputInvalid, NotAuthentic, OutOfTurn
from inconfidence.recipes import casework, doctor, keys
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.keys import CouncilKeys
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.sample import Sample, settings
from inconfidence.recipes.verification import trust_for, verify_all
from inconfidence.store import Case
from signing import Trust
from tests.recipes.conftest import MORNING
from tests.signing.outside import PASSWORD, POLICY, Authority, pem

COUNCIL = "The council, as the seller calls it"


@pytest.fixture(scope="module")
def seller() -> Authority:
    return Authority(moment=MORNING.moment)


def with_rule(seller: Authority, **other: str) -> bytes:
    """The sample's settings, naming the seal bought from ``seller``."""
    row = {"root": pem(seller.root.certificate), "policy": POLICY, "organisation": COUNCIL} | other
    lines = "\n".join(f'{name} = """{value}"""' for name, value in row.items())
    return settings() + f"\n[[outside_seals]]\n{lines}\n".encode()


@pytest.fixture
def folder(seller: Authority, tmp_path: Path) -> Path:
    """A home whose settings name it."""
    place = tmp_path / "var"
    init(place, secret_folder(place), with_rule(seller), MORNING)
    return place


def council_of(folder: Path) -> CouncilKeys:
    return keys.open_keys(folder, secret_folder(folder), MORNING)


def opened(folder: Path) -> Home:
    return open_home(folder, secret_folder(folder), MORNING)


def screened(home: Home, sample: Sample) -> Case:
    """A case as far as a record of it can be made."""
    case = casework.take_in_referral(home, sample.text("referral-individual"), by="test")
    casework.record(home, case.reference, sample.text("screening-individual"), by="test")
    return case


@pytest.fixture
def bought(seller: Authority, folder: Path) -> Home:
    """The home after it was taken in."""
    sold = seller.seal(organisation=COUNCIL)
    keys.seal_bought(council_of(folder), seller.file(sold), PASSWORD)
    return opened(folder)


def test_papers_are_made_and_verified_with_it(bought: Home, sample: Sample) -> None:
    """A referral record is sealed, judged authentic, kept, and verified again as the command does it."""
    case = screened(bought, sample)

    made = make_for_case(bought, "referral-record-individual", case.reference, "fast")

    assert made.evidence.verdict == "authentic"
    assert made.evidence.signatures[0].signer == f"{COUNCIL} eSeal"
    file = [(made.file.name, made.content)]
    believed, root_alone = trust_for(bought.folder, []), trust_for(bought.folder, [pem(bought.pki.root).encode()])
    assert [each.evidence.verdict for each in verify_all(file, believed, MORNING)] == ["authentic"]
    assert [each.evidence.verdict for each in verify_all(file, root_alone, MORNING)] == ["unrecognised"]


def test_a_root_named_by_hand_brings_no_outside_seal(bought: Home, seller: Authority) -> None:
    """Whoever verifies against another root does not take this home's settings with it."""
    assert trust_for(bought.folder, [pem(bought.pki.root).encode()]) == Trust((bought.pki.root,))
    assert trust_for(bought.folder, []).outside == (seller.rule(COUNCIL),)


def test_a_seal_the_settings_do_not_name_is_not_taken(home: Home, seller: Authority) -> None:
    """Its papers would be unrecognised by the council itself; the former seal is in use."""
    with pytest.raises(NotAuthentic, match="not be recognised"):
        keys.seal_bought(council_of(home.folder), seller.file(seller.seal(organisation=COUNCIL)), PASSWORD)

    assert opened(home.folder).pki.seal.certificate == home.pki.seal.certificate


def test_when_the_settings_forget_it_nothing_is_kept(bought: Home, sample: Sample) -> None:
    """A paper that this council would not believe itself is not kept as one."""
    (bought.folder / "council.toml").write_bytes(settings())
    home = opened(bought.folder)
    case = screened(home, sample)

    with pytest.raises(NotAuthentic):
        make_for_case(home, "referral-record-individual", case.reference, "fast")
    assert home.archive.entries() == ()


def test_the_doctor_says_in_time_that_a_new_one_has_to_be_bought(bought: Home) -> None:
    """It cannot be renewed here."""
    soon = FixedClock(bought.pki.seal.certificate.not_valid_after_utc - timedelta(days=100))

    remedies = [each.remedy for each in doctor.examine(bought.folder, secret_folder(bought.folder), soon)]

    assert any("keys seal bought" in remedy for remedy in remedies)


def test_it_does_not_become_a_seal_of_our_own_unless_that_is_meant(bought: Home) -> None:
    """Renewed by habit, papers would suddenly carry another authority's seal."""
    council = council_of(bought.folder)

    with pytest.raises(OutOfTurn, match="seal bought"):
        keys.renew(council, "seal", None)
    assert opened(bought.folder).pki.seal.certificate == bought.pki.seal.certificate

    keys.renew(council, "seal", None, here=True)
    keys.renew(council, "seal", None)
    assert opened(bought.folder).pki.chain("seal") == (bought.pki.issuing["seal"].certificate,)


def test_only_its_seller_can_revoke_it(bought: Home) -> None:
    """It would stand on a list of ours, which nobody asks about it."""
    council = council_of(bought.folder)
    serial = f"{bought.pki.seal.certificate.serial_number:x}"
    keys.renew(council, "seal", None, here=True)

    with pytest.raises(OutOfTurn, match="Another authority"):
        keys.revoke_certificate(council, serial, "superseded", "RO-1")


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"policy": "seal"}, "outside_seals.0.policy"),
        ({"root": "no certificate"}, "outside_seals.0.root"),
        (
            {"root": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
            "outside_seals.0.root",
        ),
    ],
    ids=["no-number", "no-pem", "broken-pem"],
)
def test_settings_that_name_it_wrongly_are_refused(
    folder: Path, seller: Authority, other: dict[str, str], path: str
) -> None:
    """By path, whichever check sees it."""
    (folder / "council.toml").write_bytes(with_rule(seller, **other))

    with pytest.raises(InputInvalid) as refusal:
        opened(folder)

    assert [problem.path for problem in refusal.value.problems] == [path]
