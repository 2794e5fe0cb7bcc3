"""A paper as one web page: drawn from the same blocks as the PDF, looked at again before it is handed out."""

from generator.html.draw import draw_html
from generator.html.preflight import preflight_html

__all__ = ["draw_html", "preflight_html"]
