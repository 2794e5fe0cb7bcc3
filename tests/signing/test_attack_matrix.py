"""Every known attack on a paper of ours gets its stated verdict and never "authentic".

A stated sample: each attack on a paper in one of the states it is for, each kind of attack in as many states as it has
attacks for. `make proof` makes every attack in all its states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from signing import Trust, verify
from tests.sampling import WHOLE
from tests.signing.desk import Desk, open_desk
from tests.signing.hostile.all_attacks import ATTACKS, WORDS
from tests.signing.hostile.catalogue import Attack
from tests.signing.hostile.judging import CPU_SECONDS, MEMORY, Judged, judged, judged_one
from tests.signing.hostile.keeping import renewed_with
from tests.signing.hostile.states import STATES, UNHARMED, Case, State, case

STATED = [(attack, state) for attack in ATTACKS for state in attack.states]
"""The whole matrix."""
SAID = [(word, state) for word in WORDS for state in word.states]
NOT_AT_ALL = timedelta(0)


def in_turn() -> Iterator[tuple[Attack, State]]:
    """Give each attack once, in the state that attacks of its kind, and then any, were given least often before."""
    kind, every = Counter[tuple[str, State]](), Counter[State]()
    for attack in ATTACKS:
        state = min(attack.states, key=lambda each: (kind[attack.family, each], every[each]))
        kind[attack.family, state] += 1
        every[state] += 1
        yield attack, state


TRIED = STATED if WHOLE else list(in_turn())


@pytest.fixture(scope="module")
def cases(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[State, Case]:
    """A genuine paper in each state."""
    stranger = open_desk(tmp_path_factory.mktemp("lookalike"))
    return {state: case(desk, stranger, state) for state in STATES}


def looked_at(case: Case, content: bytes, trust: Trust | None = None, wait: timedelta = NOT_AT_ALL) -> Judged:
    """Judge a file in a child with little time and little memory, by what the council believes, or by ``trust``."""
    desk = case.judge.later(wait)
    believed = trust or desk.pki.trust

    def judge(content: bytes) -> tuple[str, Sequence[str]]:
        evidence = verify(content, believed, clock=desk.clock)
        return evidence.verdict, evidence.problems or (evidence.level,)

    return judged_one(content, judge)


@pytest.mark.parametrize("state", STATES)
def test_the_paper_before_the_attack_is_believed(cases: dict[State, Case], state: State) -> None:
    """What the attacks start from has nothing against it but, in the open one, places that nobody signed yet."""
    assert looked_at(cases[state], cases[state].content).verdict == UNHARMED[state]


@pytest.mark.parametrize(("attack", "state"), TRIED, ids=[f"{attack.name}-{state}" for attack, state in TRIED])
def test_an_attack_gets_its_stated_verdict(cases: dict[State, Case], attack: Attack, state: State) -> None:
    """Each attack gives another file, is noticed as it must be, says why, and ends within its limits."""
    content = attack.make(cases[state])

    found = looked_at(cases[state], content, attack.knows(cases[state], content), attack.wait)

    assert content != cases[state].content
    assert found.verdict == attack.must_be(state)
    assert found.problems
    assert found.seconds < CPU_SECONDS


@pytest.mark.parametrize(("word", "state"), SAID, ids=[f"{word.name}-{state}" for word, state in SAID])
def test_a_word_that_must_not_count_leaves_a_paper_what_it_is(
    cases: dict[State, Case], word: Attack, state: State
) -> None:
    """It is authentic, and of the level it has without that word; what the word would raise or lower stays."""
    content = word.make(cases[state])

    found = looked_at(cases[state], content, word.knows(cases[state], content), word.wait)

    assert (found.verdict, found.problems) == ("authentic", (word.must_be(state),))


def test_a_renewal_written_as_its_attacks_are_is_believed_without_one(cases: dict[State, Case]) -> None:
    """So what is held against them is the attack, and not the hand that wrote it."""
    case = cases["renewed"]

    assert looked_at(case, renewed_with(case, lambda _: None)).verdict == "authentic"


def test_no_attack_is_stated_to_be_believed() -> None:
    """No line of the matrix says "authentic", and every attack has a name of its own."""
    assert {attack.must_be(state) for attack, state in STATED} == {
        "altered",
        "unrecognised",
        "incomplete",
        "unsigned",
        "unreadable",
    }
    assert len({attack.name for attack in (*ATTACKS, *WORDS)}) == len(ATTACKS) + len(WORDS)


def test_the_sample_holds_every_attack_and_every_kind_in_many_states() -> None:
    """Nothing of the matrix is left out of it but another state for the same attack."""
    assert [attack for attack, _ in in_turn()] == list(ATTACKS)
    assert {each.must_be(state) for each, state in in_turn()} == {each.must_be(state) for each, state in STATED}
    for family in {each.family for each in ATTACKS}:
        given = [(each, state) for each, state in in_turn() if each.family == family]
        taken = Counter(state for _, state in given)
        # Whoever could be tried in a state that nobody is tried in is the only one where it is tried now.
        assert not [each for each, state in given if taken[state] > 1 and set(each.states) - set(taken)]


def test_a_child_that_takes_too_much_memory_or_time_is_told_as_crashed() -> None:
    """The limits are real: what breaks them is not waited for, and the next file is judged all the same."""

    def judge(content: bytes) -> tuple[str, Sequence[str]]:
        if content == b"memory":
            bytearray(MEMORY * 2)
        while content == b"time":
            pass
        return "read", ()

    results = judged([b"memory", b"time", b"good"], judge, seconds=1)

    assert [one.verdict for one in results] == ["crashed", "crashed", "read"]
