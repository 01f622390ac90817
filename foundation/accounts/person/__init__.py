"""A person's own pages: name, password, sessions, and which organisation they act for."""
