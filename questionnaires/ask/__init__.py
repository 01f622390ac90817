"""One question, answered at once from what the organisation knows."""
