"""Load on loopback: pages of a full house, beside a bare Flask page with one query in the same run."""
