"""Writes more than it may give back."""


def main(_request: bytes) -> bytes:
    return bytes(300 * 1024**2)
