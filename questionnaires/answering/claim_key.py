"""Whether two questions ask the same: a key over the concepts, numbers and direction that they name."""

import hashlib

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.reading import read
from questionnaires.answering.wording import without_examples

FEWEST_NAMES = 2
"""Concepts that a question must name; `Encryption?` may be asked about many things."""


def claim_key(question: str, lexicon: Lexicon) -> str | None:
    """Give a key (SHA-256 as hex) that questions share when they name the same; None for one that names too little.

    Strict on purpose: two questions that differ in any concept, number or denial are taken for different ones, as a
    false alarm costs more trust than a missed one.
    """
    reading = read(without_examples(question), lexicon)
    names = sorted(reading.names)
    if len(names) < FEWEST_NAMES:
        return None
    numbers = sorted(f"{one.dimension}={one.value:g}" for one in reading.measures)
    sign = min((clause.sign for clause in reading.clauses), default=1)
    return hashlib.sha256("|".join([*names, *numbers, str(sign)]).encode()).hexdigest()
