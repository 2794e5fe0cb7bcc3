"""EU DSS judges closed papers over thirty years as we do: renewed in time they pass, a missed renewal fails.

By its own policy, revocation included, offline, as of the years named, with no root to trust but the council's.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from signing import trust_files
from tests.signing.desk import Desk, open_desk, paper
from tests.signing.years import YEAR, closed_at, renewed_for_thirty_years
from tests.witness.test_dss import asked
from tools.second_opinions.dss import PASSED

JUDGED = [
    (0, 1, True),
    (0, 10, True),
    (1, 10, True),
    (1, 27, True),
    (2, 30, True),
    (3, 30, True),
    (0, 21, False),
    (0, 30, False),
    (1, 30, False),
]
"""How often a paper was renewed (after 8, 16 and 24 years), after how many years it is judged, whether it passes."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def files(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper closed, and as it stood after each of its renewals; and the council's root."""
    folder = tmp_path_factory.mktemp("papers")
    _, states = renewed_for_thirty_years(
        desk, closed_at(desk, desk.complete(paper("seal", "guardian", "chair", "closing")))
    )
    for renewals, content in enumerate(states):
        (folder / f"{renewals}.pdf").write_bytes(content)
    trust_files(desk.pki, folder / "trust")
    return folder


@pytest.mark.parametrize(("renewals", "years", "passes"), JUDGED)
def test_dss_and_we_agree_on_every_year(desk: Desk, files: Path, renewals: int, years: int, passes: bool) -> None:
    """Each signature TOTAL-PASSED at PAdES B-LTA, or none; and our verdict says the same."""
    moment, file = desk.clock.moment + years * YEAR, files / f"{renewals}.pdf"
    told = asked(files / "trust" / "root.pem", [file], revocation=True, at=moment)
    told = [one for one in told if one.kind == "signature"]

    assert len(told) == 3
    assert [one.indication == PASSED for one in told] == [passes] * 3
    assert {one.level for one in told} == {"PAdES-BASELINE-LTA"}
    assert desk.at(moment).verified(file.read_bytes()).verdict == ("authentic" if passes else "unrecognised")


def test_dss_passes_nothing_of_a_renewal_whose_bits_were_changed(desk: Desk, files: Path) -> None:
    """The witness is awake after thirty years as well."""
    content = bytearray((files / "3.pdf").read_bytes())
    content[content.rindex(b"/OCSPs")] ^= 1
    changed = files / "changed.pdf"
    changed.write_bytes(content)
    moment = desk.clock.moment + 30 * YEAR + timedelta(days=-1)

    told = asked(files / "trust" / "root.pem", [changed], revocation=True, at=moment)

    assert PASSED not in {one.indication for one in told}
    assert desk.at(moment).verified(bytes(content)).verdict in ("altered", "unreadable")
