"""Bringing a directory file into the database: previewed, confirmed, all or nothing."""
