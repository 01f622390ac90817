"""Run every benchmark: `make bench`."""

from bench import answering, filling, matching, mixed, pages

if __name__ == "__main__":  # a measuring process imports this module anew
    for part in (filling, mixed, matching, answering, pages):
        part.run()
