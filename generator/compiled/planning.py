"""From the tags of one part to a plan of walking them (``generator.compiled.walking``), where all of them are plain.

What is plain is stated here, form by form; a part that holds any other form of tag has no plan, and Jinja runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeGuard

from jinja2 import nodes
from markupsafe import escape

from generator.bounds import turn
from generator.compiled.assembling import Pieces
from generator.compiled.expressions import (
    Answered,
    Both,
    Chosen,
    Condition,
    Defined,
    Either,
    Equal,
    Filled,
    Holding,
    IsFirst,
    IsText,
    Named,
    Not,
    Own,
    Same,
    Value,
)
from generator.compiled.walking import LISTED_MOST, Branch, Each, EachOf, Plan, Print, Say, Step, Still, Tick, Turn
from generator.counting import ITEMS_MOST
from generator.printing import MARK
from generator.spoken import filters_in, printed_in
from generator.word.characters import REPLACEMENT

SAYING: Final = ("said", "date", "shortdate", "time", "datetime")
ROWS_MOST: Final = ITEMS_MOST // (LISTED_MOST + 3)
"""Rows that a tag writes out: with their entries, and theirs, no more than a list may hold."""
LOOP: Final = "loop"
NO_TURNS: Final = -1
_EQUALS: Final = {"eq": True, "ne": False, "in": True, "notin": False}

Names = Mapping[str, int]


class _Unknown(Exception):
    """A form of tag that is not known here."""


def planned(tree: nodes.Template, pieces: Pieces, language: str, strange: Iterable[str]) -> Plan | None:
    """Return a plan of the tags of a part, in which tokens stand for static XML, or None when Jinja has to run them.

    ``strange`` are names that stand for something of Jinja's own.
    """
    work = _Planning(pieces, language, frozenset(strange))
    try:
        steps = work.steps(tree.body, {})
    except _Unknown:
        return None
    return Plan(work.taken, work.count, steps)


class _Planning:
    """Plans one part; ``taken`` are the numbers of the names it takes from a view."""

    def __init__(self, pieces: Pieces, language: str, strange: frozenset[str]) -> None:
        self.taken: dict[str, int] = {}
        self.count = 0
        self._pieces = pieces
        self._filters = {name: filters_in(language)[name] for name in SAYING}
        self._printed = printed_in(language)
        self._strange = strange

    def steps(self, body: Iterable[nodes.Node], names: Names) -> tuple[Step, ...]:
        """Plan tags that follow one another; ``names`` are the numbers of those that loops have given."""
        return tuple(step for node in body for step in self._step(node, names))

    def _step(self, node: nodes.Node, names: Names) -> list[Step]:
        if isinstance(node, nodes.Output):
            return [self._printing(one, names) for one in node.nodes]
        if isinstance(node, nodes.If):
            branches = [(self._condition(one.test, names), self.steps(one.body, names)) for one in (node, *node.elif_)]
            return [Branch(branches, self.steps(node.else_, names))]
        if isinstance(node, nodes.For) and not (node.else_ or node.recursive):
            return [self._loop(node, names)]
        raise _Unknown

    def _printing(self, node: nodes.Node, names: Names) -> Step:
        if isinstance(node, nodes.TemplateData):
            return Still(self._pieces[node.data])
        if isinstance(node, nodes.Const):
            return Say(str(escape(_text(node))))
        if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
            one, other = self._printing(node.expr1, names), self._printing(node.expr2, names)
            return Branch([(self._condition(node.test, names), [one])], [other])
        if isinstance(node, nodes.Filter):
            return self._filtered(node, names)
        if _is_of_loop(node, "index", names):
            return Turn(names[LOOP])
        return Print(self._value(node, names), self._printed, as_typed=True, lower=False)

    def _filtered(self, node: nodes.Filter, names: Names) -> Step:
        inner = _alone(node)
        if node.name == "box" and _is_truth(inner):
            return Tick(self._truth(inner, names))
        lower = node.name == "lower" and isinstance(inner, nodes.Filter)
        said = inner if lower and isinstance(inner, nodes.Filter) else node
        words = self._filters.get(said.name)
        if words is None:
            raise _Unknown
        return Print(self._value(_alone(said), names), words, as_typed=said.name == "said", lower=lower)

    def _loop(self, node: nodes.For, names: Names) -> Step:
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        named = [one.name for one in targets if isinstance(one, nodes.Name)]
        if len(set(named)) < len(targets) or LOOP in named:
            raise _Unknown
        numbers = tuple(self._number() for _ in named)
        turns = self._number()
        inside = {**names, **dict(zip(named, numbers, strict=True))}
        condition = None if node.test is None else self._condition(node.test, {**inside, LOOP: NO_TURNS})
        steps = self.steps(node.body, {**inside, LOOP: turns})
        if isinstance(node.target, nodes.Tuple):
            return EachOf(numbers, self._rows(node.iter, names, len(named)), turns, condition, steps, sum(turn(node)))
        return Each(numbers[0], self._value(node.iter, names), turns, condition, steps, sum(turn(node)))

    def _rows(self, node: nodes.Node, names: Names, width: int) -> Sequence[tuple[Value, ...]]:
        if not isinstance(node, nodes.List) or len(node.items) > ROWS_MOST:
            raise _Unknown
        rows = [one.items for one in node.items if isinstance(one, nodes.Tuple) and len(one.items) == width]
        if len(rows) < len(node.items):
            raise _Unknown
        return [tuple(self._value(one, names) for one in row) for row in rows]

    def _value(self, node: nodes.Node, names: Names) -> Value:
        if isinstance(node, nodes.Const):
            return Own(_text(node))
        if isinstance(node, nodes.CondExpr):
            condition, one = self._condition(node.test, names), self._value(node.expr1, names)
            return Chosen(condition, one, None if node.expr2 is None else self._value(node.expr2, names))
        keys: list[str] = []
        while isinstance(node, nodes.Getattr):
            keys.insert(0, node.attr)
            node = node.node
        if not isinstance(node, nodes.Name) or node.name == LOOP:
            raise _Unknown
        return Named(self._of(node.name, names), tuple(keys))

    def _of(self, name: str, names: Names) -> int:
        if name in names:
            return names[name]
        if name in self._strange:
            raise _Unknown
        if name not in self.taken:
            self.taken[name] = self._number()
        return self.taken[name]

    def _number(self) -> int:
        self.count += 1
        return self.count - 1

    def _condition(self, node: nodes.Node, names: Names) -> Condition:
        """Plan what is asked whether it is true, as Python takes any value."""
        try:
            return self._truth(node, names)
        except _Unknown:
            return Filled(self._value(node, names))

    def _truth(self, node: nodes.Node, names: Names) -> Condition:
        """Plan what is true or false by itself, but for what conditions put together hold."""
        if isinstance(node, nodes.Not):
            return Not(self._condition(node.node, names))
        if isinstance(node, nodes.And):
            return self._answered(node, names) or Both(
                self._condition(node.left, names), self._condition(node.right, names)
            )
        if isinstance(node, nodes.Or) and _is_never(node.right):
            return self._condition(node.left, names)
        if isinstance(node, nodes.Or):
            return Either(self._condition(node.left, names), self._condition(node.right, names))
        if isinstance(node, nodes.Compare) and len(node.ops) == 1:
            return self._compared(node, names)
        if _is_bare_test(node):
            kind = {"defined": Defined, "string": IsText}.get(node.name)
            if kind is not None:
                return kind(self._value(node.node, names))
        if _is_of_loop(node, "first", names):
            return IsFirst(names[LOOP])
        raise _Unknown

    def _compared(self, node: nodes.Compare, names: Names) -> Condition:
        (asked,) = node.ops
        if asked.op not in _EQUALS:
            raise _Unknown
        found = (
            self._among(node.expr, asked.expr, names)
            if "in" in asked.op
            else self._equal(node.expr, asked.expr, names)
        )
        return found if _EQUALS[asked.op] else Not(found)

    def _answered(self, node: nodes.And, names: Names) -> Condition | None:
        """Plan ``x is defined and x not in (...)`` as one question, None when it is another one."""
        asked, within = node.left, _without_never(node.right)
        if not (_is_bare_test(asked) and asked.name == "defined" and isinstance(within, nodes.Compare)):
            return None
        if within.expr != asked.node or [one.op for one in within.ops] != ["notin"]:
            return None
        listed = within.ops[0].expr
        if not isinstance(listed, nodes.Tuple | nodes.List):
            return None
        value, words, or_empty = self._listed(within.expr, listed, names)
        return Answered(value, words, or_empty=or_empty)

    def _equal(self, one: nodes.Node, other: nodes.Node, names: Names) -> Condition:
        value = self._value(one, names)
        if isinstance(other, nodes.Const):
            return Equal(value, frozenset({_compared_with(other)}), or_empty=False)
        return Same(value, self._value(other, names))

    def _among(self, sought: nodes.Node, within: nodes.Node, names: Names) -> Condition:
        if not isinstance(within, nodes.Tuple | nodes.List):
            return Holding(_compared_with(sought), self._value(within, names))
        value, words, or_empty = self._listed(sought, within, names)
        return Equal(value, words, or_empty=or_empty)

    def _listed(
        self, sought: nodes.Node, within: nodes.Tuple | nodes.List, names: Names
    ) -> tuple[Value, frozenset[str], bool]:
        """Plan a value that is looked for among words; say whether an empty list is among them."""
        words = frozenset(_compared_with(one) for one in within.items if not _is_empty_list(one))
        return self._value(sought, names), words, any(map(_is_empty_list, within.items))


def _alone(node: nodes.Filter) -> nodes.Node:
    """Return what a filter works on, that is given nothing else."""
    if node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _Unknown
    return node.node


def _text(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Const) or type(node.value) is not str or MARK.search(node.value):
        raise _Unknown
    return node.value


def _compared_with(node: nodes.Node) -> str:
    """Return words that no value is equal to only because it is made printable."""
    words = _text(node)
    if not words.isprintable() or REPLACEMENT in words:
        raise _Unknown
    return words


def _is_bare_test(node: nodes.Node) -> TypeGuard[nodes.Test]:
    return isinstance(node, nodes.Test) and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)


def _without_never(node: nodes.Node) -> nodes.Node:
    return node.left if isinstance(node, nodes.Or) and _is_never(node.right) else node


def _is_never(node: nodes.Node) -> bool:
    """Say whether a name is looked for in a list of nothing, which needs no looking."""
    if not isinstance(node, nodes.Compare) or not isinstance(node.expr, nodes.Name):
        return False
    return len(node.ops) == 1 and node.ops[0].op == "in" and _is_empty_list(node.ops[0].expr)


def _is_empty_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.List) and not node.items


def _is_of_loop(node: nodes.Node, name: str, names: Names) -> bool:
    """Say whether an expression asks something of the loop it stands in; its own condition may not."""
    of_loop = isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == LOOP
    return of_loop and node.attr == name and names.get(LOOP, NO_TURNS) != NO_TURNS  # type: ignore[attr-defined]


def _is_truth(node: nodes.Node) -> bool:
    """Say whether an expression is true or false itself, and no value that is taken for it."""
    if isinstance(node, nodes.And | nodes.Or):
        return _is_truth(node.left) and _is_truth(node.right)
    return isinstance(node, nodes.Compare | nodes.Not | nodes.Test)
