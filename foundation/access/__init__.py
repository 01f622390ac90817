"""Who may do what, and whose rows exist."""
