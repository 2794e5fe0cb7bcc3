"""What each try needs, read once: the process that the tries are copies of imports this, and judges nothing itself."""

from __future__ import annotations

import docx
import pypdfium2

from benchmarks.ours import blocks, reading
from benchmarks.records import PAPER, records
from disclosure import view_for
from generator import draw_html, word_file
from inconfidence.recipes.catalogue import template
from tests.disclosure import test_matrix_in_papers

READ = (docx, pypdfium2, draw_html, word_file, test_matrix_in_papers)
PAPER_MADE = blocks(template(PAPER), view_for(records(0), **reading()))
