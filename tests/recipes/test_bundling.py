"""A bundle is enough: other people's tools, offline, say of its paper what we say, and notice what we notice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from inconfidence.core.documents import SignedPdf
from inconfidence.core.errors import OutOfTurn
from inconfidence.recipes.bundling import Bundle, bundle, write
from inconfidence.recipes.other_tools import Told, commands_for
from signing import taken_apart
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper

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
    for each in steps(desk, signed.content, tool):
        assert all(command in text for command in each.commands)
        status, said = told(each.commands, folder)
        assert status == 0, said
        if tool == "pdfsig":
            assert said.count("Signature is Valid.") == said.count("Certificate is Trusted.") == 3


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
