"""How like LibreOffice's our drawing of a Word file is: measured, written down, and shown side by side."""
