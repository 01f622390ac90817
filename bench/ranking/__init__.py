"""Learning curves of the ranking beside named rivals, in invented worlds: `make bench-ranking`."""
