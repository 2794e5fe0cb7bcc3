"""Whether tags, taken in their order, make a text out of itself over and over: what `template check` can see of that.

Each name is taken to be as long as all that is put together in it. A name made of itself twice in a loop, or of names
made of names until a thousand of one stand in it, grows past any paper whatever the values are. What cannot be seen
here is stopped while it is made (``generator.bounds``).
"""

from __future__ import annotations

from jinja2 import nodes

GROWTH_MOST = 1_000
"""So many times over nobody repeats a value on purpose."""
JOINS = (nodes.Concat, nodes.Add, nodes.Mul, nodes.List, nodes.Tuple, nodes.Filter, nodes.Call, nodes.Mod)
CHOOSES = (nodes.And, nodes.Or)


class Growth:
    """What names hold so far, as multiples of the values they were made of."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def outgrows(self, tag: nodes.Template, *, in_loop: bool) -> bool:
        """Say whether a tag makes a name grow past all bounds; it is taken to have been run."""
        grown = False
        for each in tag.find_all(nodes.Assign):
            if isinstance(each.target, nodes.Name):
                name = each.target.name
                itself = in_loop and _parts(each.node, {name: 1}, 0) > 1
                self._times[name] = max(1, _parts(each.node, self._times, 1))
                grown |= itself or self._times[name] > GROWTH_MOST
        return grown


def _parts(node: nodes.Node, times: dict[str, int], other: int) -> int:
    """Return how many values are put together in an expression; names that are not known count for ``other``."""
    if isinstance(node, nodes.Name):
        return times.get(node.name, other)
    if isinstance(node, nodes.CondExpr):
        branches = (node.expr1, node.expr2)
        return max(_parts(each, times, other) for each in branches if each is not None)
    inside = [_parts(each, times, other) for each in node.iter_child_nodes()]
    if isinstance(node, CHOOSES):
        return max(inside)
    if isinstance(node, (*JOINS, nodes.Getattr, nodes.Getitem, nodes.Keyword, nodes.Pair, nodes.Dict)):
        return sum(inside)
    return 0
