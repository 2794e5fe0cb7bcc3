"""Reads a filled Word file into ``core.blocks.Paper``: all of it, or a refusal that names what and where."""

from generator.word.reading import problems_of, read

__all__ = ["problems_of", "read"]
