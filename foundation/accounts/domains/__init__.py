"""Domains of mail that an organisation has shown to be its own."""
