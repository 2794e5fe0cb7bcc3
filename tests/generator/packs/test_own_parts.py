"""A copy's own part is read back by itself, and refused when it says anything but what its person's blocks say."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from generator.packs.body import Body, draw_body
from generator.packs.own import OwnPart, draw_own
from generator.packs.owned import Parted, parted
from generator.packs.preflight import Judged, Wanted, check_own, judge_body
from generator.packs.rooms import OwnLines, own_lines, rooms_of
from generator.pdf.syntax import packed_stream
from inconfidence.core.documents import Mark
from inconfidence.core.errors import Failed
from inconfidence.core.packs import OwnObjects
from tests.generator.packs.small import MADE_AT, SEAL, Person, wanted

ANN, BEN = Person("Ann Lee", "AAAA-1111"), Person("Ben Orr", "BBBB-2222")


@dataclass(frozen=True)
class Bench:
    """A body, with Ann's words set in it."""

    want: Wanted
    made: Parted
    lines: OwnLines
    body: Body
    part: OwnPart
    judged: Judged

    def refusal(self, part: OwnPart) -> str:
        """Return why a part is refused as Ann's."""
        with pytest.raises(Failed) as refused:
            check_own(self.judged, self.want, self.made, part)
        return refused.value.message


@pytest.fixture(scope="module")
def bench() -> Bench:
    want = wanted(ANN)
    made = parted(want.paper)
    rooms = rooms_of(made.common)
    lines = own_lines(made, rooms)
    body = draw_body(rooms, lines.shape, SEAL, MADE_AT)
    part = draw_own(body, lines, want.mark)
    return Bench(want, made, lines, body, part, judge_body(body, want, part))


def with_slot(part: OwnPart, at: int, content: bytes) -> OwnPart:
    slots = list(part.objects.slots)
    slots[at] = content
    return replace(part, objects=OwnObjects(tuple(slots)))


def test_the_part_as_drawn_passes(bench: Bench) -> None:
    """What the other tests change is right before."""
    check_own(bench.judged, bench.want, bench.made, bench.part)


def test_another_persons_words_are_refused(bench: Bench) -> None:
    """Ben's words, however well drawn, are not what Ann's blocks say."""
    others = own_lines(parted(wanted(BEN).paper), bench.body.rooms)

    refusal = bench.refusal(draw_own(bench.body, others, bench.want.mark))

    assert "does not say what its blocks say" in refusal
    assert "Ben" not in refusal


@pytest.mark.parametrize("at", [1, 2, 3, -1])
def test_a_stream_that_says_something_else_is_refused(bench: Bench, at: int) -> None:
    """A mark or a piece taken from another copy is noticed where it was put."""
    other = draw_own(bench.body, own_lines(parted(wanted(BEN).paper), bench.body.rooms), wanted(BEN).mark)

    assert "does not read as it was drawn" in bench.refusal(
        with_slot(bench.part, at, other.objects.slots[at])
    ) or "do not read as they were drawn" in bench.refusal(with_slot(bench.part, at, other.objects.slots[at]))


@pytest.mark.parametrize(
    "content",
    [
        packed_stream({}, b"/P <</MCID 0>> BDC\nq\n/Other Do\nQ\nEMC\n"),
        packed_stream({}, b"BT\n(loose) Tj\nET\n"),
        packed_stream({"Extra": b"1"}, b"q\nQ\n"),
        packed_stream({}, b"q\nQ\n") + b"more",
        b"null",
    ],
    ids=["an operator of others", "words outside a mark", "another entry", "more behind it", "no stream"],
)
def test_what_we_never_write_is_refused(bench: Bench, content: bytes) -> None:
    """As in every file: only our operators, every word in a mark, nothing behind the end of a stream."""
    assert bench.refusal(with_slot(bench.part, 3, content)).startswith("Preflight (")


def test_a_part_with_a_piece_too_few_or_too_many_is_refused(bench: Bench) -> None:
    """A copy fills every place of its body, and has nothing besides."""
    slots = bench.part.objects.slots

    for changed in (slots[:-1], (*slots, slots[-1])):
        assert "places" in bench.refusal(replace(bench.part, objects=OwnObjects(changed)))


@pytest.mark.parametrize("mark", [Mark(ANN.line, "", ""), Mark("", "", "SAMPLE"), Mark(BEN.line, BEN.line, "SAMPLE")])
def test_every_page_has_to_show_the_mark(bench: Bench, mark: Mark) -> None:
    """A copy without its owner's line, or with another's, is nobody's."""
    assert "(marking)" in bench.refusal(draw_own(bench.body, bench.lines, mark))
