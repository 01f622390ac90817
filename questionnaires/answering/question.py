"""What a question asks: its kind, its claims, its polarity and how sure we are of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answering.claims import Claim, claim_of, names_of
from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.measures import LOOKBACK
from questionnaires.answering.wording import (
    asking_sentences,
    asks_for_loophole,
    asks_past,
    asks_permission,
    follow_up_of,
    kind_of,
    stating_sentences,
    wants_of,
    without_examples,
)
from questionnaires.answering.words import stems_of
from questionnaires.parsing.model import Kind

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood."""

    text: str
    body: str
    """The text without its examples, by which sources are found and judged."""
    kind: Kind
    claims: tuple[Claim, ...]
    wants: str | None
    """The dimension that an open question asks for: period, duration, count, date …"""
    event: bool
    """Whether it asks if something bad has happened or exists."""
    permission: bool
    """Whether it asks if people may do something, where a yes is rarely good news."""
    loophole: bool
    """Whether it looks for a gap (`still`, `ever`, `could anyone`): what is blocked is a no, a yes needs a person."""
    past: bool
    """Whether it asks what came of one past event, which no description of practice can say."""
    adverse: bool
    follow_up: bool | None
    """True for `If yes …`, False for `If no …`, None for a question that stands alone."""
    about_parent: bool
    """Whether a follow-up names no object of its own, so that it asks about its parent's."""

    @property
    def open(self) -> bool:
        """Whether it wants words rather than yes or no."""
        return self.kind in (Kind.FREE_TEXT, Kind.EVIDENCE, Kind.NUMBER, Kind.DATE, Kind.FACT)


def understand(
    text: str, lexicon: Lexicon, *, kind: Kind | None = None, section: str | None = None, own: frozenset[str] = _NONE
) -> Asked:
    """Read a question of any form: question, statement, imperative, open request, follow-up.

    Parameters
    ----------
    text : the question cell's text; instructions in it are words like any others.
    kind : what the parser saw; a clear wording of the question itself wins over `yes_no`.
    section : heading above the question; used only when the question names no object itself.
    own : stems of the organisation's and its products' names, which evidence need not bear out.
    """
    follow_up, body = follow_up_of(text)
    sentences = asking_sentences(without_examples(body))
    whole = " ".join(sentences)
    kind_seen = kind_of(whole, kind)
    claims = _claims_of(sentences, lexicon, own) or _claims_of(stating_sentences(body), lexicon, own)
    if section and follow_up is None and _is_bare(claims, lexicon):
        claims = (claim_of(f"{section} {whole}", lexicon, own),)
    event = _is_event(stems_of(whole), claims, lexicon)
    return Asked(
        text=text,
        body=without_examples(text),
        kind=kind_seen,
        claims=claims,
        wants=wants_of(whole) if kind_seen is not Kind.YES_NO else None,
        event=event,
        permission=asks_permission(whole),
        loophole=asks_for_loophole(whole),
        past=asks_past(whole),
        adverse=event or _is_adverse(claims, lexicon),
        follow_up=follow_up,
        about_parent=follow_up is not None and not any(names_of(claim) - lexicon.names("weak") for claim in claims),
    )


def _is_adverse(claims: Sequence[Claim], lexicon: Lexicon) -> bool:
    """Tell whether a claim asks for an absence or names a deed that no good control allows."""
    return any(claim.sign < 0 or names_of(claim) & lexicon.names("bad_deeds") for claim in claims)


def _claims_of(sentences: Sequence[str], lexicon: Lexicon, own: frozenset[str]) -> tuple[Claim, ...]:
    """Read sentences as claims; one that names and measures nothing (`Do you meet this?`) is none."""
    return tuple(claim for one in sentences if (claim := claim_of(one, lexicon, own)).needs or claim.measures)


def _is_bare(claims: tuple[Claim, ...], lexicon: Lexicon) -> bool:
    """Tell whether a question has hardly a word of its own, so that the heading above it must name its object."""
    needs = [need for claim in claims for need in claim.needs]
    return len(needs) <= 1 and all(need.names <= lexicon.names("weak") for need in needs)


def _is_event(stems: Phrase, claims: tuple[Claim, ...], lexicon: Lexicon) -> bool:
    """Tell whether the question asks if something bad has happened or stands open."""
    bad = lexicon.names("bad_things")
    opens = _opens_with(stems, lexicon.wordings("event_openings"))
    lookback = any(measure.dimension == LOOKBACK for claim in claims for measure in claim.measures)
    return (opens or lookback) and any(names_of(claim) & bad for claim in claims)


def _opens_with(stems: Phrase, phrases: tuple[Phrase, ...]) -> bool:
    return any(stems[: len(phrase)] == phrase for phrase in phrases)
