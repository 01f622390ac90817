"""Ends as a library written in C does that finds its memory damaged."""

import os


def main(_request: bytes) -> bytes:
    os.abort()
