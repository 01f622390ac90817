"""The order of the firms that pass the gate, and what moved each score. Pure."""
