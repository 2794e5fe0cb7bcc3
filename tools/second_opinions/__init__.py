"""What other people's programs say of papers we sealed and signed."""
