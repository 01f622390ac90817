"""The model card as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.ranking.card import Card, Read
from matcher.ranking.words import factor_title

READ_HEADER = ("feature", "what it reads", "columns of firms.csv", "keys of the intake", "direction", "points at most")
FAIR_HEADER = ("firms", "number", "of the eligible", "of what is seen", "ratio (95 %)", "what accounts for less")


def card_markdown(card: Card) -> str:
    """Write a card; the same card gives the same text."""
    parts = [
        _bullets("Intended use", card.intended_use),
        _bullets("Not intended for", card.not_intended),
        "## What it reads\n\n" + _table(READ_HEADER, [_read_row(one) for one in card.reads]),
        _bullets("What it never reads", card.never_reads),
        "## What it has learnt from\n\n" + _training(card),
        "## How it fared\n\n" + _evaluation(card.evaluation),
        "## Fairness\n\n" + _fairness(card.fairness),
        _bullets("Known limits", card.limits),
    ]
    return "\n".join(parts)


def _bullets(title: str, lines: Sequence[str]) -> str:
    return f"## {title}\n\n" + "".join(f"- {line}\n" for line in lines)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, ("---",) * len(header), *rows))


def _read_row(one: Read) -> tuple[str, ...]:
    most = max(one.points, key=abs)
    return (
        f"`{one.name}`",
        one.measured,
        _listed(one.columns),
        _listed(one.asks) or "–",
        one.direction,
        f"{most:.1f}",
    )


def _training(card: Card) -> str:
    made = card.training
    if not made:
        return "Nothing: its weights are an expert's judgement, written down before any outcome was known.\n"
    return (
        f"{made['intakes_with_outcomes']} intakes with outcomes of {made['intakes_shown']} shown from "
        f"{made['shown_from'][:10]} to {made['shown_until'][:10]}, as known on {made['as_of'][:10]}.\n"
    )


def _evaluation(tested: Mapping[str, Any] | None) -> str:
    if not tested:
        return "It was not tested: it is what every learnt model is held against.\n"
    rows = [(name, _interval(held["ndcg_at_3"])) for name, held in tested["fared"].items()]
    lead = _interval(tested["candidate_over"]["prior"]["ndcg_at_3"])
    return _table(("model", "NDCG@3 (95 %)"), rows) + f"\nLead over the prior: {lead}.\n"


def _fairness(found: Mapping[str, Any] | None) -> str:
    if not found:
        return "Not audited yet.\n"
    intro = (
        f"Audited on {found['day']} over {found['intakes']} typical intakes for which a firm is eligible. A place "
        "counts as often as it is looked at: 1, 1/2, 1/3. Intervals come from drawing firms and intakes anew.\n\n"
    )
    return intro + _table(FAIR_HEADER, [_fair_row(one) for one in found["findings"]])


def _fair_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    ratio = _interval(one["ratio"], 2) if one["ratio"] else "–"
    reasons = "; ".join(
        f"{factor_title(reason['factor'])} ({-reason['difference'] * 100:.1f} points less)" for reason in one["reasons"]
    )
    return (
        one["tier"] or "size not known",
        str(one["firms"]),
        f"{one['eligible']:.0%}",
        f"{one['exposure']:.0%}",
        ratio,
        reasons or "–",
    )


def _interval(held: Mapping[str, float], digits: int = 3) -> str:
    return f"{held['value']:.{digits}f} ({held['low']:.{digits}f} to {held['high']:.{digits}f})"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
