"""EU DSS judges closed papers over thirty years as we do: renewed in time they pass, a missed renewal fails.

By its own policy, revocation included, offline, as of the years named, with no root to trust but the council's.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from signing import trust_files
from tests.sampling import WHOLE
from tests.signing.desk import Desk, open_desk, paper
from tests.signing.years import YEAR, closed_at, renewed_for_thirty_years
from tests.witness.test_dss import asked
from tools.second_opinions.dss import PASSED, Opinion

SAMPLE = [(0, 10, True), (0, 21, False), (1, 27, True), (1, 30, False), (3, 37, True)]
"""How often a paper was renewed (after 8, 16 and 24 years), after how many years it is judged, whether it passes."""
MORE = [(0, 1, True), (1, 10, True), (2, 30, True), (3, 30, True), (0, 30, False)]
"""What `make proof` has judged as well."""
JUDGED = [*SAMPLE, *MORE] if WHOLE else SAMPLE
CHANGED = "changed.pdf"
"""The last of them with one bit flipped."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def files(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper as it stood after each of its renewals, once for each year it is judged in; and the council's root."""
    folder = tmp_path_factory.mktemp("papers")
    _, states = renewed_for_thirty_years(
        desk, closed_at(desk, desk.complete(paper("seal", "guardian", "chair", "closing")))
    )
    for name, (renewals, _) in judged().items():
        (folder / name).write_bytes(states[renewals])
    content = bytearray(states[3])
    content[content.rindex(b"/OCSPs")] ^= 1
    (folder / CHANGED).write_bytes(content)
    trust_files(desk.pki, folder / "trust")
    return folder


@pytest.fixture(scope="module")
def told(desk: Desk, files: Path) -> dict[str, list[Opinion]]:
    """What DSS says of each file judged: all are put to it at once."""
    told = asked(
        files / "trust" / "root.pem",
        [files / name for name in judged()],
        revocation=True,
        at=[desk.clock.moment + years * YEAR for _, years in judged().values()],
    )
    return {name: [one for one in told if Path(one.file).name == name] for name in judged()}


def judged() -> dict[str, tuple[int, int]]:
    """Return for each file to be judged how often it was renewed, and the year it is judged in."""
    every = {f"{renewals}-in-{years}.pdf": (renewals, years) for renewals, years, _ in JUDGED}
    return {**every, CHANGED: (3, 37)}


@pytest.mark.parametrize(("renewals", "years", "passes"), JUDGED)
def test_dss_and_we_agree_on_every_year(
    desk: Desk, files: Path, told: dict[str, list[Opinion]], renewals: int, years: int, passes: bool
) -> None:
    """Each signature TOTAL-PASSED at PAdES B-LTA, or none; and our verdict says the same."""
    name = f"{renewals}-in-{years}.pdf"
    signatures = [one for one in told[name] if one.kind == "signature"]

    assert len(signatures) == 3
    assert [one.indication == PASSED for one in signatures] == [passes] * 3
    assert {one.level for one in signatures} == {"PAdES-BASELINE-LTA"}
    found = desk.at(desk.clock.moment + years * YEAR).verified((files / name).read_bytes())
    assert found.verdict == ("authentic" if passes else "unrecognised")


def test_dss_passes_nothing_of_a_renewal_whose_bits_were_changed(
    desk: Desk, files: Path, told: dict[str, list[Opinion]]
) -> None:
    """The witness is awake when nothing but that renewal lasts: the one before ended after thirty-six years."""
    assert told[CHANGED]
    assert PASSED not in {one.indication for one in told[CHANGED]}
    found = desk.at(desk.clock.moment + 37 * YEAR).verified((files / CHANGED).read_bytes())
    assert found.verdict in ("altered", "unreadable")
