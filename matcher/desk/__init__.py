"""The admin desk: what needs an admin today, and the search over everything."""
