"""PDFBox with BouncyCastle, which share no code with us, agree on every signature we make and on what was tampered."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing import attacks
from tests.signing.desk import Desk, closed_by, open_desk, paper
from tests.signing.hostile.catalogue import KEPT
from tests.signing.hostile.forgeries import look_alike, look_alike_time, seal_that_does_not_certify
from tests.signing.hostile.keeping import renewed_by_a_stranger, time_stamp_of_another_paper, time_stamps_exchanged
from tests.signing.hostile.places import text_flipped, value_flipped
from tests.signing.hostile.states import SIGNED, STATES, Case, State, case
from tests.signing.years import renewed_for_thirty_years
from tests.witness.witnesses import library, said, witness

LIBRARIES = ("pdfbox2", "bcpkix", "bcprov", "bcutil", "commons-logging", "fontbox2")
CLASS = "SecondOpinion"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def cases(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[State, Case]:
    stranger = open_desk(tmp_path_factory.mktemp("lookalike"))
    return {state: case(desk, stranger, state) for state in STATES}


SIGNATURE = "ETSI.CAdES.detached"
"""The kind of a signature."""
TIME_STAMP = "ETSI.RFC3161"
"""The kind of a time-stamp of the whole file, which closes or renews it."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the class path with our small class, compiled now, and other people's libraries."""
    folder = tmp_path_factory.mktemp("classes")
    path = ":".join(str(library(name)) for name in LIBRARIES)
    said(witness("javac"), "-cp", path, "-d", folder, Path(__file__).with_name(f"{CLASS}.java"))
    return f"{folder}:{path}"


@pytest.fixture
def second_opinion(desk: Desk, program: str, tmp_path: Path):
    """Ask for the second opinion on files by name; the answer is a list of words for each signature."""
    root = tmp_path / "root.der"
    root.write_bytes(desk.pki.root.public_bytes(Encoding.DER))

    def asked(contents: dict[str, bytes]) -> dict[str, list[list[str]]]:
        for name, content in contents.items():
            (tmp_path / name).write_bytes(content)
        lines = said(witness("java"), "-cp", program, CLASS, root, *(tmp_path / name for name in contents))
        answers: dict[str, list[list[str]]] = {name: [] for name in contents}
        for line in lines.splitlines():
            words = line.split()
            if words and words[0] in answers:
                answers[words[0]].append(words[1:])
        return answers

    return asked


def test_it_agrees_on_every_signature_of_every_state(desk: Desk, cases: dict[State, Case], second_opinion) -> None:
    """Same fields, valid, stamped at the same time, and both chains lead to the council's root."""
    answers = second_opinion({state: cases[state].content for state in STATES})

    for state in STATES:
        found = desk.verified(cases[state].content)
        ours = [[one.field, one.time.strftime("%Y-%m-%dT%H:%M:%SZ")] for one in found.signatures if one.time]
        signed = [words for words in answers[state] if words[1] == SIGNATURE]
        theirs = [[field, time] for field, _, _, _, _, time in signed]
        assert theirs == ours
        assert len(theirs) == 1 + len(SIGNED[state])
        assert {tuple(words[1:5]) for words in signed} == {(SIGNATURE, "valid", "stamped", "trusted")}


def test_it_agrees_on_every_closing_and_every_renewal(cases: dict[State, Case], second_opinion) -> None:
    """Each is of what it covers, as its imprint says, and of its authority's key; each chain held at its own time."""
    answers = second_opinion({state: cases[state].content for state in STATES})

    for state in STATES:
        found = cases[state].judge.verified(cases[state].content)
        moments = [found.closed, *found.renewed] if found.closed else []
        names = ["closing", *(f"renewal-{number}" for number, _ in enumerate(found.renewed, start=1))]
        stamps = [words for words in answers[state] if words[1] == TIME_STAMP]
        assert [words[0] for words in stamps] == names[: len(moments)]
        assert [words[5] for words in stamps] == [each.strftime("%Y-%m-%dT%H:%M:%SZ") for each in moments]
        assert {tuple(words[1:5]) for words in stamps} <= {(TIME_STAMP, "valid", "stamped", "trusted")}
    assert [len(answers[state]) for state in ("closed", "renewed")] == [3, 4]


