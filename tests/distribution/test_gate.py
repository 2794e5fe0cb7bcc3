"""A copy opens only on a current, standing, proved agreement of that very person; every doubt is a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distribution import Facts, Refusal, Release, decide
from inconfidence.core.documents import Evidence, SignatureFacts, Verdict

READER = "I-7K3M-9QXT"
DIGEST = "ab" * 32
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def signature(role: str, *, intact: bool = True, trusted: bool = True) -> SignatureFacts:
    return SignatureFacts(role, "demonstration", role, AT, "B-T", intact, trusted, "revision")


def proof(*roles: str, verdict: Verdict = "authentic", digest: str = DIGEST) -> Evidence:
    return Evidence(digest, verdict, "B-T", "own", tuple(signature(role) for role in roles), ())


ELECTRONIC = Facts(
    reader=READER,
    state="signed",
    way="electronic",
    withdrawn=False,
    wording_version="1.1",
    current_wording_version="1.1",
    recorded_digest=DIGEST,
    evidence=proof("seal", "guardian", "chair"),
    own_paper=True,
)
INK = replace(
    ELECTRONIC,
    way="ink",
    own_paper=None,
    evidence=proof("seal"),
    form_code="7K3M-9QXT-0A-V",
    form_code_on_scan="7K3M-9QXT-0A-V",
    witnessed=True,
)
NEEDED = {
    "electronic": (ELECTRONIC, ("state", "way", "withdrawn", "wording_version", "own_paper")),
    "ink": (INK, ("form_code", "form_code_on_scan", "witnessed", "recorded_digest", "evidence", "way", "withdrawn")),
}


def code(facts: Facts) -> str:
    answer = decide(facts)
    assert isinstance(answer, Refusal)
    assert answer.reader == READER
    assert answer.reason.endswith(".")
    return answer.code


@pytest.mark.parametrize("facts", [ELECTRONIC, INK], ids=["electronic", "ink"])
def test_a_standing_agreement_opens_the_copy(facts: Facts) -> None:
    """With every fact in favour, the answer is a release to that person, on that agreement."""
    assert decide(facts) == Release(READER, DIGEST)


@pytest.mark.parametrize(("facts", "names"), NEEDED.values(), ids=NEEDED)
def test_a_fact_that_is_missing_is_a_refusal(facts: Facts, names: tuple[str, ...]) -> None:
    """Not knowing never opens a copy, whichever fact it is that is not known."""
    for name in names:
        assert isinstance(decide(replace(facts, **{name: None})), Refusal), name


def test_nothing_known_is_a_refusal() -> None:
    """A person of whom nothing is known gets nothing."""
    assert code(Facts(READER)) == "not-asked"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("asked", "Has not answered yet."),
        ("declined", "Declined to sign the confidentiality agreement."),
        ("superseded", "Signed an earlier wording of the agreement; the current one is not signed."),
        ("altered", "The signed agreement was changed after signing."),
        ("void", "The agreement became void before it was complete; it has to be asked for again."),
        ("something new", "The state of the agreement is not known."),
    ],
)
def test_an_agreement_that_does_not_stand_says_why(state: str, words: str) -> None:
    """The table at the end can print the reason as it is."""
    answer = decide(replace(ELECTRONIC, state=state))

    assert isinstance(answer, Refusal)
    assert answer.reason == words


def test_who_withdrew_gets_nothing() -> None:
    """A good signature does not outlive its withdrawal."""
    assert code(replace(ELECTRONIC, withdrawn=True)) == "withdrawn"


def test_an_earlier_wording_is_superseded_whatever_its_state_says() -> None:
    """Signed last week in the old words is not signed in the new ones."""
    assert code(replace(ELECTRONIC, wording_version="1.0")) == "agreement-superseded"


@pytest.mark.parametrize("verdict", ["altered", "incomplete", "unrecognised", "unsigned", "unreadable"])
@pytest.mark.parametrize("facts", [ELECTRONIC, INK], ids=["electronic", "ink"])
def test_an_agreement_that_does_not_verify_now_opens_nothing(facts: Facts, verdict: Verdict) -> None:
    """Recorded as signed is not enough: the file is judged at the moment of asking."""
    evidence = proof("seal", "guardian", "chair", verdict=verdict)

    assert code(replace(facts, evidence=evidence)) == f"agreement-{verdict}"


def test_an_altered_file_is_called_altered_although_its_digest_differs() -> None:
    """One byte changed after signing is said as that."""
    evidence = proof("seal", "guardian", verdict="altered", digest="cd" * 32)

    assert code(replace(ELECTRONIC, evidence=evidence)) == "agreement-altered"


def test_a_verdict_nobody_has_heard_of_is_a_refusal() -> None:
    """A word that a later version adds does not open a copy in this one."""
    assert code(replace(ELECTRONIC, evidence=proof("guardian", verdict="splendid"))) == "not-verified"


def test_another_genuine_file_does_not_stand_in() -> None:
    """Somebody else's authentic agreement, laid in the place of this one, is another file."""
    evidence = proof("seal", "guardian", digest="cd" * 32)

    assert code(replace(ELECTRONIC, evidence=evidence)) == "another-file"


