"""A seal whose key lies in a token (SoftHSM): papers sealed with it verify, and a token that is gone seals nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from inconfidence.core.clock import FixedClock, SystemClock
from inconfidence.core.errors import Failed, NotAuthentic, OutOfTurn, TryLater
from inconfidence.recipes import doctor
from inconfidence.recipes import keys as recipe
from inconfidence.recipes.home import Home, init, open_home, protector_of, secret_folder
from inconfidence.recipes.sample import settings
from signing import (
    AesProtector,
    KeyFolder,
    Sealer,
    TokenPlace,
    TokenSeal,
    council_sealer,
    load_council_pki,
    rotate,
    seal,
    use_token,
)
from tests.signing.desk import NOON, Desk, open_desk, paper, stamp
from tests.witness.witnesses import said, witness, witness_module

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PROTECTOR = AesProtector(bytes(range(32)))
PIN = "2468"


@dataclass(frozen=True)
class Token:
    """A token with two keys, ``p256`` and ``rsa``, and where its files lie."""

    library: Any
    module: str
    folder: Path

    def place(self, key: str = "p256", pin: str = PIN) -> TokenPlace:
        return TokenPlace(self.module, "council", key, pin)

    def lose_sessions(self) -> None:
        """Do what a security module does that is started anew: every session is gone."""
        self.library.reinitialize()

    def unplug(self) -> None:
        self.folder.rename(self.folder.with_name("unplugged"))
        self.folder.mkdir()
        self.lose_sessions()

    def plug_in(self) -> None:
        self.folder.rmdir()
        self.folder.with_name("unplugged").rename(self.folder)
        self.lose_sessions()


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """SoftHSM's library, and the folder it was told to keep tokens in: it reads that once in a process."""
    place = tmp_path_factory.mktemp("softhsm")
    tool = witness("softhsm2-util")
    witness_module("pkcs11")
    (place / "conf").write_text(f"directories.tokendir = {place / 'tokens'}\nobjectstore.backend = file\n")
    (place / "tokens").mkdir()
    before, os.environ["SOFTHSM2_CONF"] = os.environ.get("SOFTHSM2_CONF"), str(place / "conf")
    said(tool, "--init-token", "--free", "--label", "council", "--pin", PIN, "--so-pin", "13579")
    yield next(each for each in MODULES if Path(each).exists()), place / "tokens"
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture(scope="module")
def filled(module: tuple[str, Path]) -> Token:
    """The token with its two keys made in it."""
    pkcs11 = witness_module("pkcs11")
    util = witness_module("pkcs11.util.ec")
    library = pkcs11.lib(module[0])
    library.reinitialize()
    with library.get_token(token_label="council").open(user_pin=PIN, rw=True) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: util.encode_named_curve_parameters("secp256r1")}
        domain = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        domain.generate_keypair(store=True, label="p256")
        session.generate_keypair(pkcs11.KeyType.RSA, 2048, store=True, label="rsa")
    return Token(library, *module)


@pytest.fixture
def token(filled: Token) -> Iterator[Token]:
    """The token as a program finds it that starts."""
    filled.library.reinitialize()
    yield filled
    if filled.folder.with_name("unplugged").exists():
        filled.plug_in()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def keys(desk: Desk, tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "keys", PROTECTOR, FixedClock(NOON))


def sealer(desk: Desk, keys: KeyFolder) -> Sealer:
    """The council's sealer as the next program makes it from what is kept."""
    return council_sealer(load_council_pki(keys.folder, PROTECTOR), desk.time_stamper, desk.clock)


@pytest.mark.parametrize("key", ["p256", "rsa"])
def test_a_paper_sealed_by_a_token_is_authentic(token: Token, desk: Desk, keys: KeyFolder, key: str) -> None:
    """By our verifier, at the level of any other seal; a guardian's signature goes on it as on any other."""
    use_token(keys, token.place(key))

    sealed = seal(paper("seal", "guardian"), sealer(desk, keys), stamp=stamp("Sealed"))

    evidence = desk.verified(desk.signed(sealed, "guardian", sealed).content)
    assert (evidence.verdict, evidence.level, evidence.problems) == ("authentic", "B-T", ())


