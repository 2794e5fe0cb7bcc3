"""A council that names outside time authorities in its settings is stamped by them, and by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from forms import council_settings
from inconfidence.core.errors import InputInvalid, TryLater
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.sample import settings
from inconfidence.recipes.verification import trust_for
from signing import AuthoritiesInTurn, seal, verify
from tests.recipes.conftest import MORNING
from tests.signing.desk import Desk, open_desk, paper
from tests.signing.time_servers import Server, serving

ROWS = """
[[time_authorities]]
url = "{first}"
root = "outside.pem"
seconds = 2

[[time_authorities]]
url = "{second}"
root = "outside.pem"
policy = ""
"""


@pytest.fixture
def outer(tmp_path: Path) -> Desk:
    """Somebody else, who keeps a time authority."""
    return open_desk(tmp_path / "outer", "Somebody Else", MORNING.moment)


def listing(home: Home, outer: Desk, first: str, second: str) -> Home:
    """Return the home, opened anew, whose settings list two outside authorities."""
    folder = home.folder / "trust" / "time"
    folder.mkdir()
    (folder / "outside.pem").write_bytes(outer.pki.root.public_bytes(Encoding.PEM))
    return reopened(home, ROWS.format(first=first, second=second))


def reopened(home: Home, more: str) -> Home:
    (home.folder / "council.toml").write_bytes(settings() + more.encode())
    return open_home(home.folder, secret_folder(home.folder), MORNING)


def test_the_second_stamps_when_the_first_is_down_and_the_paper_is_believed_here(home: Home, outer: Desk) -> None:
    """Sealed by the council, timed by somebody else, whose root stands in the home."""
    with serving(Server(outer.answer, "text/html")) as first, serving(Server(outer.answer)) as second:
        opened = listing(home, outer, first.url, second.url)
        sealed = seal(paper("seal"), opened.sealer, stamp=None)

    assert len(first.questions) == len(second.questions) == 1
    assert trust_for(home.folder, []) == opened.trust
    assert verify(sealed.content, opened.trust, clock=MORNING).verdict == "authentic"
    assert verify(sealed.content, home.pki.trust, clock=MORNING).verdict == "unrecognised"


def test_the_councils_own_clock_does_not_stand_in(home: Home, outer: Desk) -> None:
    """Both are down: nothing is sealed."""
    down = "http://127.0.0.1:9/"
    opened = listing(home, outer, down, down)

    assert isinstance(opened.time_stamper, AuthoritiesInTurn)
    with pytest.raises(TryLater):
        seal(paper("seal"), opened.sealer, stamp=None)


def test_an_authority_whose_root_is_not_there_is_told_by_its_place(home: Home) -> None:
    """The home does not open: an authority nothing vouches for is not simply left out."""
    with pytest.raises(InputInvalid) as refusal:
        reopened(home, ROWS.format(first="https://time.example/", second="https://time.example/"))

    (problem,) = refusal.value.problems
    assert problem.path == "time_authorities.0.root"
    assert "trust/time" in problem.remedy


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('url = "ftp://time.example"\nroot = "a.pem"', "time_authorities.0.url"),
        ('url = "https://user:secret@time.example"\nroot = "a.pem"', "time_authorities.0.url"),
        ('url = "https://time.example"\nroot = "../../keys/a.pem"', "time_authorities.0.root"),
        ('url = "https://time.example"\nroot = "a.pem"\nseconds = 0', "time_authorities.0.seconds"),
        ('url = "https://time.example"\nroot = "a.pem"\npolicy = "any"', "time_authorities.0.policy"),
    ],
    ids=["scheme", "password", "root-elsewhere", "no-time", "no-policy"],
)
def test_a_setting_that_cannot_be_used_is_told_by_its_path(line: str, path: str) -> None:
    """Schemes other than HTTP, passwords in addresses, files outside the folder, and no time to answer in."""
    with pytest.raises(InputInvalid) as refusal:
        council_settings(settings() + f"\n[[time_authorities]]\n{line}\n".encode())

    assert [problem.path for problem in refusal.value.problems] == [path]
