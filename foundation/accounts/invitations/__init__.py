"""Offers to join an organisation, by a mailed one-use link."""
