"""Mutation testing of what decides a verdict: it is made wrong in every small way, and the tests have to notice.

A mutant is a module with one thing changed: a comparison, an "and", a "not", a choice, a number, a verdict, a finding
that is no longer made, a rule that is left out. The words of a finding are not changed: they decide nothing.
"""

from __future__ import annotations

import ast
import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

TOP: Final = Path(__file__).resolve().parents[2]
TESTS: Final[Mapping[str, str]] = {
    "signing/policy.py": "tests.signing.test_signing_policy",
    "signing/facts.py": "tests.signing.test_signing_policy",
    "signing/standing.py": "tests.signing.test_standing",
    "signing/levels.py": "tests.signing.test_levels",
    "signing/vouching.py": "tests.signing.test_vouching",
    "signing/kept_behind.py": "tests.signing.test_kept_behind",
}
"""The modules in which verdict and level are decided, and the tests of each that have to notice alone."""
VERDICTS: Final = ("authentic", "incomplete", "unrecognised", "altered", "unsigned", "unreadable")

COMPARISONS: Final[Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: Final[Mapping[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}

OPPOSITES: Final[Mapping[str, str]] = {"any": "all", "all": "any", "min": "max", "max": "min"}

CPU_SECONDS: Final = 15
"""How long the tests of a module may run against a mutant; what goes round for ever has been noticed."""

EXPLAINED: Final[Mapping[str, str]] = {}
"""Mutants that no test can notice, by what they are, with the reason."""


@dataclass(frozen=True)
class Mutant:
    """One wrong module: which, the line, what was changed there, and its whole text."""

    module: str
    line: int
    change: str
    source: str


def every_mutant() -> list[Mutant]:
    """Return the mutants of all modules that decide."""
    return [one for module in TESTS for one in mutants(module)]


def mutants(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, named by its place in the source tree."""
    source = (TOP / module).read_text("utf-8")
    for number, node in enumerate(_inner(ast.parse(source))):
        for at, _ in enumerate(_changes(node)):
            wrong = ast.parse(source)
            place = next(one for one_at, one in enumerate(_inner(wrong)) if one_at == number)
            before = ast.unparse(place)
            list(_changes(place))[at]()
            change = f"{_short(before)} -> {_short(ast.unparse(place))}"
            text = ast.unparse(ast.fix_missing_locations(wrong))
            yield Mutant(module, getattr(node, "lineno", 0), change, text)


def _inner(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what decides: all but the imports and the shapes of values."""
    for part in tree.body:
        inner = part.body if isinstance(part, ast.ClassDef) else [part]
        for each in inner:
            if isinstance(each, ast.FunctionDef):
                yield from (node for statement in each.body for node in ast.walk(statement))
            elif each is part and isinstance(each, ast.AnnAssign):
                yield from ast.walk(each)


def _short(code: str) -> str:
    return " ".join(code.split())[:150]


def _changes(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Yield what can be changed in one node, as functions that do it."""
    if isinstance(node, ast.Constant):
        yield from (_setting(node, "value", other) for other in _other_constants(node.value))
    elif isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp | ast.UnaryOp | ast.IfExp | ast.Name):
        yield from _other_conditions(node)
    else:
        yield from _left_out(node)


def _other_constants(value: object) -> list[object]:
    if isinstance(value, str):
        if value in VERDICTS:
            return [VERDICTS[(VERDICTS.index(value) + 1) % len(VERDICTS)]]
        return [_WORDS[value]] if value in _WORDS else []
    return [value + 1, value - 1] if isinstance(value, int) and not isinstance(value, bool) else []


def _other_conditions(node: ast.AST) -> Iterator[Callable[[], None]]:
    match node:
        case ast.Compare(ops=ops):
            for place, one in enumerate(ops):
                for other in COMPARISONS[type(one)]:
                    yield _setting(node, "ops", [*ops[:place], other(), *ops[place + 1 :]])
        case ast.BoolOp(op=op):
            yield _setting(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
            for part in node.values:
                yield _setting(node, "values", [one for one in node.values if one is not part])
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            yield _setting(node, "op", OPERATORS[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _setting(node, "operand", ast.UnaryOp(ast.Not(), operand))
        case ast.IfExp(body=body, orelse=orelse):
            yield _setting(node, "body", orelse)
            yield _setting(node, "orelse", body)
        case ast.Name(id=name) if name in OPPOSITES:
            yield _setting(node, "id", OPPOSITES[name])


def _left_out(node: ast.AST) -> Iterator[Callable[[], None]]:
    match node:
        case ast.If(test=test):
            yield _setting(node, "test", ast.UnaryOp(ast.Not(), test))
            yield _setting(node, "test", ast.Constant(True))
            yield _setting(node, "test", ast.Constant(False))
        case ast.comprehension(ifs=[_, *_]):
            yield _setting(node, "ifs", [])
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield _setting(node, "value", ast.Constant(None))
        case ast.AnnAssign(target=ast.Name(id="RULES"), value=ast.Tuple() as rules):
            for rule in rules.elts:
                yield _setting(rules, "elts", [one for one in rules.elts if one is not rule])


_WORDS: Final = {"file": "revision", "part": "revision", "seal": "guardian", "time": "seal", "other": "filling"}


def _setting(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def survives(mutant: Mutant) -> bool:
    """Say whether the tests of its module pass with the mutant in the module's place."""
    # Loaded once and not in every child.
    import_module(TESTS[mutant.module])
    child = os.fork()
    if child == 0:
        _live(mutant)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _live(mutant: Mutant) -> None:
    """Be the child: put the mutant in the module's place and run the tests; never returns."""
    status = 1
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        tests = TESTS[mutant.module]
        # Looked up anew, so that no test holds on to what the mutant replaces.
        sys.modules.pop(tests, None)
        module = import_module(mutant.module.removesuffix(".py").replace("/", "."))
        exec(compile(mutant.source, mutant.module, "exec"), vars(module))  # noqa: S102 - our own module, changed
        run_tests(vars(import_module(tests)))
        status = 0
    except Exception:  # noqa: BLE001 - whatever a test raises, it has noticed
        status = 1
    finally:
        # Not sys.exit: the parent's handlers are not the child's to run.
        os._exit(status)


def run_tests(found: Mapping[str, object]) -> int:
    """Run a module's plain tests, each with what it is parametrised with, and return how many there were."""
    runs = 0
    for name, test in found.items():
        if name.startswith("test_") and callable(test):
            for values in _parameters(test):
                test(*values)
                runs += 1
    return runs


def _parameters(test: object) -> list[tuple[object, ...]]:
    marks: list[pytest.Mark] = getattr(test, "pytestmark", [])
    given = [mark.args for mark in marks if mark.name == "parametrize"]
    # One name stands alone, and so does each of its values.
    return [(each,) if isinstance(names, str) else tuple(each) for names, values in given for each in values] or [()]
