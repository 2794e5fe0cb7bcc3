"""Reads the code of a personal copy back: off a bad photograph of half a page, or out of a file.

for lines in lines_in(photograph):        # what can be read, however the page lies, try by try
    for guess in guesses(line): ...        # what in it may be a code, with how many letters would be wrong

Which of the guesses was issued, and to whom, only the register says. Nothing here knows a person.
"""

from distribution.tracing.guesses import Guess, guesses, printed_codes
from distribution.tracing.papers import is_pdf, pictures_of, words_of
from distribution.tracing.reading import lines_in

__all__ = ["Guess", "guesses", "is_pdf", "lines_in", "pictures_of", "printed_codes", "words_of"]
