"""Steps that close a gap, taken on by people by a day."""
