"""Computes without end."""


def main(request: bytes) -> bytes:
    while True:
        request = request[:10]