def test_a_seal_is_not_a_persons_signature() -> None:
    """A paper the council sealed is authentic, and nobody has signed it."""
    assert code(replace(ELECTRONIC, evidence=proof("seal", "chair"))) == "no-signature"


@pytest.mark.parametrize("fault", [{"intact": False}, {"trusted": False}])
def test_a_broken_or_unknown_signature_is_none(fault: dict[str, bool]) -> None:
    """The person's signature itself is looked at, besides the verdict."""
    evidence = replace(proof("seal"), signatures=(signature("seal"), signature("guardian", **fault)))

    assert code(replace(ELECTRONIC, evidence=evidence)) == "no-signature"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"evidence": proof("guardian")}, "scan-not-sealed"),
        ({"form_code_on_scan": "ZZZZ-9QXT-0A-V"}, "another-form"),
        ({"form_code_on_scan": ""}, "form-code-not-known"),
        ({"witnessed": False}, "not-witnessed"),
    ],
)
def test_ink_is_held_to_its_own_rules(change: dict[str, object], expected: str) -> None:
    """A scan is sealed, carries this person's code, and somebody saw it."""
    assert code(replace(INK, **change)) == expected


def test_a_code_read_with_look_alikes_is_the_same_code() -> None:
    """A scanner, or a person, that reads O for 0 does not shut anyone out."""
    assert isinstance(decide(replace(INK, form_code_on_scan=" 7k3m-9qxt-Oa-v")), Release)


def test_an_agreement_signed_in_no_known_way_is_a_refusal() -> None:
    """Only electronic and ink are ways."""
    assert code(replace(ELECTRONIC, way="fax")) == "way-not-known"


@given(
    st.builds(
        Facts,
        reader=st.just(READER),
        state=st.sampled_from([None, "signed", "asked", "declined"]),
        way=st.sampled_from([None, "electronic", "ink"]),
        withdrawn=st.sampled_from([None, False, True]),
        wording_version=st.sampled_from([None, "1.0", "1.1"]),
        current_wording_version=st.sampled_from([None, "1.1"]),
        recorded_digest=st.sampled_from([None, DIGEST]),
        evidence=st.sampled_from([None, proof("seal"), proof("guardian"), proof("guardian", verdict="altered")]),
        own_paper=st.sampled_from([None, False, True]),
        form_code=st.sampled_from([None, "", "A"]),
        form_code_on_scan=st.sampled_from([None, "", "A", "B"]),
        witnessed=st.sampled_from([None, False, True]),
    )
)
def test_no_mixture_of_facts_opens_a_copy_but_the_two_right_ones(facts: Facts) -> None:
    """Whatever is put together, a release means that every condition of its way holds."""
    if isinstance(decide(facts), Refusal):
        return

    stands = (facts.state, facts.withdrawn, facts.wording_version, facts.recorded_digest)
    by_hand = facts.evidence == proof("seal") and facts.witnessed and facts.form_code == facts.form_code_on_scan == "A"
    assert stands == ("signed", False, facts.current_wording_version, DIGEST)
    on_screen = facts.evidence == proof("guardian") and facts.own_paper
    assert on_screen if facts.way == "electronic" else by_hand
