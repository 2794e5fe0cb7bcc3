"""Disclosure: what one reader may see of the records, each field with the ground for showing or withholding it."""

from disclosure.matrix import Cell, Matrix, matrix_of, shipped_matrix
from disclosure.pages import matrix_page, matrix_rows, papers_page
from disclosure.view import View
from disclosure.viewing import Explanation, explain, view_for

__all__ = [
    "Cell",
    "Explanation",
    "Matrix",
    "View",
    "explain",
    "matrix_of",
    "matrix_page",
    "matrix_rows",
    "papers_page",
    "shipped_matrix",
    "view_for",
]
