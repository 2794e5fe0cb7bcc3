"""Measurements of what a speed is promised for. They run from the source tree and are not shipped."""
