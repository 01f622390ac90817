"""From a signature to a rating: what was promised, what came, the report's facts, and what the company says of it."""
