"""Writing PDF: how things are spelt in it, a file's objects, its pane of bookmarks, and pictures."""
