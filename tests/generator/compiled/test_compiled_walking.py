"""Plain tags are walked without Jinja, and come to what Jinja makes of them, whatever the tags and the values are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Any, TypeVar

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from disclosure import View
from generator.compiled import CompiledTemplate, Slow, compile_template
from generator.compiled.template import _walked
from generator.compiled.walking import LISTED_MOST
from generator.counting import STEPS_MOST
from generator.fill import chosen
from inconfidence.core.blocks import Paper
from inconfidence.core.errors import Failed
from inconfidence.core.values import Choice, unknown
from tests.generator.compiled.comparing import Outcome, check_quick, check_same, outcome, seen
from tests.generator.compiled.test_compiled_papers import HOSTILE, MADE, Production, filled
from tests.generator.test_fill import template
from tests.sampling import part_of

LEFT_TO_JINJA = {
    "archive-sheet": "it parts a long digest in two",
    "conference-pack": "it shows a picture",
    "ink-scan": "it shows pictures",
    "survey-form": "it divides a list into columns",
}
"""Papers whose tags are not all plain, and why."""


def jinja_alone(compiled: CompiledTemplate) -> CompiledTemplate:
    """Return a compiled template that walks no tags."""
    assert compiled._quick is not None
    parts = tuple(replace(part, plan=None) for part in compiled._quick.parts)
    return replace(compiled, _quick=replace(compiled._quick, parts=parts))


def is_walked(compiled: CompiledTemplate, view: View) -> bool:
    """Say whether the body of this record's paper is made without Jinja."""
    assert compiled._quick is not None
    try:
        return _walked(compiled._quick.parts[0], chosen(compiled.template, view)) is not None
    except Slow:
        return False


def quickly(compiled: CompiledTemplate, view: View) -> Outcome:
    """Return what the quick way comes to, be it that it cannot be taken."""

    def made() -> Paper:
        try:
            return compiled.quick_paper(view)
        except Slow:
            raise Failed("slow") from None

    return outcome(made)


@pytest.mark.parametrize("made", MADE, ids=str)
def test_every_shipped_paper_is_walked_but_for_those_that_are_named(made: Production) -> None:
    """From a full record, by every role; which papers are left to Jinja is known, and why."""
    wanted, view, _ = filled(made)

    assert is_walked(compile_template(wanted), view) == (wanted.name not in LEFT_TO_JINJA)


WORDS = ("yes", "no", "not_asked", "", *HOSTILE)
CHOICES = (
    unknown("not_asked"),
    unknown("declined"),
    Choice("no", "No & <b>no</b>"),
    Choice("", ""),
    Choice("yes", ""),
)
MOMENTS = (date(2026, 12, 10), datetime(2026, 7, 1, 23, 30, tzinfo=UTC), unknown("withheld"))
PLAIN: tuple[Any, ...] = (*WORDS, *CHOICES, *MOMENTS, 0, 7, 2.5, time(9, 15))
ODD: tuple[Any, ...] = (*PLAIN, True, False, None, b"x", time(0), datetime(2026, 7, 1), {"a": "x"}, ["a", "b"], -1)
PATHS = (
    *("referral.a", "referral.b", "referral.inner.a", "referral.inner.b", "entry.a", "entry.b", "entry.on"),
    *("label", "council.name", "referral.some", "entry.some"),
)
ODD_PATHS = (
    *("entry", "referral.inner", "referral", "referral.nothing", "referral.a.x", "referral.inner.label"),
    *("entry.rows", "nothing", "referral.rows.0.a", "referral.rows", "namespace"),
)
LITERALS = ("yes", "no", "not_asked", "", "x", "&<'>")
ODD_LITERALS = ("\\ufffd", "a\\nb", "\\ue0f20\\ue0f2")
ASKED = ("('yes', '')", "('not_asked', [])", "['no', 'x', '']", "[]")
ODD_ASKED = ("['yes', ()]", "('a\\nb', 'no')", "'yes'", "('yes', 1)")
FILTERS = ("", "|said", "|said|lower")
ODD_FILTERS = ("|date", "|shortdate|lower", "|time", "|datetime", "|lower", "|upper", "|length", "|box")
DEEP = 2
T = TypeVar("T")


