"""YAML as data and nothing more: no repeated keys, and ``yes``, ``no``, ``on`` and ``off`` stay words.

YAML 1.1 reads a bare ``no`` as False and keeps the last of two equal keys without a word; in a table of answers
or of who may see what, either would change the meaning unseen.
"""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from typing import Any

from yaml import CSafeLoader, MappingNode, YAMLError, load
from yaml.constructor import ConstructorError

from inconfidence.core.errors import Failed

BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(CSafeLoader):
    """The safe loader with only ``true`` and ``false`` as booleans, and repeated keys refused."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class reads it as a class attribute
        first: [pair for pair in pairs if pair[0] != BOOLEAN]
        for first, pairs in CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping, refusing a key that stands in it twice."""
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise ConstructorError(None, None, "a key is given twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver(BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(file: Traversable) -> Any:
    """Return what a YAML file of the product says.

    Raises:
        Failed: when the file is missing or is not plain YAML; the message names file and place.
    """
    try:
        # _Loader is the safe loader, made stricter.
        return load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - it is the safe one
    except OSError as error:
        raise Failed(f"{file.name} cannot be read.", hint="Install In Confidence again.") from error
    except YAMLError as error:
        raise Failed(f"{file.name} is not plain YAML: {error}", hint="Mend the file at the place named.") from error
