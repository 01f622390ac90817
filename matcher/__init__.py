"""Who should examine whom: intakes, the firm directory, the gate, the ranking and the matches."""
