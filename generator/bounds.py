"""What one filling of a template may come to, whatever its tags and its values are: so many letters, so many steps.

A text that doubles itself is as long as a book after twenty tags and as memory after forty; loops in loops never end.
So everything a template makes is counted while it is made: turns of loops and calls of macros by what their bodies
hold, texts and lists by their length, before they are made where that could be too late. What goes past the bounds is
an error that names the tag (``tag_that_fails``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from generator.counting import LEFT, SHORT_PRINTED, Left, charge, made, sized
from generator.excess import TooMuch

CHARGED, SIZED, WEIGHED = "charged for a turn", "charged for its length", "weighed when it is made"
"""Names of filters that no template can write."""
OPENING, TAG = re.compile(r"\{[{%]"), re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
TAG_SAID_MOST = 100


@contextmanager
def bounded() -> Iterator[None]:
    """Let what is filled within come to no more than one part of a paper may.

    Raises:
        TooMuch: when it does, or when macros call each other without end.
    """
    begun = LEFT.set(Left())
    try:
        yield
    except (RecursionError, MemoryError) as endless:
        raise TooMuch from endless
    finally:
        LEFT.reset(begun)


def counting(environment: Environment, tree: nodes.Template) -> nodes.Template:
    """Return tags that count what they do."""
    tree = _Counting().visit(tree)
    tree.set_environment(environment)
    return tree


def count_in(environment: Environment) -> None:
    """Give an environment what ``counting`` tags call."""
    environment.filters[CHARGED] = charge
    environment.filters[SIZED] = sized
    environment.filters[WEIGHED] = made


def keeping_bounds(function: Callable[..., Any], check: Callable[..., None]) -> Callable[..., Any]:
    """Return a filter whose values are looked at before it works on them."""

    @wraps(function)
    def filtered(*values: Any, **named: Any) -> Any:
        check(*values, **named)
        return function(*values, **named)

    return filtered


def tag_that_fails(source: str, run: Callable[[str], Any]) -> str:
    """Return the words of the tag at which filling ``source`` comes to too much, "" when that cannot be seen.

    It is filled once more with each tag on a line of its own, for an error tells its line.
    """
    lined = OPENING.sub(r"\n\g<0>", source.replace("\n", " "))
    try:
        with bounded():
            run(lined)
    except TooMuch as error:
        # Of calls without end the first is told: where the last stands depends on who called.
        endless = error.__cause__
        lines = list(_lines_of_template((endless or error).__traceback__))
        tag = TAG.match(lined.split("\n")[lines[0 if endless else -1] - 1]) if lines else None
        return tag[0][:TAG_SAID_MOST] if tag else ""
    return ""


def _lines_of_template(frame: TracebackType | None) -> Iterator[int]:
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            yield frame.tb_lineno
        frame = frame.tb_next


class _Counting(NodeTransformer):
    """Puts a count at the head of each body that can run more than once, and weighs lists a template writes."""

    def __init__(self) -> None:
        self._weighed: set[int] = set()

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """Count each turn; and the entries a condition passes over, for which the body never runs."""
        counted = _with_charge(node)
        self.generic_visit(node)
        node.body = counted + node.body
        if node.test is not None:
            node.iter = _filtered(node.iter, SIZED)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """Count each call."""
        counted = _with_charge(node)
        self.generic_visit(node)
        node.body = counted + node.body
        return node

    visit_CallBlock = visit_Block = visit_Macro

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """Weigh a list of values: two lists in one, and that one twice in the next, are soon without end.

        A list written within a list is weighed with it.
        """
        passed = _is_written(node) or id(node) in self._weighed or getattr(node, "ctx", "load") != "load"
        self._weighed.update(map(id, _literals_in(node)))
        self.generic_visit(node)
        return node if passed else _filtered(node, WEIGHED)

    visit_Tuple = visit_Dict = visit_List


def turn(node: nodes.Node) -> tuple[int, int]:
    """Return the steps and the letters that one turn of a loop or one call of a macro is counted as."""
    inside = list(node.find_all(nodes.Node))
    letters = sum(len(one.data) for one in inside if isinstance(one, nodes.TemplateData))
    return len(inside) + 1, letters + SHORT_PRINTED * sum(isinstance(one, nodes.Output) for one in inside)


def _with_charge(node: nodes.Node) -> list[nodes.Node]:
    steps, letters = turn(node)
    arguments: list[nodes.Expr] = [nodes.Const(letters, lineno=node.lineno)]
    counted = nodes.Filter(nodes.Const(steps), CHARGED, arguments, [], None, None, lineno=node.lineno)
    return [nodes.ExprStmt(counted, lineno=node.lineno)]


def _is_written(node: nodes.Node) -> bool:
    """Say whether a template writes a value out, to the last entry: it is as long as the template says."""
    if isinstance(node, nodes.Const):
        return True
    literal = isinstance(node, (nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair))
    return literal and all(map(_is_written, node.iter_child_nodes()))


def _literals_in(node: nodes.Node) -> Iterator[nodes.Node]:
    for one in node.iter_child_nodes():
        if isinstance(one, nodes.Pair):
            yield from _literals_in(one)
        elif isinstance(one, (nodes.List, nodes.Tuple, nodes.Dict)):
            yield one


def _filtered(node: nodes.Node, name: str) -> nodes.Expr:
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno)
