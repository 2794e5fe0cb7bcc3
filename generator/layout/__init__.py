"""From a paper's blocks to pages on which everything has its place (``pages.layout``); nothing is drawn here."""
