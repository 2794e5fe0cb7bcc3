"""Whatever `keys` and `doctor` meet that holds a name: it is in nothing they say, and in no file of theirs.

The canary is a real kind of name: accents, a hyphen, two words, and one that could pass for a code.
"""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from asn1crypto import tsp

from archive import Archive, Label, load_retention_classes
from inconfidence.core.clock import SystemClock
from inconfidence.recipes.home import open_home, secret_folder
from inconfidence.recipes.papers import judged
from signing import LocalKey, begin, finish, issue_person_certificate, people_in, seal
from tests.cli.conftest import Call, Called
from tests.signing.desk import Desk, open_desk, paper, stamp
from tests.signing.outside import PASSWORD, Authority
from tests.signing.time_servers import Server, serving

CANARY = "Ségolène Zwischenbrügge"
SIGNS = ("segolene", "zwischenbrugge", "zwischenbrüg", "s\u00e9gol\u00e8ne", "53c3a9676f6c")
"""How it would show itself: plain letters, as it is written, in hexadecimal digits."""
REFERENCE = "P-7K3M-9QXT"


@dataclass(frozen=True)
class Home:
    """A home where the canary has signed a paper."""

    folder: Path
    serial: str


@pytest.fixture
def signed(home_folder: Path) -> Home:
    home = open_home(home_folder, secret_folder(home_folder), SystemClock())
    sealed, key = seal(paper("seal", "guardian"), home.sealer, stamp=stamp("Sealed")), LocalKey()
    certificate = issue_person_certificate(
        home.pki,
        "guardian",
        public_key=key.public_key,
        name=CANARY,
        paper=sealed,
        field="guardian",
        identity_check=f"{CANARY} is known to the chair",
        key_made_here=True,
        clock=home.clock,
    )
    session = begin(
        sealed, "guardian", certificate, home.pki.chain("guardian"), stamp=stamp("Signed"), clock=home.clock
    )
    content = finish(session, key.sign(session.to_be_signed), time_stamper=home.time_stamper, clock=home.clock).content
    label = Label("agreement", REFERENCE, sorted(load_retention_classes())[0])
    Archive(home_folder / "archive", load_retention_classes()).keep(
        content, judged(home, content), label, at=home.clock.now()
    )
    # What is withdrawn in the second of its time-stamp proves nothing: that second has to be over.
    time.sleep(1)
    return Home(home_folder, f"{people_in(content)[0][1].serial_number:x}")


