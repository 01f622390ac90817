"""Takes memory until it is refused."""


def main(request: bytes) -> bytes:
    taken = [request]
    while True:
        taken.append(bytes(16 * 1024**2))