@pytest.mark.parametrize("attack", [time_stamp_of_another_paper, time_stamps_exchanged], ids=lambda one: one.__name__)
def test_it_agrees_that_a_time_stamp_of_something_else_closes_nothing(
    cases: dict[State, Case], second_opinion, attack
) -> None:
    """Its mathematics may hold, its imprint is not of what the file says it covers."""
    states = ("renewed",) if attack is time_stamps_exchanged else KEPT
    answers = second_opinion({state: attack(cases[state]) for state in states})

    for state in states:
        assert answers[state][-1][1:4] == [TIME_STAMP, "not-valid", "not-stamped"]


def test_it_trusts_no_look_alikes_renewal_either(cases: dict[State, Case], second_opinion) -> None:
    """The time-stamp is one of this file, and its chain leads nowhere."""
    answers = second_opinion({"renewed": renewed_by_a_stranger(cases["renewed"])})

    assert answers["renewed"][-1][:5] == ["renewal-1", TIME_STAMP, "valid", "stamped", "not-trusted"]


def test_it_agrees_on_every_renewal_of_thirty_years(desk: Desk, second_opinion) -> None:
    """Three renewals by three time keys, all of one root; each update covers the whole file before it."""
    complete = desk.complete(paper("seal", "guardian", "chair", "closing"))
    _, states = renewed_for_thirty_years(desk, closed_by(desk, complete).content)
    words = second_opinion({"old": states[-1]})["old"]

    assert [each[0] for each in words] == [
        "seal",
        "guardian",
        "chair",
        "closing",
        "renewal-1",
        "renewal-2",
        "renewal-3",
    ]
    assert {tuple(each[2:5]) for each in words} == {("valid", "stamped", "trusted")}


@pytest.mark.parametrize("attack", [text_flipped, value_flipped], ids=lambda attack: attack.__name__)
def test_it_agrees_that_a_tampered_paper_is_not_what_was_signed(
    desk: Desk, cases: dict[State, Case], second_opinion, attack
) -> None:
    """For each signature, intact with us is valid with them and the other way round."""
    tampered = {state: attack(cases[state]) for state in STATES}
    answers = second_opinion(tampered)

    for state in STATES:
        ours = [one.intact for one in desk.verified(tampered[state]).signatures]
        signed = [words[2] == "valid" for words in answers[state] if words[1] == SIGNATURE]
        assert not all(words[2] == "valid" for words in answers[state])
        assert signed == ours


@pytest.mark.parametrize("attack", [look_alike, look_alike_time], ids=lambda attack: attack.__name__)
def test_it_trusts_no_look_alike_either(cases: dict[State, Case], second_opinion, attack) -> None:
    """The mathematics of a look-alike hold, its chain leads nowhere."""
    answers = second_opinion({state: attack(cases[state]) for state in STATES})

    for state in STATES:
        field, _, valid, stamped, trusted, _ = answers[state][0]
        assert (field, valid, stamped, trusted) == ("seal", "valid", "stamped", "not-trusted")


def test_what_only_our_policy_refuses_it_still_finds_valid(
    desk: Desk, cases: dict[State, Case], second_opinion
) -> None:
    """A seal that does not certify is good mathematics: their verdict is on the signature, ours on the paper."""
    content = seal_that_does_not_certify(cases["record"])

    assert second_opinion({"plain": content})["plain"][0][2:5] == ["valid", "stamped", "trusted"]
    assert desk.verified(content).verdict == "altered"


def test_a_missing_time_stamp_is_missed_by_both(desk: Desk, cases: dict[State, Case], second_opinion) -> None:
    """The level is the same in both: no time-stamp, no B-T."""
    content = attacks.time_stamp_removed(cases["open"].content)

    assert second_opinion({"bare": content})["bare"][0][2:4] == ["valid", "unstamped"]
    assert desk.verified(content).level == "B-B"