def test_no_key_of_the_seal_lies_on_disk(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """The former one is destroyed; of the token there is its place, encrypted, and no PIN in clear."""
    use_token(keys, token.place())

    files = {file.name: file.read_bytes() for file in keys.folder.iterdir()}
    assert {name for name in files if name.startswith("seal")} == {"seal.pem", "seal-2.pem", "seal-2.token"}
    assert not any(PIN.encode() in content or b"softhsm" in content for content in files.values())
    assert PIN not in repr(token.place())


def test_the_session_is_kept_open(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """A second paper needs no second log-in: it is sealed though the PIN that is kept would no longer be taken."""
    use_token(keys, token.place())
    works = sealer(desk, keys)
    seal(paper("seal"), works, stamp=None)
    works.signer.authority._place = replace(token.place(), pin="0000")

    assert desk.verified(seal(paper("seal"), works, stamp=None).content).verdict == "authentic"


def test_a_lost_session_is_opened_anew(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """Whoever seals notices nothing."""
    use_token(keys, token.place())
    works = sealer(desk, keys)
    seal(paper("seal"), works, stamp=None)

    token.lose_sessions()

    assert desk.verified(seal(paper("seal"), works, stamp=None).content).verdict == "authentic"


def test_two_sealers_share_a_token(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """One log-in counts for a whole program."""
    use_token(keys, token.place())

    for works in (first := sealer(desk, keys), sealer(desk, keys), first):
        assert desk.verified(seal(paper("seal"), works, stamp=None).content).verdict == "authentic"


def test_a_token_that_is_gone_seals_nothing_and_is_waited_for(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """TryLater, and no time-stamp was asked for; when it is back, the same sealer goes on."""
    use_token(keys, token.place())
    works = sealer(desk, keys)
    seal(paper("seal"), works, stamp=None)
    counted = desk.serials.read_bytes()

    token.unplug()
    with pytest.raises(TryLater, match="token"):
        seal(paper("seal"), works, stamp=None)
    assert desk.serials.read_bytes() == counted

    token.plug_in()
    assert desk.verified(seal(paper("seal"), works, stamp=None).content).verdict == "authentic"


def test_a_token_that_was_never_there_is_waited_for(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """A home with its token away opens; only sealing waits."""
    use_token(keys, token.place())
    token.unplug()

    works = sealer(desk, keys)

    with pytest.raises(TryLater):
        seal(paper("seal"), works, stamp=None)


def test_a_refused_pin_is_not_tried_again(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """A token locks itself after some tries: the second seal does not even ask it."""
    certificate = use_token(keys, token.place())
    token.lose_sessions()
    wrong = TokenSeal(certificate, token.place(pin="0000"))

    for _ in range(20):
        with pytest.raises(Failed, match="PIN"):
            wrong.signature(b"attributes")

    assert TokenSeal(certificate, token.place()).signature(b"attributes")


def test_the_key_of_another_certificate_signs_nothing(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """Labels mixed up: what the token gives is checked before it is used."""
    certificate = use_token(keys, token.place("p256"))
    foreign = TokenSeal(load_council_pki(keys.folder, PROTECTOR).time.certificate, token.place("p256"))

    with pytest.raises(NotAuthentic, match="not the one"):
        foreign.signature(b"attributes")
    assert TokenSeal(certificate, token.place("p256")).signature(b"attributes")


@pytest.mark.parametrize("key", ["", "none of these"])
def test_a_key_that_is_not_there_changes_nothing(token: Token, desk: Desk, keys: KeyFolder, key: str) -> None:
    """The former seal is in use."""
    with pytest.raises(Failed, match="label"):
        use_token(keys, token.place(key))

    assert desk.verified(seal(paper("seal"), sealer(desk, keys), stamp=None).content).verdict == "authentic"
    assert not list(keys.folder.glob("seal-2*"))


def test_a_library_that_is_not_there_is_told_so(desk: Desk, keys: KeyFolder, tmp_path: Path) -> None:
    """In words, with nothing changed."""
    witness_module("pkcs11")

    with pytest.raises((TryLater, Failed)):
        use_token(keys, TokenPlace(str(tmp_path / "none.so"), "council", "p256", PIN))

    assert not list(keys.folder.glob("seal-2*"))


def test_a_seal_in_a_token_is_renewed_like_any_other(token: Token, desk: Desk, keys: KeyFolder) -> None:
    """Back to a key of our own: the place of the token's key is forgotten, and papers of both verify."""
    use_token(keys, token.place())
    before = seal(paper("seal"), sealer(desk, keys), stamp=None)

    rotate(keys, "seal")
    after = seal(paper("seal"), sealer(desk, keys), stamp=None)

    assert {desk.verified(each.content).verdict for each in (before, after)} == {"authentic"}
    assert not list(keys.folder.glob("*.token"))


def test_without_the_library_the_product_starts_and_says_what_is_missing(tmp_path: Path) -> None:
    """It is an extra: a council without a token never needs it."""
    script = (
        "import sys; sys.modules['pkcs11'] = None\n"
        "import signing\n"
        "try:\n"
        "    signing.use_token(signing.KeyFolder(None, None, None), signing.TokenPlace('', '', '', ''))\n"
        "except signing.token_seal.Failed as refusal:\n"
        "    print(refusal.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "pip install in-confidence[token]", done.stderr


def test_the_command_puts_it_in_use(token: Token, tmp_path: Path) -> None:
    """With the PIN from a file; the next paper of that home would be sealed by the token."""
    home, pin = tmp_path / "var", tmp_path / "pin"
    pin.write_text(f"{PIN}\n")
    init(home, secret_folder(home), settings(), SystemClock())
    command = Path(sys.executable).with_name("inconfidence")
    where = ("--module", token.module, "--token", "council", "--key", "p256", "--pin-file", pin, "--home", home)

    said(command, "keys", "seal", "by-token", *where)

    opened = open_home(home, secret_folder(home), SystemClock())
    assert desk_of(opened).verified(seal(paper("seal"), opened.sealer, stamp=None).content).verdict == "authentic"


def test_the_doctor_notices_that_the_token_is_gone(token: Token, tmp_path: Path) -> None:
    """Before somebody wants to seal."""
    home = tmp_path / "var"
    init(home, secret_folder(home), settings(), SystemClock())
    use_token(KeyFolder(home / "keys", protector_of(secret_folder(home)), SystemClock()), token.place())
    assert "seal" not in faults(home)

    token.unplug()

    assert faults(home) == ["seal"]


def test_its_key_does_not_come_to_lie_on_disk_unless_that_is_meant(token: Token, tmp_path: Path) -> None:
    """Renewed by habit, the seal would leave the security module."""
    home = tmp_path / "var"
    init(home, secret_folder(home), settings(), SystemClock())
    council = recipe.open_keys(home, secret_folder(home), SystemClock())
    recipe.seal_by_token(council, token.place())

    with pytest.raises(OutOfTurn, match="by-token"):
        recipe.renew(council, "seal", None)
    assert not list((home / "keys").glob("seal*.key"))

    recipe.renew(council, "seal", None, here=True)
    assert [file.name for file in (home / "keys").glob("seal*.key")] == ["seal-3.key"]


def faults(home: Path) -> list[str]:
    found = doctor.examine(home, secret_folder(home), SystemClock())
    return [each.check for each in found if each.state == "fault"]


def desk_of(home: Home) -> Desk:
    return Desk(home.pki, home.clock, home.time_stamper, home.folder / "keys" / "time.serial", home.folder / "keys")
