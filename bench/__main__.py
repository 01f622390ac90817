"""Run every benchmark: `make bench`."""

from bench import answering, filling, matching

for part in (filling, matching, answering):
    part.run()
