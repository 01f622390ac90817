"""The HTTP API: what it shares with every area."""
