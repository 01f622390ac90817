"""Confirming that it is still the same person, before deeds that would hurt."""
