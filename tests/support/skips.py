"""Skipping a test that lacks a part of the machine: said loudly, and forbidden where CI asks so."""

import os

import pytest


def lacking(part: str) -> None:
    """Skip the running test for want of a part; with AUDITMATCH_FORBID_SKIPS set, fail instead."""
    message = f"SKIPPED FOR WANT OF {part}: this machine has none"
    if os.environ.get("AUDITMATCH_FORBID_SKIPS"):
        pytest.fail(message)
    pytest.skip(message)
