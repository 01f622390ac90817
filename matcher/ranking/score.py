"""Scoring the eligible firms of one intake, and putting them in order."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from matcher.eligibility.gate import Judgement
from matcher.firms.profile import FirmProfile
from matcher.intakes.intake_json import wanted_to_json
from matcher.ranking.candidates import Candidates
from matcher.ranking.emphasis import emphasis
from matcher.ranking.explain import Scored, column_means
from matcher.ranking.features import feature_matrix
from matcher.ranking.model import AdditiveRanker

_WHO = "firm_id name legal_name website licence_number contact_name contact_email"
_IDENTITY = frozenset([*_WHO.split(), "licence_source", "peer_review_source", "notes"])
_SCORE_DIGITS = 9
"""Scores that agree to so many digits are a tie."""


def score(candidates: Candidates, model: AdditiveRanker) -> Scored:
    """Score every candidate; there must be at least one."""
    names = model.feature_names
    places = feature_matrix(candidates, names)
    added = model.contributions(places) * emphasis(names, candidates.wanted.priorities)
    return Scored(candidates, names, places, added, added.sum(axis=1), column_means(added))


def ranking(scored: Scored) -> list[int]:
    """Give the rows from best to worst.

    Ties are broken by what a company would prefer: fewer flags, an earlier report, a lower fee. What is still alike is
    ordered by a digest of the intake and the firm's facts without its identity, and firms that are alike in every fact
    by a digest of the intake and the id: no name, id or place in a file is favoured over many intakes, and the same
    input always gives the same order.
    """
    judgements = scored.candidates.judgements
    keys = [_preference(float(value), each) for value, each in zip(scored.scores, judgements, strict=True)]
    ordered: list[int] = []
    for _, tied in groupby(sorted(range(len(keys)), key=keys.__getitem__), key=keys.__getitem__):
        rows = list(tied)
        ordered += rows if len(rows) == 1 else _by_digest(rows, scored.candidates)
    return ordered


def _preference(value: float, judgement: Judgement) -> tuple[float, ...]:
    earliest, fee = judgement.earliest_report_on, judgement.fee
    return (
        -round(value, _SCORE_DIGITS),
        len(judgement.flags),
        earliest.toordinal() if earliest else float("inf"),
        fee.middle if fee else float("inf"),
    )


def _by_digest(rows: Sequence[int], candidates: Candidates) -> list[int]:
    intake = json.dumps(wanted_to_json(candidates.wanted), sort_keys=True)
    firms = [judgement.firm for judgement in candidates.judgements]
    return sorted(rows, key=lambda row: (_digest(intake, _facts(firms[row])), _digest(intake, firms[row].firm_id)))


def _facts(firm: FirmProfile) -> str:
    facts: list[Any] = [getattr(firm, each.name) for each in fields(firm) if each.name not in _IDENTITY]
    return json.dumps(facts, default=str, sort_keys=True)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