def sings(words: str | bytes) -> bool:
    """Say whether the canary is heard, however it is written."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).lower()
    return any(sign in text.lower() or sign in plain for sign in SIGNS)


def silent(done: Called, status: int) -> bool:
    assert done.returncode == status, done.stderr
    return not sings(done.stdout) and not sings(done.stderr) and "Traceback" not in done.stderr


def written_in(folder: Path) -> list[str]:
    """The files of keys and trust, the lists for others among them, that tell the name."""
    files = [file for place in ("keys", "trust") for file in (folder / place).rglob("*") if file.is_file()]
    assert [file for file in files if file.name.endswith(".crl")]
    return [file.name for file in files if sings(file.read_bytes()) or sings(file.name)]


def test_a_canary_is_heard_when_it_sings() -> None:
    """As it is written, taken apart, without accents, and in digits."""
    assert sings(CANARY)
    assert sings(unicodedata.normalize("NFD", CANARY).encode())
    assert sings("SEGOLENE")
    assert sings(CANARY.encode().hex())
    assert not sings("The seal's key answers.")


def test_whose_certificate_was_revoked_stands_nowhere(call: Call, signed: Home) -> None:
    """By the paper and by its number; the register and the lists everybody may read hold numbers."""
    words = ("--reason", "superseded", "--by", "RO-17", "--home", signed.folder)
    done = call("keys", "revoke", f"{REFERENCE}:guardian", *words)

    assert silent(done, 0)
    assert done.stdout.strip() == signed.serial
    assert silent(call("keys", "revoke", signed.serial, *words), 5)
    assert silent(call("keys", "publish", "--home", signed.folder), 0)
    assert silent(call("keys", "list", "--home", signed.folder), 0)
    assert silent(call("doctor", "--home", signed.folder), 0)
    assert silent(call("archive", "check", "--home", signed.folder), 0)
    assert written_in(signed.folder) == []


@pytest.mark.parametrize("what", [CANARY, f"{CANARY}:guardian", f"{REFERENCE}:{CANARY}"])
def test_a_name_typed_for_a_number_is_not_repeated(call: Call, signed: Home, what: str) -> None:
    """Nor recorded."""
    done = call("keys", "revoke", what, "--reason", "superseded", "--by", "RO-17", "--home", signed.folder)

    assert not sings(done.stdout + done.stderr)
    assert done.returncode in (3, 4)
    assert not (signed.folder / "keys" / "revoked.jsonl").exists()


@pytest.mark.parametrize("option", ["--by", "--reason"])
@pytest.mark.parametrize("name", [CANARY, "Zwischenbrugge"])
def test_a_name_given_for_a_code_is_neither_repeated_nor_recorded(
    call: Call, signed: Home, option: str, name: str
) -> None:
    """What is recorded stands for good: a code has a digit in it, and hardly a name has."""
    words = {"--by": "RO-17", "--reason": "superseded"} | {option: name}
    given = [each for pair in words.items() for each in pair]
    done = call("keys", "revoke", f"{REFERENCE}:guardian", *given, "--home", signed.folder)

    assert not sings(done.stdout + done.stderr)
    assert done.returncode in (2, 3)
    assert not (signed.folder / "keys" / "revoked.jsonl").exists()


def test_the_doctor_names_no_file_that_is_none_of_ours(call: Call, home_folder: Path) -> None:
    """Somebody left a letter with the secrets, and one among the keys, open to everybody."""
    secrets = secret_folder(home_folder)
    for file in (secrets / f"{CANARY}.pdf", home_folder / "keys" / f"{CANARY}.key"):
        file.write_bytes(CANARY.encode())
        file.chmod(0o644)

    done = call("doctor", "--json", "--home", home_folder)

    assert silent(done, 1)
    assert done.stdout.count("that is none of ours can be read by others") == 2
    assert silent(call("keys", "list", "--home", home_folder), 0)


def refusal(question: bytes) -> bytes:
    """An authority that refuses, and says to whom."""
    status = {"status": "rejection", "status_string": [CANARY], "fail_info": {"bad_request"}}
    return bytes(tsp.TimeStampResp({"status": status}).dump())


@pytest.mark.parametrize("answer", ["refusal", "page", "stranger"])
def test_what_a_time_authority_says_is_not_passed_on(
    call: Call, home_folder: Path, tmp_path: Path, answer: str
) -> None:
    """Its free text, a page in the place of a time-stamp, and a certificate with a name in it."""
    now = SystemClock().now()
    stranger: Desk = open_desk(tmp_path / "stranger", CANARY, now)
    server = {
        "refusal": lambda: Server(refusal),
        "page": lambda: Server(lambda _question: CANARY.encode(), f"text/html; title={CANARY.encode('idna')!r}"),
        "stranger": lambda: Server(stranger.answer),
    }[answer]()
    (home_folder / "trust" / "time").mkdir()
    (home_folder / "trust" / "time" / "timer.pem").write_bytes((home_folder / "trust" / "root.pem").read_bytes())
    with serving(server), (home_folder / "council.toml").open("a") as stream:
        stream.write(f'\n[[time_authorities]]\nurl = "{server.url}"\nroot = "timer.pem"\nseconds = 5\n')
        stream.flush()
        done = call("doctor", "--home", home_folder)

    assert silent(done, 1)
    assert server.questions
    assert "time" in done.stdout


def test_whose_seal_was_not_taken_in_is_not_told(call: Call, home_folder: Path, tmp_path: Path) -> None:
    """A certificate somebody bought for themselves."""
    seller = Authority(moment=SystemClock().now())
    file, password = tmp_path / "seal.p12", tmp_path / "password"
    file.write_bytes(seller.file(seller.seal(organisation=CANARY)))
    password.write_text(PASSWORD)

    assert silent(call("keys", "seal", "bought", file, "--password-file", password, "--home", home_folder), 6)
    assert written_in(home_folder) == []


def test_values_that_hold_a_name_do_not_show_it(signed: Home) -> None:
    """Nobody reads them in an exception or a log by chance."""
    home = open_home(signed.folder, secret_folder(signed.folder), SystemClock())
    content = home.archive.read(home.archive.entries()[0].object)

    evidence = judged(home, content)

    assert evidence.signatures[1].signer == CANARY
    assert not sings(repr((home, home.trust, evidence)))
