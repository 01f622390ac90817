"""The pages that the portal's start leads to: each room names its own, the composition root hands them over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request
from sqlalchemy.orm import Session

from foundation.clock import today
from matcher.firms.capacity import CapacityAge
from matcher.firms.models import Firm


def nothing_new(_session: Session, _firm: Firm) -> None:
    """Say nothing beside a page."""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """One page for a firm's people: a tab on each page of the portal and a card on its start."""

    endpoint: str
    label: str
    text: str
    """One sentence on the card."""
    news: Callable[[Session, Firm], str | None] = nothing_new
    """What the card says in bold, such as `2 wait for your answer`."""
    blueprints: tuple[str, ...] = ()
    """Whose pages are reached from there: the tab is marked on each of them."""

    @property
    def is_current(self) -> bool:
        """Whether the page asked for is this one, or one behind it."""
        return request.endpoint == self.endpoint or request.blueprint in self.blueprints


def capacity_news(_session: Session, firm: Firm) -> str | None:
    """Say what the firm told of its capacity, how old that is, and whether it should look at it again."""
    age = CapacityAge(firm.capacity_as_of, today())
    if age.as_of is None:
        return "Not told yet: companies read that it is not known"
    slots = "Not known how many" if firm.open_slots is None else f"{firm.open_slots} more"
    wanted = ". Unconfirmed: look again" if age.is_unconfirmed else ". Please confirm it" if age.is_fading else ""
    return f"{slots}, told {age.words}{wanted}"


OWN_PAGES = (
    PortalPage("portal.profile", "Profile", "Fees, offer, team, and companies you must not examine."),
    PortalPage("portal.capacity", "Capacity", "How many more engagements you can take, and from when.", capacity_news),
)


def install(app: Flask, pages: Sequence[PortalPage]) -> None:
    """Tell the portal which pages there are."""
    app.extensions["portal_pages"] = tuple(pages)
    app.jinja_env.globals["portal_pages"] = portal_pages


def portal_pages() -> tuple[PortalPage, ...]:
    """Give the pages of the portal, in their order."""
    pages: tuple[PortalPage, ...] = current_app.extensions["portal_pages"]
    return pages
