"""`keys` and `doctor` as a script calls them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from inconfidence.core.clock import SystemClock
from tests.cli.conftest import Call
from tests.signing.desk import COUNCIL
from tests.signing.outside import PASSWORD, POLICY, Authority, pem


def rows(call: Call, home: Path) -> dict[str, dict[str, str]]:
    listed = json.loads(call("keys", "list", "--json", "--home", home).stdout)
    return {row["name"]: row for row in listed}


def test_the_root_is_taken_away_and_named_where_it_is_needed(call: Call, home_folder: Path, tmp_path: Path) -> None:
    """The everyday commands go on without it; a new issuing authority asks for its folder."""
    usb = tmp_path / "usb"
    taken = call("keys", "root", "take-away", usb, "--home", home_folder)
    refused = call("keys", "rotate", "issuing-chair", "--home", home_folder)
    renewed = call("keys", "rotate", "issuing-chair", "--root", usb, "--home", home_folder)

    assert (taken.returncode, taken.stdout) == (0, "")
    assert "read back" in taken.stderr
    assert "on the disk the home is on" in taken.stderr
    assert refused.returncode == 4
    assert "--root" in refused.stderr
    assert renewed.returncode == 0
    assert rows(call, home_folder)["issuing-chair-2"]["serial"] == renewed.stdout.strip()


def test_a_seal_is_renewed_and_the_former_one_revoked(call: Call, home_folder: Path) -> None:
    """In this order; what was revoked is on record with who and when."""
    serial = rows(call, home_folder)["seal"]["serial"]
    revoking = ("keys", "revoke", serial, "--reason", "keyCompromise", "--by", "RO-17", "--home", home_folder)
    early = call(*revoking)
    call("keys", "rotate", "seal", "--home", home_folder)
    done, again = call(*revoking), call(*revoking)

    assert (early.returncode, done.returncode, again.returncode) == (5, 0, 5)
    assert rows(call, home_folder)["seal"]["state"] == "revoked"
    assert '"RO-17"' in (home_folder / "keys" / "revoked.jsonl").read_text("ascii")


def test_from_when_a_key_was_lost_is_recorded_in_london_time(call: Call, home_folder: Path) -> None:
    """A day is its first moment there; the number revoked is printed, and the lists for others name it."""
    serial = rows(call, home_folder)["time"]["serial"]
    call("keys", "rotate", "time", "--home", home_folder)
    options = ("--reason", "keyCompromise", "--by", "RO-17", "--since", "2026-07-01", "--home", home_folder)
    typed, done = call("keys", "revoke", "nobody:guardian", *options), call("keys", "revoke", serial, *options)

    assert (typed.returncode, done.returncode, done.stdout.strip()) == (4, 0, serial)
    assert '"since":"2026-06-30T23:00:00+00:00"' in (home_folder / "keys" / "revoked.jsonl").read_text("ascii")
    listed = x509.load_der_x509_crl((home_folder / "trust" / "issuing-time.crl").read_bytes())
    (entry,) = listed
    lost = entry.extensions.get_extension_for_class(x509.InvalidityDate).value.invalidity_date_utc
    assert (entry.serial_number, lost) == (int(serial, 16), datetime(2026, 6, 30, 23, tzinfo=UTC))


def test_the_lists_for_others_are_made_anew(call: Call, home_folder: Path) -> None:
    """Each time with a larger number."""
    file = home_folder / "trust" / "issuing-seal.crl"
    before, done = file.read_bytes(), call("keys", "publish", "--home", home_folder)

    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_bytes() != before


def test_the_table_says_how_each_certificate_stands(call: Call, home_folder: Path) -> None:
    """A line each; serial numbers whole, to be copied."""
    said = call("keys", "list", "--home", home_folder).stdout

    for row in rows(call, home_folder).values():
        assert any(row["serial"] in line and row["state"] in line for line in said.splitlines())


def test_keys_of_no_home_are_not_found(call: Call, tmp_path: Path) -> None:
    """And nothing is made there."""
    done = call("keys", "list", "--home", tmp_path / "nowhere")

    assert done.returncode == 4
    assert not (tmp_path / "nowhere").exists()


def test_the_doctor_ends_with_one_only_when_something_is_wrong(call: Call, home_folder: Path) -> None:
    """Warnings are told and are no failure; a key others can read is one."""
    healthy = call("doctor", "--json", "--home", home_folder)
    (home_folder / "keys" / "seal.key").chmod(0o644)
    ill = call("doctor", "--home", home_folder)

    assert healthy.returncode == 0
    assert {row["state"] for row in json.loads(healthy.stdout)} == {"well", "warning"}
    assert ill.returncode == 1
    assert "fault    keys:" in ill.stdout
    assert call("doctor", "--home", home_folder / "nowhere").returncode == 4


def test_a_bought_seal_is_taken_in_with_its_password_from_a_file(
    call: Call, home_folder: Path, tmp_path: Path
) -> None:
    """Never from the command, where everybody on the computer could read it; a wrong one changes nothing."""
    seller = Authority(moment=SystemClock().now())
    row = f'root = """{pem(seller.root.certificate)}"""\npolicy = "{POLICY}"\norganisation = "{COUNCIL}"'
    with (home_folder / "council.toml").open("a") as stream:
        stream.write(f"\n[[outside_seals]]\n{row}\n")
    file, right, wrong = tmp_path / "seal.p12", tmp_path / "right", tmp_path / "wrong"
    file.write_bytes(seller.file(seller.seal()))
    right.write_text(f"{PASSWORD}\n")
    wrong.write_text("wrong\n")

    refused = call("keys", "seal", "bought", file, "--password-file", wrong, "--home", home_folder)
    taken = call("keys", "seal", "bought", file, "--password-file", right, "--home", home_folder)

    assert refused.returncode == 3
    assert taken.returncode == 0
    assert rows(call, home_folder)["seal-2"]["serial"] == taken.stdout.strip()
    assert "--password " not in call("keys", "seal", "bought", "--help").stdout
