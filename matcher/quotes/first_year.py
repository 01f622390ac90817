"""What a quote comes to in the first year, so that quotes can be compared: its parts, and what stays unknown. Pure."""

from dataclasses import dataclass

from matcher.eligibility.wording import counted, dollars
from matcher.quotes.terms import Terms
from matcher.quotes.words import CategoryTerms, ReadinessHelp, Travel


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figure."""

    title: str
    usd: int | None
    """None: not known, so that the figure may be higher."""
    text: str
    """How it comes about, without the amount; empty: nothing to add."""


@dataclass(frozen=True, slots=True)
class FirstYear:
    """The comparable figure of one quote."""

    parts: tuple[Part, ...]

    @property
    def usd(self) -> int:
        """The sum of what is known, in US dollars."""
        return sum(part.usd or 0 for part in self.parts)

    @property
    def unknown(self) -> tuple[Part, ...]:
        """The parts that may come on top."""
        return tuple(part for part in self.parts if part.usd is None)


def first_year(terms: Terms, *, extra_categories: int, needs_readiness: bool) -> FirstYear:
    """Add fixed fee, travel up to its cap, the wanted categories beyond Security, and help with readiness if needed."""
    return FirstYear(
        (
            Part("Fixed fee", terms.fixed_fee_usd, ""),
            _travel(terms),
            _categories(terms, extra_categories),
            _readiness(terms, needed=needs_readiness),
        )
    )


def fee_for_scope(terms: Terms, extra_categories: int | None) -> int | None:
    """Give the fee for the report and categories asked for, which is what estimates are of.

    None when each category costs extra and nobody kept how many were asked for.
    """
    if terms.extra_categories is not CategoryTerms.FEE:
        return terms.fixed_fee_usd
    if extra_categories is None:
        return None
    return terms.fixed_fee_usd + extra_categories * (terms.extra_category_fee_usd or 0)


def _travel(terms: Terms) -> Part:
    if terms.travel is Travel.INCLUDED:
        return Part("Travel", 0, "in the fixed fee")
    if terms.travel is Travel.AT_COST and terms.travel_cap_usd is not None:
        return Part("Travel", terms.travel_cap_usd, "the most that is billed")
    return Part("Travel", None, "at cost, without a cap" if terms.travel else "not said")


def _categories(terms: Terms, wanted: int) -> Part:
    title = "Extra categories"
    if not wanted:
        return Part(title, 0, "none asked for")
    if terms.extra_categories is CategoryTerms.INCLUDED:
        return Part(title, 0, "in the fixed fee")
    if terms.extra_categories is None or terms.extra_category_fee_usd is None:
        return Part(title, None, "not said")
    each = f"{counted(wanted, 'category', 'categories')} at {dollars(terms.extra_category_fee_usd)}"
    return Part(title, wanted * terms.extra_category_fee_usd, each)


def _readiness(terms: Terms, *, needed: bool) -> Part:
    title = "Help with readiness"
    if not needed:
        return Part(title, 0, "not needed: your controls stand")
    if terms.readiness is ReadinessHelp.FEE and terms.readiness_fee_usd is not None:
        return Part(title, terms.readiness_fee_usd, "for a fee of its own")
    said = {ReadinessHelp.INCLUDED: "in the fixed fee", ReadinessHelp.NONE: "not offered"}
    return Part(title, 0, said[terms.readiness]) if terms.readiness in said else Part(title, None, "not said")
