"""Copies of one pack: a body drawn and checked once, and for each person their own marks and words in it."""

from generator.packs.owned import NotPrepared
from generator.packs.preflight import Copier, Wanted

__all__ = ["Copier", "NotPrepared", "Wanted"]
