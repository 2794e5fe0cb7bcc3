"""A strict reader of our own output: it knows the one way we write a PDF, and refuses everything else."""

from generator.strict.reading import read_strictly
from generator.strict.syntax import Fault

__all__ = ["Fault", "read_strictly"]
