"""What a match run keeps of its result, as JSON: all that its pages print, nothing that only admins see."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from matcher.firms.profile import FirmProfile
from matcher.matches.matching import Match, MatchResult
from matcher.ranking.explain import Reason

PRIVATE = frozenset(["conflict_clients", "contact_name", "contact_email", "notes"])
"""What only admins see of a firm."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the directory keeps a firm."""

    key: uuid.UUID
    """Its id in URLs."""
    is_sample: bool


def stored_matches(result: MatchResult) -> list[dict[str, Any]]:
    """Keep each match with its firm's profile, its flags in words, and every contribution unrounded."""
    return [_match(match) for match in result.matches]


def stored_directory(firms: tuple[FirmProfile, ...], entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Keep name, tier and place of every firm that was asked."""
    return {firm.firm_id: _entry(firm, entries.get(firm.firm_id)) for firm in firms}


def _entry(firm: FirmProfile, entry: Entry | None) -> dict[str, Any]:
    key, is_sample = (str(entry.key), entry.is_sample) if entry else (None, False)
    return {"name": firm.name, "tier": firm.tier and firm.tier.value, "key": key, "is_sample": is_sample}


def _match(match: Match) -> dict[str, Any]:
    return {
        "firm": public_profile(match.firm),
        "score": match.score,
        "flags": [asdict(flag) for flag in match.flags],
        "contributions": [_reason(reason) for reason in match.contributions],
        "spread": match.spread,
        "is_close": match.is_close,
        "probability": match.probability,
        "is_explored": match.is_explored,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return asdict(reason)


def public_profile(firm: FirmProfile) -> dict[str, Any]:
    """Write a profile without what only admins see, days as ISO texts."""
    return {each.name: _plain(getattr(firm, each.name)) for each in fields(firm) if each.name not in PRIVATE}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
