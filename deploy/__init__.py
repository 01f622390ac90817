"""Shipping: containers, units, the pins of what runs, and the list of what is in it."""
