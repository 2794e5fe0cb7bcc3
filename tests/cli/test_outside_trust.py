"""What `verify` believes, `archive check` and `bundle` believe too: a bought seal, and outside time authorities."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509

from inconfidence.core.clock import SystemClock, london_date
from inconfidence.recipes import casework, keys
from inconfidence.recipes.home import open_home, secret_folder
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.sample import Sample
from tests.cli.conftest import Call
from tests.signing.desk import open_desk
from tests.signing.outside import PASSWORD, POLICY, Authority, pem
from tests.signing.time_servers import Server, serving

COUNCIL = "The council, as the seller calls it"


@dataclass(frozen=True)
class Outsiders:
    """A home whose papers lead to two roots of others: that of the seal's seller, and that of the time authority."""

    folder: Path
    paper: Path
    roots: tuple[x509.Certificate, ...]


@pytest.fixture
def outsiders(home_folder: Path, tmp_path: Path) -> Outsiders:
    """One paper, made and kept, sealed with a bought seal and timed by an outside authority."""
    now = SystemClock().now()
    seller, timer = Authority(moment=now), open_desk(tmp_path / "timer", "A Time Authority", now)
    (home_folder / "trust" / "time").mkdir()
    (home_folder / "trust" / "time" / "timer.pem").write_text(pem(timer.pki.root))
    seal = f'root = """{pem(seller.root.certificate)}"""\npolicy = "{POLICY}"\norganisation = "{COUNCIL}"'
    with serving(Server(timer.answer)) as server:
        with (home_folder / "council.toml").open("a") as stream:
            stream.write(f"\n[[outside_seals]]\n{seal}\n\n")
            stream.write(f'[[time_authorities]]\nurl = "{server.url}"\nroot = "timer.pem"\nseconds = 5\n')
        secrets = secret_folder(home_folder)
        sold = seller.file(seller.seal(organisation=COUNCIL))
        keys.seal_bought(keys.open_keys(home_folder, secrets, SystemClock()), sold, PASSWORD)
        home, sample = open_home(home_folder, secrets, SystemClock()), Sample(london_date(now))
        case = casework.take_in_referral(home, sample.text("referral-individual"), by="test")
        casework.record(home, case.reference, sample.text("screening-individual"), by="test")
        made = make_for_case(home, "referral-record-individual", case.reference, "fast")
    return Outsiders(home_folder, made.file, (home.pki.root, seller.root.certificate, timer.pki.root))


def test_every_command_believes_what_the_settings_name(call: Call, outsiders: Outsiders, tmp_path: Path) -> None:
    """Genuine to each of them, by an outside clock; the bundle carries all three roots."""
    at_home = ("--home", outsiders.folder)
    verified = call("verify", outsiders.paper, "--json", *at_home)
    checked = call("archive", "check", *at_home)
    bundled = call("bundle", outsiders.paper, "-o", tmp_path / "b", *at_home)

    (found,) = json.loads(verified.stdout)
    assert (found["verdict"], found["clock"]) == ("authentic", "outside")
    assert (verified.returncode, checked.returncode, bundled.returncode) == (0, 0, 0)
    assert "Signatures: 0 papers as they were judged, 1 judged in full." in checked.stdout
    roots = x509.load_pem_x509_certificates((tmp_path / "b" / "certificates" / "roots.pem").read_bytes())
    assert tuple(roots) == outsiders.roots
    assert "a time authority outside the council" in (tmp_path / "b" / "verdict.html").read_text("utf-8")


def test_no_command_believes_them_when_the_settings_name_them_no_more(
    call: Call, outsiders: Outsiders, tmp_path: Path
) -> None:
    """The archive says which file it is; the bundle holds the council's own root alone, and why it is not enough."""
    text = (outsiders.folder / "council.toml").read_text("utf-8")
    (outsiders.folder / "council.toml").write_text(text.split("[[outside_seals]]")[0], "utf-8")
    (outsiders.folder / "trust" / "time" / "timer.pem").unlink()
    at_home = ("--home", outsiders.folder)
    checked = call("archive", "check", *at_home)
    bundled = call("bundle", outsiders.paper, "-o", tmp_path / "b", *at_home)

    assert (call("verify", outsiders.paper, *at_home).returncode, checked.returncode, bundled.returncode) == (6, 6, 6)
    assert "Sealed or signed by someone this council does not know." in checked.stdout
    roots = x509.load_pem_x509_certificates((tmp_path / "b" / "certificates" / "roots.pem").read_bytes())
    assert tuple(roots) == outsiders.roots[:1]
    assert not (tmp_path / "b" / "signatures").exists()
