"""The maker of the vendored fonts of other scripts: see generator/fonts/README.md."""
