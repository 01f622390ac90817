"""Falls over a fault of the parser."""


def main(request: bytes) -> bytes:
    return {}[request]
