"""Two outside judges, veraPDF and page-validation, over every paper there is. ``python -m tools.conformance``.

papers, the demonstration's home, a page a construct --> files --> verdicts of both --> docs/conformance.md
"""
