"""How the store came to look as it does: one revision a change, run by ``Store.open``."""
