"""A question held against a source piece by piece: one row of features for each piece."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaires.answering.judge.evidence import Evidence
from questionnaires.answering.judge.likeness import PLANES, Likeness, Words
from questionnaires.answering.judge.pieces import Piece, Sort
from questionnaires.answering.judge.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LIMITING = frozenset(
    {"within", "by", "before", "after", "until", "during", "for", "in", "at", "on", "from"}
    | {"across", "per", "every", "when", "if", "unless", "outside", "including"}
)
"""What stands behind such a word often narrows what is asked."""
_WHOLE = frozenset(("all", "every", "each", "any", "only", "both", "entire"))
_SORTS = (Sort.CONCEPT, Sort.STANDARD, Sort.MEASURE, Sort.LIGHT)

FEATURES = (
    "covered",
    *(f"{plane}_mean" for plane in PLANES),
    *(f"{plane}_least" for plane in PLANES),
    "covered_before",
    "covered_behind",
    "covered_elsewhere",
    "often_missing",
    "ever_uncovered",
    "uncovered_in_topics",
    "rarity",
    *(f"is_{sort}" for sort in _SORTS),
    "place",
    "first",
    "last",
    "behind_limiting_word",
    "behind_scope_word",
    "behind_and",
    "behind_to_or_of",
    "behind_a",
    "behind_the",
    "behind_not",
    "stems",
    "unseen",
    "rate",
    "pieces",
)
"""What a row says, in order; the first says whether the piece is covered outright."""
_FROM_QUESTION = len(FEATURES) - FEATURES.index("often_missing")


@dataclass(frozen=True, slots=True)
class Cut:
    """A question cut into pieces, with everything that does not depend on a source."""

    pieces: tuple[Piece, ...]
    stems: tuple[str, ...]
    """The stems of all pieces, one piece after another."""
    starts: tuple[int, ...]
    """Where each piece begins among the stems."""
    rarity: "NDArray[np.float64]"
    """Mean rarity of each piece's stems, shape (pieces,)."""
    own: "NDArray[np.float64]"
    """The features of each piece that hold whatever the source, shape (pieces, those features)."""


def cut_of(pieces: tuple[Piece, ...], tokens: Sequence[str], tables: Tables) -> Cut:
    """Prepare a question for being held against sources."""
    import numpy as np

    starts: list[int] = []
    stems: list[str] = []
    for piece in pieces:
        starts.append(len(stems))
        stems.extend(piece.stems)
    rarity = np.array([_mean([tables.rarity(stem) for stem in piece.stems]) for piece in pieces])
    own = np.array([_own(at, pieces, tokens, tables) for at in range(len(pieces))]).reshape(len(pieces), _FROM_QUESTION)
    return Cut(pieces, tuple(stems), tuple(starts), rarity, own)


def rows_of(
    cut: Cut, evidence: Sequence[Evidence], words: Sequence[Words], likeness: Likeness
) -> "NDArray[np.float64]":
    """Hold a question against sources, prepared as `words`; shape (sources, pieces, features)."""
    import numpy as np

    rows = np.zeros((len(evidence), len(cut.pieces), len(FEATURES)))
    if not cut.pieces or not evidence:
        return rows
    planes = likeness.compare(cut.stems, words)
    covered = np.array([[one.covers(piece) for piece in cut.pieces] for one in evidence], dtype=float)
    weight = covered * cut.rarity
    sizes = np.diff([*cut.starts, len(cut.stems)])
    least, before = 1 + len(PLANES), 1 + 2 * len(PLANES)
    rows[:, :, 0] = covered
    rows[:, :, 1:least] = np.add.reduceat(planes, cut.starts, axis=1) / sizes[:, None]
    rows[:, :, least:before] = np.minimum.reduceat(planes, cut.starts, axis=1)
    rows[:, :, before : before + 2] = 0.5
    rows[:, 1:, before] = covered[:, :-1]
    rows[:, :-1, before + 1] = covered[:, 1:]
    rest = weight.sum(axis=1, keepdims=True) - weight
    rows[:, :, before + 2] = rest / (cut.rarity.sum() - cut.rarity + 1e-6)
    rows[:, :, -_FROM_QUESTION:] = cut.own
    return rows


def _own(at: int, pieces: Sequence[Piece], tokens: Sequence[str], tables: Tables) -> list[float]:
    """Give the features of one piece that hold whatever the source."""
    piece = pieces[at]
    harmless, missing, topics = tables.lacking.get(piece.name, (0, 0, 0))
    places = [tables.place.get(stem) for stem in piece.stems]
    rates = [tables.rates[place] for place in places if place is not None]
    return [
        math.log((missing + 0.5) / (harmless + 1.5)),
        float(harmless + missing > 0),
        math.log1p(topics),
        _mean([tables.rarity(stem) for stem in piece.stems]),
        *(float(piece.sort is sort) for sort in _SORTS),
        at / len(pieces),
        float(at == 0),
        float(at == len(pieces) - 1),
        *_surroundings(tokens, piece.at),
        float(len(piece.stems)),
        _mean([float(place is None) for place in places]),
        math.log(max([*rates, 0.0]) + 1e-5),
        float(len(pieces)),
    ]


def _surroundings(tokens: Sequence[str], at: int) -> list[float]:
    """Tell which little words stand right before a place."""
    two = tokens[max(0, at - 2) : at]
    three = tokens[max(0, at - 3) : at]
    last = two[-1] if two else ""
    return [
        float(bool(_LIMITING.intersection(two))),
        float(bool(_WHOLE.intersection(three))),
        float("and" in two),
        float(last in ("to", "of")),
        float(last in ("a", "an")),
        float(last == "the"),
        float("not" in three or "no" in three),
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
