"""A template's tags, seen through: its static XML cut out of them, and each branch found to keep elements whole.

Whatever way a record takes through the tags, the elements it opens it closes: each branch of a condition ends in the
same elements as the others, a loop where it began. So no record can make XML that is not well-formed.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from generator.compiled.assembling import Piece, token
from generator.compiled.cutting import Cutter, Opened, Place
from generator.compiled.slow import InEveryPaper, Slow
from generator.compiled.tree import Op
from generator.compiled.units import Cut, cuts_of

PASSED = (nodes.Assign, nodes.ExprStmt)
"""Tags that print nothing."""


class Tags:
    """The tags of one part. Cutting puts tokens in place of static XML; ``pieces`` is what each stands for."""

    def __init__(self, tree: nodes.Template, *, fits_grids: bool) -> None:
        self.pieces: dict[str, Piece] = {}
        self._in_macro = False
        self._cutter = Cutter(fits_grids)
        # In how many branches, loops and macros what is being cut stands.
        self._depth = 0
        self._macros = frozenset(macro.name for macro in tree.find_all(nodes.Macro))
        _check_names(tree, self._macros)
        if self._all(tree.body, Place()) != Place():
            raise Slow("unbalanced")

    def _all(self, body: Iterable[nodes.Node], place: Place) -> Place:
        for node in body:
            place = self._one(node, place)
        return place

    def _inside(self, body: Iterable[nodes.Node], place: Place) -> Place:
        """Cut what may stand in a paper more than once, or not at all."""
        self._depth += 1
        place = self._all(body, place)
        self._depth -= 1
        return place

    def _one(self, node: nodes.Node, place: Place) -> Place:
        if isinstance(node, nodes.Output):
            return self._output(node, place)
        if isinstance(node, nodes.If):
            return self._branches(node, place)
        if isinstance(node, nodes.For):
            return self._loop(node, place)
        if isinstance(node, nodes.With):
            return self._all(node.body, place)
        if isinstance(node, nodes.Macro):
            inside, outer = _in_a_macro(place), self._in_macro
            self._in_macro = True
            _same(self._inside(node.body, inside), inside)
            self._in_macro = outer
        elif not isinstance(node, PASSED):
            raise Slow("tag")
        return place

    def _output(self, node: nodes.Output, place: Place) -> Place:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                before = self._cutter.tags(place)
                ops, place = self._cut(child.data, place)
                # Where a macro is used is not known where it stands: what it holds begins and ends no unit.
                cuts = (Cut("inside", tuple(ops)),) if self._in_macro else cuts_of(ops, before)
                size = len(child.data.encode())
                child.data = token(str(len(self.pieces)))
                self.pieces[child.data] = Piece(cuts, size)
            elif place.head is not None and _called(child) in self._macros:
                raise Slow("macro")
        return place

    def _cut(self, stretch: str, place: Place) -> tuple[list[Op], Place]:
        try:
            return self._cutter.cut(stretch, place)
        except Slow as slow:
            if slow.rule == "refused" and not self._depth:
                raise InEveryPaper from None
            raise

    def _branches(self, node: nodes.If, place: Place) -> Place:
        ends = [self._inside(branch.body, place) for branch in (node, *node.elif_)]
        return _same(*ends, self._inside(node.else_, place))

    def _loop(self, node: nodes.For, place: Place) -> Place:
        if node.recursive:
            raise Slow("tag")
        return _same(place, self._inside(node.body, place), self._inside(node.else_, place))


def _in_a_macro(place: Place) -> Place:
    """Return where a macro begins: in an unknown element, which it may not close; the part's prefixes are known."""
    return Place((Opened("", place.opened[0].prefixes if place.opened else frozenset()),))


def _same(*places: Place) -> Place:
    if len(set(places)) > 1:
        raise Slow("unbalanced")
    return places[0]


def _called(node: nodes.Node) -> str:
    """Return the name of what an expression calls, "" when it is no call."""
    called = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    return str(node.node.name) if called else ""  # type: ignore[attr-defined]


def _check_names(tree: nodes.Template, macros: frozenset[str]) -> None:
    """Check that what a macro prints, which would hold tokens, is used by printing it and in no other way."""
    used = [name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"]
    printed = [_called(child) for output in tree.find_all(nodes.Output) for child in output.nodes]
    if any(used.count(macro) != printed.count(macro) for macro in macros):
        raise Slow("macro")
    if {"caller", "self", "super"} & set(used):
        raise Slow("macro")
