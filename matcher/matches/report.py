"""The report of `match` as FORMATS has it: plain JSON values, the same for the same result."""

import json
from typing import Any

from matcher.eligibility.gate import Judgement
from matcher.matches.changes import Change
from matcher.matches.matching import Match, MatchResult
from matcher.ranking.explain import Reason

_DIGITS = 6
"""Decimals of scores and contributions: what lies behind differs between processors."""


def match_report(result: MatchResult) -> dict[str, Any]:
    """Write a match result as the values of its JSON report."""
    return {
        "matches": [_match(match) for match in result.matches],
        "excluded": [_excluded(judgement) for judgement in result.excluded],
        "what_would_change": [_change(change) for change in result.what_would_change],
        "binding_constraint": result.binding_constraint,
        "model": {
            "name": result.model.name,
            "version": result.model.version,
            "trained_on": result.model.trained_on,
        },
    }


def report_bytes(result: MatchResult) -> bytes:
    """Write the report as the bytes of a file."""
    written = json.dumps(match_report(result), indent=2, ensure_ascii=False) + "\n"
    return written.encode(errors="backslashreplace")  # half of a pair of surrogates becomes its JSON escape


def _match(match: Match) -> dict[str, Any]:
    return {
        "rank": match.rank,
        "firm_id": match.firm.firm_id,
        "name": match.firm.name,
        "score": round(match.score, _DIGITS),
        "fee_estimate_usd": {"low": match.fee.low, "high": match.fee.high} if match.fee else None,
        "earliest_report_on": match.earliest_report_on.isoformat() if match.earliest_report_on else None,
        "later_report_on": match.later_report_on.isoformat() if match.later_report_on else None,
        "reasons_for": [_reason(reason) for reason in match.reasons_for],
        "reasons_against": [_reason(reason) for reason in match.reasons_against],
        "flags": [flag.code for flag in match.flags],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"factor": reason.factor, "contribution": round(reason.contribution, _DIGITS), "text": reason.text}


def _excluded(judgement: Judgement) -> dict[str, Any]:
    return {
        "firm_id": judgement.firm.firm_id,
        "rule": judgement.rules[0].value,
        "rules": [rule.value for rule in judgement.rules],
        "text": " ".join(each.text for each in judgement.broken),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"change": dict(change.change), "adds": list(change.adds), "text": change.text}
