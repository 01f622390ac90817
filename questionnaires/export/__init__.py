"""Answers into the buyer's own file, of which nothing else changes, each format by itself. Pure."""
