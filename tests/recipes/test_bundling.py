"""A bundle is enough: other people's tools, offline, say of its paper what we say, and notice what we notice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.documents import SignedPdf
from inconfidence.core.errors import OutOfTurn
from inconfidence.recipes.bundling import Bundle, bundle, write
from inconfidence.recipes.other_tools import Told, commands_for
from inconfidence.recipes.published_lists import published_in
from signing import (
    CheckedTimeStamper,
    Revoked,
    Trust,
    council_sealer,
    people_in,
    seal,
    signer_of,
    taken_apart,
)
from signing.parts import prepare_closing
from signing.rsa_seal import RsaSeal
from signing.seed_values import Seeds
from tests.signing.desk import ALL_FIELDS, COUNCIL, NOON, Desk, closed_by, open_desk, paper
from tests.signing.outside import Authority
from tests.signing.years import renewed_for_thirty_years

TOOLS = ("sha256sum", "qpdf", "pdfsig", "openssl")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def signed(desk: Desk) -> SignedPdf:
    return desk.complete(paper(*ALL_FIELDS))


@pytest.fixture(scope="module")
def made(desk: Desk, signed: SignedPdf) -> Bundle:
    return bundle(signed.content, desk.pki.trust, desk.clock)


@pytest.fixture
def folder(made: Bundle, tmp_path: Path) -> Path:
    write(made.files, tmp_path / "bundle")
    return tmp_path / "bundle"


def steps(desk: Desk, content: bytes, tool: str) -> list[Told]:
    apart = taken_apart(content)
    carried = [each for each in apart.certificates]
    return [
        each
        for each in commands_for(apart, desk.verified(content), 1, carried)
        if each.tool.split()[0] == tool and shutil.which(tool)
    ]


def told(commands: tuple[str, ...], folder: Path) -> tuple[int, str]:
    script = " && ".join(commands)
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def told_in(text: str, tool: str) -> list[str]:
    """The commands for a tool, as they stand in commands.txt; those of one step are one."""
    steps = text.split("\n# ")[1:]
    return ["\n".join(lines[1:]) for lines in map(str.splitlines, steps) if lines[0].split()[0].rstrip(":") == tool]


def agreed(command: str, folder: Path) -> str:
    """Run a command of the bundle as it stands; return what it said when it had nothing against the paper."""
    status, said = told(("set -e\n" + command,), folder)
    assert status == 0, said
    return said


def test_it_holds_the_paper_the_roots_and_the_page(made: Bundle, signed: SignedPdf) -> None:
    """The paper byte for byte, and every signature taken out of it."""
    assert made.files["paper.pdf"] == signed.content
    assert made.evidence.verdict == "authentic"
    assert {f"signatures/{number}.p7s" for number in (1, 2, 3)} < set(made.files)
    assert {"certificates/root-1.pem", "certificates/roots.pem", "verdict.html", "commands.txt"} < set(made.files)
    assert not [name for name in made.files if name.startswith("revocation/")]


@pytest.mark.parametrize("tool", TOOLS)
def test_other_peoples_tools_agree(desk: Desk, signed: SignedPdf, folder: Path, tool: str) -> None:
    """Each command of the bundle, as it stands in it, says that all is well."""
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not on this machine")
    text = (folder / "commands.txt").read_text("utf-8")
    said = [agreed(each, folder) for each in told_in(text, tool)]
    assert said
    if tool == "pdfsig":
        assert said[0].count("Signature is Valid.") == said[0].count("Certificate is Trusted.") == 3


@pytest.mark.parametrize("tool", TOOLS[1:])
def test_other_peoples_tools_notice_a_change(desk: Desk, signed: SignedPdf, folder: Path, tool: str) -> None:
    """One byte of the paper changed, and one of each part that was taken out."""
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not on this machine")
    broken = (folder / "paper.pdf").read_bytes().replace(b"startxref", b"startxreg")
    (folder / "paper.pdf").write_bytes(broken if tool == "qpdf" else broken.replace(b"stream\n", b"stream\r", 1))
    if tool == "pdfsig":
        (folder / "paper.pdf").write_bytes(signed.content.replace(b"/Contents", b"/Contentz", 1))
    for each in [*folder.glob("signatures/*.covered"), *folder.glob("signatures/*.value")]:
        content = each.read_bytes()
        each.write_bytes(content[:20] + bytes([content[20] ^ 1]) + content[21:])
    for each in steps(desk, signed.content, tool):
        status, said = told(each.commands[:1] if tool == "openssl" else each.commands, folder)
        assert status != 0 or "Signature is Valid." not in said, said


@pytest.fixture(scope="module")
def closed(desk: Desk) -> SignedPdf:
    complete = desk.complete(paper(*ALL_FIELDS, "closing"))
    return closed_by(desk, complete)


def commands_of(made: Bundle, folder: Path, tool: str) -> list[str]:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not on this machine")
    write(made.files, folder)
    return told_in(made.files["commands.txt"].decode(), tool)


def test_what_a_closed_paper_keeps_is_enough_to_check_that_nothing_was_withdrawn(
    desk: Desk, closed: SignedPdf, tmp_path: Path
) -> None:
    """Offline and ten years on: openssl finds each certificate good, and the root's list the root's own."""
    later = desk.later(timedelta(days=3650)).clock
    made = bundle(closed.content, desk.pki.trust, later)
    commands = commands_of(made, tmp_path / "bundle", "openssl")

    said = [agreed(each, tmp_path / "bundle") for each in commands if "revocation/" in each]

    assert len([name for name in made.files if name.startswith("revocation/")]) == len(said) == 5
    assert sum("Response verify OK" in each and ".pem: good" in each for each in said) == 4
    assert sum("verify OK" in each and "No Revoked Certificates" in each for each in said) == 1


def test_a_closed_papers_every_command_agrees(desk: Desk, closed: SignedPdf, tmp_path: Path) -> None:
    """The time-stamp over the whole file among them."""
    made = bundle(closed.content, desk.pki.trust, desk.clock)

    said = [agreed(each, tmp_path / "bundle") for each in commands_of(made, tmp_path / "bundle", "openssl")]

    assert len(said) == 3 + 3 + 1 + 5


@pytest.fixture(scope="module")
def renewed(desk: Desk, closed: SignedPdf) -> tuple[Desk, bytes]:
    """A closed paper renewed twice, and the desk of that day: keys that it was signed and closed with have ended."""
    desks, states = renewed_for_thirty_years(desk, closed.content)
    return desks[1], states[2]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_renewed_papers_every_command_agrees(renewed: tuple[Desk, bytes], tmp_path: Path, tool: str) -> None:
    """Each time-stamp as of its own moment: sixteen years on, what the first ones lead to has ended."""
    later, content = renewed
    made = bundle(content, later.pki.trust, later.clock)

    said = [agreed(each, tmp_path / "bundle") for each in commands_of(made, tmp_path / "bundle", tool)]

    assert made.evidence.verdict == "authentic"
    if tool == "openssl":
        assert len([name for name in made.files if name.startswith("closings/")]) == 2 * 3
        assert sum("Verification: OK" in each for each in said) == 3 + 3
    assert said


def published(desk: Desk, folder: Path, *withdrawn: Revoked) -> tuple[bytes, ...]:
    return tuple(each.read_bytes() for each in desk.revocation(*withdrawn).publish(folder))


def test_a_paper_nobody_closed_brings_the_councils_lists_along(desk: Desk, signed: SignedPdf, tmp_path: Path) -> None:
    """A year on, with lists of that day: every command agrees, and each certificate stands on none of them."""
    later = desk.later(timedelta(days=365))
    made = bundle(signed.content, desk.pki.trust, later.clock, published=published(later, tmp_path))

    said = [agreed(each, tmp_path / "bundle") for each in commands_of(made, tmp_path / "bundle", "openssl")]

    assert made.evidence.verdict == "authentic"
    assert len([name for name in made.files if name.startswith("revocation/list-")]) == 5
    assert len(said) == 3 + 3 + 5 + 4
    assert sum(": OK" in each and "carried-" in each for each in said) == 4
    assert "made on 23 November 2027" in made.files["verdict.html"].decode()


def test_a_withdrawn_certificate_stands_on_the_list_of_a_bundle(desk: Desk, signed: SignedPdf, tmp_path: Path) -> None:
    """OpenSSL refuses it; the page says that it signed before, which no list can say."""
    guardian = next(one for name, one in people_in(signed.content) if name == "guardian")
    gone = Revoked(guardian.serial_number, NOON + timedelta(days=1), "superseded")
    later = desk.later(timedelta(days=2))
    lists = published(later, tmp_path, gone)
    trust = replace(desk.pki.trust, revoked=(gone,))
    made = bundle(signed.content, trust, later.clock, published=lists)

    commands = [each for each in commands_of(made, tmp_path / "bundle", "openssl") if "-crl_check_all" in each]
    answers = [told((each,), tmp_path / "bundle") for each in commands]

    assert [status for status, _ in answers].count(0) == len(answers) - 1 == 3
    assert any("certificate revoked" in said for _, said in answers)
    assert "field guardian was withdrawn as of" in made.files["verdict.html"].decode()


def test_the_lists_that_lie_published_in_a_home_are_taken(desk: Desk, tmp_path: Path) -> None:
    """Read without any key; where there is no home there are none."""
    (tmp_path / "trust").mkdir()
    lists = published(desk, tmp_path / "trust")

    assert set(published_in(tmp_path)) == set(lists)
    assert published_in(tmp_path / "nowhere") == ()


def test_lists_of_others_and_of_closed_papers_are_left_out(
    desk: Desk, signed: SignedPdf, closed: SignedPdf, tmp_path: Path
) -> None:
    """A look-alike's lists bear the names of the council's; a closed paper keeps what it is judged by."""
    other = open_desk(tmp_path / "other")
    lists, theirs = published(desk, tmp_path), published(other, tmp_path / "other")

    for content, given in ((signed.content, theirs), (closed.content, lists)):
        made = bundle(content, desk.pki.trust, desk.clock, published=given)
        assert not [name for name in made.files if name.startswith("revocation/list")]


def test_openssl_notices_a_changed_word_on_a_certificate(desk: Desk, closed: SignedPdf, tmp_path: Path) -> None:
    """One bit of each list and answer, in its signature: none of them is believed any more."""
    folder = tmp_path / "bundle"
    commands = commands_of(bundle(closed.content, desk.pki.trust, desk.clock), folder, "openssl")
    for file in (folder / "revocation").iterdir():
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes((content[-1] ^ 1,)))

    answers = [told((each,), folder) for each in commands if "revocation/" in each]

    assert answers
    assert not any("verify OK" in said for _, said in answers)


def test_a_withdrawal_that_a_paper_keeps_is_told_by_openssl(desk: Desk, tmp_path: Path) -> None:
    """Withdrawn an hour after it had signed: genuine to us, and openssl says revoked, and since when."""
    complete = desk.complete(paper(*ALL_FIELDS, "closing"))
    guardian = next(one for name, one in people_in(complete.content) if name == "guardian")
    late = desk.later(timedelta(hours=2))
    entry = Revoked(guardian.serial_number, NOON + timedelta(hours=1), "superseded")
    prepared = prepare_closing(complete.content, "closing", late.revocation(entry).on((guardian,)))
    content = prepared.filled(late.time_stamper.token_for(prepared.digest))
    made = bundle(content, desk.pki.trust, late.clock)
    commands = commands_of(made, tmp_path / "bundle", "openssl")

    (said,) = (agreed(each, tmp_path / "bundle") for each in commands if "ocsp" in each)

    assert made.evidence.verdict == "authentic"
    assert ".pem: revoked" in said
    assert "field guardian was withdrawn as of" in made.files["verdict.html"].decode()


def test_a_bought_seal_under_an_outside_clock_is_checked_by_other_peoples_tools(desk: Desk, tmp_path: Path) -> None:
    """Three roots that nobody above vouches for together: the council's, the seller's, the time authority's."""
    seller, clock = Authority(), open_desk(tmp_path / "clock", "A Time Authority")
    sold = seller.seal(organisation=COUNCIL)
    outer = council_sealer(desk.pki, CheckedTimeStamper(clock.answer), desk.clock)
    bought = replace(
        outer,
        signer=signer_of(RsaSeal(sold.certificate, sold.key), (seller.issuing.certificate,)),
        seeds=Seeds(desk.pki.root, sold.certificate, seller.issuing.certificate),
    )
    sealed = seal(paper("seal", "guardian"), bought, stamp=None)
    signed = desk.signed(sealed, "guardian", sealed)
    trust = Trust((desk.pki.root,), (seller.rule(COUNCIL),), (clock.pki.root,))

    made = bundle(signed.content, trust, desk.clock)

    assert made.evidence.verdict == "authentic"
    for number, root in enumerate((desk.pki.root, seller.root.certificate, clock.pki.root), start=1):
        assert made.files[f"certificates/root-{number}.pem"] == root.public_bytes(Encoding.PEM)
    assert [agreed(each, tmp_path / "bundle") for each in commands_of(made, tmp_path / "bundle", "openssl")]
    if shutil.which("pdfsig"):
        (said,) = (
            agreed(each, tmp_path / "bundle") for each in told_in(made.files["commands.txt"].decode(), "pdfsig")
        )
        assert said.count("Signature is Valid.") == said.count("Certificate is Trusted.") == 2
    assert bundle(signed.content, desk.pki.trust, desk.clock).evidence.verdict == "unrecognised"


