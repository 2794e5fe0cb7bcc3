"""Plain data (mappings, lists, text, numbers, dates) as one canonical UTF-8 JSON text, to be hashed.

Names stand in the order of their letters, nothing stands between the parts, and text is spelt as ``json`` spells it.
``json`` itself calls Python for each frozen mapping and sorts its names each time, which is most of what a view costs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any, Final

KINDS_KEPT: Final = 1024
"""Sets of names whose order is remembered; all schemas together have some hundred."""
# Tuples, because joining kinds with | each time takes as long as looking at one.
FROZEN_OR_NOT: Final = (MappingProxyType, dict)
LISTS: Final = (tuple, list)
MOMENTS: Final = (date, time)
NUMBERS: Final = (int, float)


def canonical(value: Any) -> bytes:
    """Return plain data as one canonical UTF-8 JSON text.

    Raises:
        TypeError: for a value that is not plain data.
    """
    written: list[str] = []
    _write(value, written)
    return "".join(written).encode()


def _write(value: Any, written: list[str]) -> None:
    if isinstance(value, str):
        written.append(encode_basestring(value))
    elif isinstance(value, FROZEN_OR_NOT):
        _write_mapping(value, written)
    elif isinstance(value, LISTS):
        _write_list(value, written)
    elif isinstance(value, MOMENTS):
        written.append(encode_basestring(value.isoformat()))
    elif value is None or isinstance(value, NUMBERS):
        written.append(json.dumps(value))
    elif isinstance(value, Mapping):
        _write_mapping(value, written)
    else:
        raise TypeError(f"{type(value).__name__} is not plain data")


def _write_mapping(value: Mapping[str, Any], written: list[str]) -> None:
    if not value:
        written.append("{}")
        return
    for name, begun in _in_order(tuple(value)):
        written.append(begun)
        _write(value[name], written)
    written.append("}")


def _write_list(value: list[Any] | tuple[Any, ...], written: list[str]) -> None:
    if not value:
        written.append("[]")
        return
    begun = "["
    for each in value:
        written.append(begun)
        _write(each, written)
        begun = ","
    written.append("]")


@lru_cache(maxsize=KINDS_KEPT)
def _in_order(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the names of a mapping in order, each with how its part of the text begins."""
    return tuple((name, f"{',' if at else '{'}{encode_basestring(name)}:") for at, name in enumerate(sorted(names)))
