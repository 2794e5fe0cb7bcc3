"""What the verifier was attacked with: the page of the attack matrix, and seeded mutations of our own papers."""
