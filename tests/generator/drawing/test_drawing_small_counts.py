"""A count that is not shown leaves no trace in a chart or a grid."""

from __future__ import annotations

from sheets import bars, drawn, heat, laid, paper, read

from generator.layout.items import Pattern
from inconfidence.core.blocks import Table

HIDDEN = "not shown"


def lengths(table: Table) -> list[float]:
    """Return how long the bars of a chart are, from the top."""
    chart, *_ = laid(table).pages[0].body
    return [item.width for item in chart.strip.items if isinstance(item, Pattern)]


def gaps(table: Table) -> list[list[float]]:
    """Return the gaps between the lines of each cell's pattern, in the row under the head."""
    _, body = laid(table).pages[0].body
    return [[item.gap for item in cell.strip.items if isinstance(item, Pattern)] for cell in body.strip.parts]


def test_a_hidden_count_has_no_bar_and_the_others_are_as_long_as_without_it() -> None:
    """The longest of them is twice the one that counts half as many."""
    short, long = lengths(bars("20", HIDDEN, "40"))

    assert short * 2 == long


def test_a_hidden_count_is_said_in_the_chart_and_in_the_table() -> None:
    """Nobody takes it for nought."""
    assert read(drawn(paper(bars("20", HIDDEN))))[0].count("Answer 1 not shown") == 2


def test_a_chart_may_have_nothing_to_show() -> None:
    """All answers stand there, and no bar."""
    assert lengths(bars(HIDDEN, HIDDEN)) == []


def test_a_hidden_sighting_has_no_pattern_and_the_others_are_as_dense_as_without_it() -> None:
    """What is hidden looks like a nought, and the densest is the most of those that are shown."""
    assert gaps(heat(8, HIDDEN, 12)) == gaps(heat(8, 0, 12))
    assert gaps(heat(8, HIDDEN, 12)) != gaps(heat(8, 40, 12))
