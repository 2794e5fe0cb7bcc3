"""Nothing of a paper is kept once it is drawn, and nothing of it has to be searched for to be let go."""

from __future__ import annotations

import gc

from sheets import GUARDIAN, SEAL, drawn, everything

from generator.pdf.file import PaperFile
from generator.tags import Node, Tree


def test_the_elements_of_a_written_tree_go_with_it() -> None:
    """An element that has joined does not hold what holds it: no cycle is left for the collector."""
    gc.collect()
    gc.disable()
    try:
        tree, file = Tree(), PaperFile()
        file.add_page((100, 100), [], {})
        tree.begin_page()
        tree.mark(Node("P", Node("Sect", tree.root)))
        tree.write(file)
        del tree, file
        left = [each for each in gc.get_objects() if isinstance(each, Node | Tree | PaperFile)]
    finally:
        gc.enable()
    assert left == []


def test_a_drawn_paper_leaves_no_cycle() -> None:
    """So that the search for cycles can be put off while it is drawn, and finds nothing after."""
    drawn(everything(), SEAL, GUARDIAN)
    gc.collect()
    gc.disable()
    try:
        drawn(everything(), SEAL, GUARDIAN)
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0
