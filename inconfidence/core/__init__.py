"""The few words every room shares: errors, problems, identifiers, clock, digests, papers and their states."""