def test_a_zip_holds_the_same(made: Bundle, tmp_path: Path) -> None:
    """And it is the same zip each time."""
    for name in ("one.zip", "two.zip"):
        write(made.files, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(made.files)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_nothing_is_overwritten(made: Bundle, folder: Path) -> None:
    """Neither a folder nor a zip."""
    with pytest.raises(OutOfTurn):
        write(made.files, folder)


def test_a_changed_paper_is_bundled_with_why_it_is_not_genuine(desk: Desk, signed: SignedPdf) -> None:
    """Nothing is taken out of it that a command could call valid."""
    altered = bundle(signed.content.replace(b"stream\n", b"stream\r", 1), desk.pki.trust, desk.clock)

    assert altered.evidence.verdict == "altered"
    assert "Not genuine" in altered.files["verdict.html"].decode()
    assert not [name for name in altered.files if name.startswith("signatures/") or name == "commands.txt"]


def test_the_page_has_no_script_and_nothing_from_elsewhere(desk: Desk) -> None:
    """A signer's name is told as it is, and is never mark-up."""
    sealed = desk.sealed(paper("seal", "guardian"))
    signed = desk.signed(sealed, "guardian", sealed, name="<script>Ayşe Yıldız</script>")
    page = bundle(signed.content, desk.pki.trust, desk.clock).files["verdict.html"].decode()

    assert "&lt;script&gt;Ayşe Yıldız&lt;/script&gt;" in page
    assert not re.search(r"<script|<link|<img|https?:|\bon\w+=", page)