class Making:
    """Makes tags and records by chance: plain ones of names that are there, or ``odd`` ones among them."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._is_odd = chance.random() < 0.3

    def _one(self, plain: Sequence[T], odd: Sequence[T] = ()) -> T:
        return self._chance.choice((*plain, *odd) if self._is_odd and self._chance.random() < 0.3 else plain)

    def _path(self, names: str) -> str:
        """Return a path from one of the names that stand for something here, an odd one from any."""
        known = [path for path in PATHS if path.partition(".")[0] in names.split()]
        return self._one(known, (*PATHS, *ODD_PATHS))

    def _literal(self) -> str:
        return f'"{self._one(LITERALS, ODD_LITERALS)}"'

    def _test(self, names: str, deep: int = 0) -> str:
        inner = deep + 1
        path, literal = self._path(names), self._literal()
        return self._one(
            (
                path,
                f"{path} {self._one(('==', '!='))} {literal}",
                f"{path} {self._one(('==', '!='))} {self._path(names)}",
                f"{path} {self._one(('in', 'not in'))} {self._one(ASKED, ODD_ASKED)}",
                f"{path} is {self._one(('defined', 'not defined', 'string', 'not string'), ('none', 'number'))}",
                *([f"({self._test(names, inner)} or {self._test(names, inner)})"] if deep < DEEP else []),
                *([f"({self._test(names, inner)} and not {self._test(names, inner)})"] if deep < DEEP else []),
                "loop.first" if "loop" in names else "referral.inner is defined",
            ),
            (f"{literal} in {path}", f"{path} == {self._path(names)}", "loop.last", "true", "'x'", "1 < 2 < 3"),
        )

    def _said(self, names: str) -> str:
        plain = self._path(names) + self._one(FILTERS, ODD_FILTERS)
        dated = self._one(("|date", "|shortdate", "|shortdate|lower"), ("|datetime", "|time"))
        return self._one((plain, plain, plain, f"referral.on{dated}"))

    def _shown(self, names: str) -> str:
        either = f"{self._said(names)} if {self._test(names)} else {self._one((self._said(names), self._literal()))}"
        tick = f"({self._path(names)} == {self._literal()})|box"
        odd = ("entry", "loop.length", "label ~ entry", "7 * 7", f"({self._test(names)})|box", "['x', 'y']|said")
        of_loop = ["loop.index"] if "loop" in names else []
        return self._one((self._said(names), self._said(names), self._literal(), either, tick, *of_loop), odd)

    def _rows(self, names: str) -> str:
        paths = (f"({self._path(names)} if {self._test(names)})", self._path(names), self._literal())
        return ", ".join(f"({self._literal()}, {self._one(paths)})" for _ in range(self._chance.randrange(5)))

    def _loop(self, names: str, deep: int) -> str:
        rows, odd_entry = self._one(("referral.rows",), ("entry.some", self._path(names))), self._path(names)
        head, inner = self._one(
            (
                (f"entry in {rows}", f"{names} entry"),
                (f"label, of in [{self._rows(names)}]", f"{names} label"),
            ),
            ((f"entry, label in {odd_entry}", names), (f"entry in [{odd_entry}]", f"{names} entry")),
        )
        asked = (
            self._test(inner)
            if "entry" in inner
            else f"of is defined and (of not in {self._one(ASKED)} or label in [])"
        )
        said = "{{ of }}" if "label" in inner and "if of" in f"if {asked}" else ""
        test = self._one((f" if {asked}", ""))
        return f"{{% for {head}{test} %}}{said}{self.tags(f'{inner} loop', deep)}{{% endfor %}}"

    def tags(self, names: str = "referral council", deep: int = 0) -> str:
        """Return tags that follow one another; ``names`` stand for something where they stand."""
        inner = deep + 1
        ways: list[Callable[[], str]] = [lambda: f"{{{{ {self._shown(names)} }}}}"]
        if deep < DEEP:
            within = partial(self.tags, names, inner)
            ways += [
                lambda: f"{{% if {self._test(names)} %}}{within()}{{% else %}}{within()}{{% endif %}}",
                lambda: f"{{% if {self._test(names)} %}}a{{% elif {self._test(names)} %}}{within()}{{% endif %}}",
                lambda: self._loop(names, inner),
                lambda: self._loop(names, inner),
            ]
        return "".join(self._one(ways)() for _ in range(self._chance.randrange(1, 3)))

    def _values(self) -> dict[str, Any]:
        texts = (*WORDS, *CHOICES)
        lists = ([], (), [self._chance.choice(texts)], tuple(self._chance.choices(texts, k=2)))
        found = {"some": self._one(lists, ((1, "x"), ["x"] * 200, "yes")), "on": self._one(MOMENTS, ODD)}
        return found | {key: self._one(PLAIN, ODD) for key in ("a", "b") if self._chance.random() < 0.95}

    def record(self) -> dict[str, Any]:
        """Return the values of a view."""
        rows = [MappingProxyType(self._values()) for _ in range(self._chance.randrange(4))]
        record = {**self._values(), "inner": self._values(), "rows": self._one((tuple(rows), rows))}
        return {key: value for key, value in record.items() if self._chance.random() < 0.98}


@settings(max_examples=part_of(60, 6_000), deadline=None, database=None)
@given(seed=st.integers(0, 2**32), language=st.sampled_from(("en-GB", "tr")))
def test_walking_comes_to_what_jinja_makes(seed: int, language: str) -> None:
    """Random tags, plain and not, over random values: missing, hostile and of the wrong kind among them."""
    making = Making(Random(seed))
    line = making.tags()
    compiled = compile_template(replace(template(f"A{line}Z"), language=language))
    if compiled.slow is not None:
        return
    alone = jinja_alone(compiled)

    for record in (making.record() for _ in range(8)):
        view = seen(**record)
        event("walked" if is_walked(compiled, view) else "left to Jinja")
        assert quickly(compiled, view) == quickly(alone, view), line


@pytest.mark.parametrize(
    "line",
    [
        "{% for entry in referral.rows if entry.b %}{{ entry.a }}{% endfor %}",
        "{% for entry in referral.rows %}{{ loop.index }}{% if loop.first %}{{ entry.a|said|lower }}{% endif %}"
        "{% for entry in referral.rows if entry.b %}{{ entry.a }}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% for label, of in [('A & B', referral.a), ('C', referral.none if referral.inner is defined)] "
        "if of is defined %}{{ label }}: {{ of }}{% endfor %}",
        "{% if referral.some in ('x', []) %}none{% elif 'b' in referral.some %}{{ referral.some|said }}{% endif %}",
        "{% if referral.on != referral.until %}{{ referral.on|date }} to {{ referral.until|shortdate }}{% endif %}",
    ],
)
def test_a_plain_tag_is_walked_and_comes_to_what_filling_and_reading_does(line: str) -> None:
    """With the path of each value, also where a loop passes over entries."""
    what = template(line)
    days = {"on": date(2026, 12, 10), "until": date(2026, 12, 11)}
    rows = ({"a": "one", "b": ""}, {"a": "Two", "b": "x"}, {"a": "THREE", "b": "y"})

    for some in ((), ("a", "b"), unknown("not_asked")):
        view = seen(a="<A>", rows=rows, some=some, **days)
        assert is_walked(compile_template(what), view)
        check_quick(what, view)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('{{ "yes" if referral.a == "a\\nb" else "no" }}', "a\r\nb"),
        ('{{ "yes" if referral.a == "a\\ufffdb" else "no" }}', "a\x00b"),
        ('{{ "yes" if referral.a in ("x", "a\\ufffdb") else "no" }}', "a\u202eb"),
        ('{{ "yes" if referral.a is defined and referral.a.b is defined else "no" }}', {"b": "x"}.keys()),
        ("{{ referral.a }}", True),
        ("{{ referral.a|box }}", "x"),
        ("{{ (referral.a or referral.a)|box }}", "x"),
        ("{{ referral.a|lower }}", Choice("YES", "Of course")),
        ("{{ referral.a|said }}", ["x"] * (LISTED_MOST + 1)),
        ("{{ referral.a|said }}", [["x"], "y"]),
        ("{% for entry in referral.a %}{{ entry }}{% endfor %}", {"x": "y"}),
        ("{% for entry in referral.a %}{{ entry }}{% endfor %}", "word"),
        ("{% for entry in referral.a if entry is none %}{% endfor %}", ["x"] * STEPS_MOST),
    ],
)
def test_what_is_not_plain_is_left_to_jinja(line: str, value: Any) -> None:
    """Values that are only equal once they are made printable, odd kinds of values, and too many of them."""
    what, view = template(f"A{line}"), seen(a=value)

    assert not is_walked(compile_template(what), view)
    check_same(what, view)
