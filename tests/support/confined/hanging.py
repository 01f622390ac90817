"""Waits without computing."""

import time


def main(_request: bytes) -> bytes:
    time.sleep(600)
    return b""
