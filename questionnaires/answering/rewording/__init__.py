"""PURE: an endpoint may word an answer, never decide it; whatever it writes is held against the citations."""
