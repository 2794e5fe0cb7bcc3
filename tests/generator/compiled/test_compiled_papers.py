"""Every shipped paper comes out of its compiled template as it does out of its Word file, whatever a record holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from disclosure import View, view_for
from generator.compiled import Slow, compile_template
from generator.template import Template
from inconfidence.core.blocks import Picture
from inconfidence.core.digest import digest_of_data
from inconfidence.core.values import UNKNOWNS, Choice, unknown
from inconfidence.recipes.catalogue import template
from tests.disclosure.test_matrix_in_papers import (
    Production,
    pictures_for,
    productions,
    reading_for,
    records_for,
)
from tests.generator.compiled.comparing import check_quick, check_same
from tests.sampling import part_of

MADE = tuple(made for made in productions() if made.form == "pdf")
ONE_OF_EACH = tuple({made.paper: made for made in MADE}.values())
HOSTILE = (
    *(
        "",
        " ",
        "\n",
        "a\nb\r\nc\u2028d",
        "\t",
        "a\tb\t",
        "\u2610 no \u2612 yes",
        "<w:p/>",
        "</w:t></w:r>",
        "&amp;&#65;",
    ),
    *(
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{#",
        "}}",
        "\ue0f1p\ue0f2x\ue0f3",
        "\ue0f20\ue0f2",
        "\ue0f3",
        "\x00\x07\x0b\x0c",
    ),
    *(
        "\ud800",
        "\u202eAnwar",
        "\u05d0\u05d1 \u05d2",
        "\u0645\u062d\u0645\u062f",
        "\U0001f9d2\U0001f3fd",
        "e\u0301",
        "]]>",
    ),
    *("\"quoted\" 'too'", "\\1", "x" * 10_000, "\u00a0", "\u00ad", "\ufffe"),
)


@cache
def filled(made: Production) -> tuple[Template, View, Mapping[str, Picture]]:
    """Return a paper, the view of a full record, and the pictures it names."""
    records = {name: each.record for name, each in records_for(made).items()}
    wanted = template(made.paper)
    view = view_for(records, never=frozenset(wanted.never), **reading_for(made, records))
    return wanted, view, pictures_for(records)


@pytest.mark.parametrize("made", MADE, ids=str)
def test_a_shipped_paper_is_the_same_and_needs_no_word_file(made: Production) -> None:
    """Every paper, role, kind of case and consent, from a full record."""
    check_quick(*filled(made))


def test_every_shipped_paper_is_among_them() -> None:
    """None is left out that can be made."""
    assert {made.paper for made in MADE} >= {
        "referral-record-individual",
        "conference-pack",
        "ink-scan",
        "survey-form",
    }


leaves = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.sampled_from(tuple(UNKNOWNS)).map(unknown),
    st.builds(Choice, st.sampled_from(("yes", "no")), st.sampled_from(HOSTILE)),
)
others = st.one_of(
    leaves,
    st.booleans(),
    st.integers(-3, 40),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.times().map(lambda found: time(found.hour, found.minute)),
    st.none(),
    st.just([]),
)


@st.composite
def changed(draw: st.DrawFn, value: Any, often: int) -> Any:
    """Return a value of a view with some of what is in it changed, one in ``often``: missing, longer, hostile."""
    if isinstance(value, Mapping):
        kept = [key for key in value if draw(st.integers(0, 4 * often)) > 0]
        return {key: draw(changed(value[key], often)) for key in kept}
    if isinstance(value, list | tuple):
        if draw(st.integers(0, often)) > 0:
            return [draw(changed(one, often)) for one in value]
        return (
            [draw(changed(value[index % len(value)], often)) for index in range(draw(st.integers(0, 4)))]
            if value
            else []
        )
    if draw(st.integers(0, often)) > 0:
        return value
    return draw(leaves if isinstance(value, str) else others)


@pytest.mark.parametrize("made", ONE_OF_EACH, ids=str)
@settings(max_examples=part_of(3, 40), deadline=None, database=None)
@given(data=st.data())
def test_whatever_a_record_holds_both_ways_agree(made: Production, data: st.DataObject) -> None:
    """Values missing, rows from none to several, hostile words: equal papers, or one refusal in the same words."""
    wanted, view, pictures = filled(made)
    values = data.draw(changed(view.values, data.draw(st.sampled_from([3, 30, 300]))))
    seen = View(view.role, view.reader, values, (), digest_of_data("test"))

    try:
        compile_template(wanted).quick_paper(seen, pictures)
        event("quick")
    except Slow as slow:
        event(f"slow: {slow.rule}")
    check_same(wanted, seen, pictures)
