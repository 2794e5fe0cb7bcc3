"""A strict reader of our own output: it knows the one way we write a PDF, and refuses everything else."""

from generator.strict.kinds import Fault
from generator.strict.reading import read_strictly

__all__ = ["Fault", "read_strictly"]
