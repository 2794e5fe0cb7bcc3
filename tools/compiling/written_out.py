"""Data classes with their ``__init__``, ``__eq__`` and ``__hash__`` written out, for the compiler.

mypyc takes data classes, but leaves making and comparing them to the Python that ``dataclasses`` writes when a class
is defined, and that is slower than not compiled. Here the same is put into the source the compiler sees, in the blank
lines after each class and under its first words, so that no other line moves. A class with anything unusual is left as
it is.
"""

from __future__ import annotations

import ast

USUAL = frozenset({"default", "default_factory", "repr"})
"""What a field may say of itself."""
SAYS = frozenset({"field", "dataclasses.field"})
"""How a class writes that: by the whole name where a field of its own is called ``field``."""


def written_out(source: str) -> str:
    """Return the source of a module in which its data classes have an ``__init__``."""
    lines = source.split("\n")
    for found in ast.walk(ast.parse(source)):
        if isinstance(found, ast.ClassDef) and _is_usual(found):
            _write(found, lines)
    return "\n".join(lines)


def _is_usual(found: ast.ClassDef) -> bool:
    if len(found.decorator_list) != 1 or not ast.unparse(found.decorator_list[0]).startswith("dataclass("):
        return False
    methods = {one.name for one in found.body if isinstance(one, ast.FunctionDef)}
    fields = _fields(found)
    return (
        bool(fields)
        and not found.bases
        and not methods & {"__eq__", "__init__", "__post_init__"}
        and all(map(_is_plain, fields))
    )


def _fields(found: ast.ClassDef) -> list[ast.AnnAssign]:
    return [one for one in found.body if isinstance(one, ast.AnnAssign)]


def _is_plain(field: ast.AnnAssign) -> bool:
    said, kind = _said(field), ast.unparse(field.annotation)
    return said.keys() <= USUAL and "ClassVar" not in kind and not ("default_factory" in said and "None" in kind)


def _said(field: ast.AnnAssign) -> dict[str, str]:
    """Return what ``field(...)`` says, as it is written; a plain default is said like that too."""
    value = field.value
    if isinstance(value, ast.Call) and ast.unparse(value.func) in SAYS:
        return {one.arg or "**": ast.unparse(one.value) for one in value.keywords}
    return {} if value is None else {"default": ast.unparse(value)}


def _write(found: ast.ClassDef, lines: list[str]) -> None:
    decorator, below = found.decorator_list[0].lineno - 1, found.end_lineno
    assert below is not None
    if lines[below].strip():
        return
    # A frozen class lets nobody set a field; its own ``__init__`` may, once it is machine code.
    allowed = "  # type: ignore[misc]" if "frozen=True" in lines[decorator] else ""
    lines[decorator] = lines[decorator].replace("@dataclass(", "@dataclass(init=False, ")
    fields = _fields(found)
    taken, kept = ", ".join(map(_taken, fields)), "; ".join(map(_kept, fields))
    lines[below] = f"    def __init__(self, {taken}) -> None: {kept}{allowed}"
    if "eq=False" not in lines[decorator] and lines[below + 1 : below + 2] == [""]:
        _write_compared(found, lines, "frozen=True" in lines[decorator])


def _write_compared(found: ast.ClassDef, lines: list[str], frozen: bool) -> None:
    """Write how two are compared; what is frozen has a hash too, in the blank line under its first words."""
    assert found.end_lineno is not None
    names = [ast.unparse(field.target) for field in _fields(found)]
    if frozen:
        first = found.body[0].end_lineno
        assert first is not None
        if lines[first]:
            return
        lines[first] = f"    def __hash__(self) -> int: return hash(({', '.join(f'self.{name}' for name in names)},))"
    alike = " and ".join(f"self.{name} == other.{name}" for name in names)
    said = f"self is other or ({alike}) if isinstance(other, {found.name}) else NotImplemented"
    lines[found.end_lineno + 1] = f"    def __eq__(self, other: object) -> bool: return {said}"


def _taken(field: ast.AnnAssign) -> str:
    said, name = _said(field), f"{ast.unparse(field.target)}: {ast.unparse(field.annotation)}"
    if "default_factory" in said:
        return f"{name} | None = None"
    return f"{name} = {said['default']}" if "default" in said else name


def _kept(field: ast.AnnAssign) -> str:
    name, made = ast.unparse(field.target), _said(field).get("default_factory")
    if made is None:
        return f"self.{name} = {name}"
    empty = {"list": "[]", "dict": "{}"}.get(made, f"({made})()")
    return f"self.{name} = {empty} if {name} is None else {name}"
