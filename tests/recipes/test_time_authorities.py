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
from signing.revocation import ROOT_LIST, revocation_list
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


def test_a_home_seals_so_that_its_papers_can_be_judged_from_themselves(home: Home) -> None:
    """B-LT by its own clock; an agreement, which others sign, waits for its closing."""
    for fields, level in ((("seal",), "B-LT"), (("seal", "guardian"), "B-T")):
        content = seal(paper(*fields), home.sealer, stamp=None).content

        assert verify(content, home.trust, clock=MORNING).level == level


def test_a_list_that_was_put_into_the_home_is_used(home: Home, outer: Desk) -> None:
    """That of an outside authority which says nowhere in its certificate where it may be asked."""
    with serving(Server(outer.answer)) as first:
        opened = listing(home, outer, first.url, first.url)
        folder = home.folder / "trust" / "time"
        issuing = revocation_list(outer.pki.issuing["time"], (), 1, MORNING.moment).public_bytes(Encoding.DER)
        (folder / "issuing.crl").write_bytes(issuing)
        (folder / "root.crl").write_bytes((outer.keys / ROOT_LIST).read_bytes())
        opened = reopened(home, ROWS.format(first=first.url, second=first.url))
        content = seal(paper("seal"), opened.sealer, stamp=None).content

    believed = verify(content, opened.trust, clock=MORNING)
    assert (believed.verdict, believed.level, believed.clock) == ("authentic", "B-LT", "outside")


def test_a_list_that_is_none_is_told_by_its_place(home: Home) -> None:
    """The home does not open: it is not simply left out."""
    folder = home.folder / "trust" / "time"
    folder.mkdir()
    (folder / "other.crl").write_bytes(b"no list")

    with pytest.raises(InputInvalid) as refusal:
        reopened(home, "")

    (problem,) = refusal.value.problems
    assert problem.path == "trust/time/other.crl"
