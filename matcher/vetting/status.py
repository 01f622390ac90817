"""Where a firm may go from where it stands in our vetting: data and one pure rule."""

from collections.abc import Mapping, Sequence

from foundation.errors import BadInput, Conflict
from matcher.firms.wording import spelt
from matcher.firms.words import VettingStatus

_CANDIDATE, _UNDER_REVIEW, _VERIFIED = VettingStatus.CANDIDATE, VettingStatus.UNDER_REVIEW, VettingStatus.VERIFIED
_STALE, _SUSPENDED, _REMOVED = VettingStatus.STALE, VettingStatus.SUSPENDED, VettingStatus.REMOVED

MOVES: Mapping[VettingStatus, tuple[VettingStatus, ...]] = {
    _CANDIDATE: (_UNDER_REVIEW, _SUSPENDED, _REMOVED),
    _UNDER_REVIEW: (_VERIFIED, _CANDIDATE, _SUSPENDED, _REMOVED),
    _VERIFIED: (_STALE, _UNDER_REVIEW, _SUSPENDED, _REMOVED),
    _STALE: (_VERIFIED, _UNDER_REVIEW, _SUSPENDED, _REMOVED),
    _SUSPENDED: (_CANDIDATE, _UNDER_REVIEW, _VERIFIED, _STALE, _REMOVED),
    _REMOVED: (_CANDIDATE,),
}
"""From each status to those that may follow; the likeliest first."""
MEANINGS: Mapping[VettingStatus, str] = {
    _CANDIDATE: "Known to us, nothing is looked up yet. No company is matched with it.",
    _UNDER_REVIEW: "Its facts are being looked up. No company is matched with it.",
    _VERIFIED: "Licence, peer review and its word on opinions are checked. Companies are matched with it.",
    _STALE: "Something is to be checked again. Companies are still matched with it where its dates allow, and told.",
    _SUSPENDED: "Out of matching until somebody reinstates it. Its page says so.",
    _REMOVED: "Out of matching, and without a public page.",
}
"""What each status means for companies."""


def standing_of(status: VettingStatus | None) -> VettingStatus:
    """Read a status that nobody recorded as that of a candidate."""
    return status or _CANDIDATE


def check_move(before: VettingStatus | None, after: VettingStatus, *, unmet: Sequence[str]) -> None:
    """Refuse a move that does not exist (Conflict), and one to verified while something is missing (BadInput).

    `unmet` names in whole sentences what is missing of the facts that a verified firm needs.
    """
    now = standing_of(before)
    if after not in MOVES[now]:
        raise Conflict(f"A firm that is {spelt(now).lower()} cannot become {spelt(after).lower()}.")
    if after is _VERIFIED and unmet:
        raise BadInput(f"It cannot be verified yet. {' '.join(unmet)}")


def after_suspension(before: VettingStatus, *, unmet: Sequence[str]) -> VettingStatus:
    """Tell where a reinstated firm stands: as before, but under review when it may no longer count as verified."""
    counted = before in (_VERIFIED, _STALE)
    return _UNDER_REVIEW if counted and unmet else before
