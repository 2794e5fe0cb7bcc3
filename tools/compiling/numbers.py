"""Words with numbers in them put together in one step, for the compiler.

mypyc makes each number of ``f"{x:.2f} {y:.2f} m"`` a text of its own, by a call, and then joins them;
``"%.2f %.2f m" % (x, y)`` is one call. The sources keep the first form, which is easier to read; the compiler sees the
second. The numbers come out the same.
"""

from __future__ import annotations

import ast
import re

_NUMBER = re.compile(r"\.[0-9]f|(?:\.[0-9])?g")
"""Ways of writing a number that are the same in both forms."""


def with_numbers_at_once(source: str) -> str:
    """Return the source of a module in which texts with numbers in them are made in one step; no line moves."""
    lines = source.encode().split(b"\n")
    found = [one for one in _outermost(ast.parse(source)) if _is_plain(one)]
    # From the end, so that the places of those before stay what they are.
    for one in sorted(found, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        _replace(one, lines)
    return b"\n".join(lines).decode()


def _outermost(tree: ast.AST) -> list[ast.JoinedStr]:
    """Return the texts with values in them that stand in no other."""
    if isinstance(tree, ast.JoinedStr):
        return [tree]
    return [one for child in ast.iter_child_nodes(tree) for one in _outermost(child)]


def _is_plain(text: ast.JoinedStr) -> bool:
    values = [one for one in text.values if isinstance(one, ast.FormattedValue)]
    ways = [_way(one) for one in values]
    return any(ways) and all(
        one.conversion == -1 and way is not None and (not way or _NUMBER.fullmatch(way) is not None)
        for one, way in zip(values, ways, strict=True)
    )


def _way(value: ast.FormattedValue) -> str | None:
    """Return how a value is to be written, "" when that is not said, None when it is worked out."""
    if not isinstance(value.format_spec, ast.JoinedStr):
        return ""
    parts = value.format_spec.values
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant)) if len(parts) == 1 else None


def _replace(text: ast.JoinedStr, lines: list[bytes]) -> None:
    assert text.end_lineno is not None and text.end_col_offset is not None
    first, last = text.lineno - 1, text.end_lineno - 1
    before, after = lines[first][: text.col_offset], lines[last][text.end_col_offset :]
    lines[first : last + 1] = [before + _written(text).encode(), *[b""] * (last - first - 1)]
    if last == first:
        lines[first] += b")" + after
    else:
        lines.insert(last, b")" + after)


def _written(text: ast.JoinedStr) -> str:
    """Return the same in the other form, but for the bracket it ends with."""
    form, values = "", []
    for one in text.values:
        if isinstance(one, ast.FormattedValue):
            form += f"%{_way(one) or 's'}"
            values.append(ast.unparse(one.value))
        elif isinstance(one, ast.Constant):
            form += str(one.value).replace("%", "%%")
    return f"({form!r} % ({', '.join(values)},)"
