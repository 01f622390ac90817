"""Approved answers, each with the last day on which it holds."""
