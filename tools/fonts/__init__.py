"""The maker of the vendored fonts of other scripts: ``python -m tools.fonts FOLDER`` (see generator/fonts/README.md)."""
