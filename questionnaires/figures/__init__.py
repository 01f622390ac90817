"""What sales asks of its own work: how many, how fast, how much as drafted, what waits."""
