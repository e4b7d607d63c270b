"""Other programs for the same work: what they are, how they are set up, and what they make."""
