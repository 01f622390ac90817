"""Logs that tell what happened and nothing of whom it happened to."""
