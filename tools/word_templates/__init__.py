"""Draws the Word templates that the product ships: ``python -m tools.word_templates`` writes them all.

The Word files are what a council edits. This package exists so that all papers share one set of styles, one
head and foot and one kind of table, and so that a change to any of them is a change somebody can read.
"""
