"""Bad photographs of pages of ours, and how many of them lead back to the right copy."""
