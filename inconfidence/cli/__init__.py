"""The command line: words for people on the terminal, JSON for programs, exit codes for scripts."""

from inconfidence.cli.app import main

__all__ = ["main"]
