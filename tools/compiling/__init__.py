"""``make fast``: the modules every paper goes through, compiled by mypyc beside their sources."""
