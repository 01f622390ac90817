"""What came of a match: an append-only record that the ranking learns from."""
