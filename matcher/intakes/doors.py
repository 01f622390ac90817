"""The two doors to an intake: its private link, for anyone who holds it, and the organisation that it belongs to.

Each page is written once and stands behind both.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.access.scope import bind
from foundation.audit.actor import VISITOR, Actor
from foundation.web.addresses import NUMBER, AddressOfEach, address_of_each
from foundation.web.session import session
from matcher.intakes.models import Intake
from matcher.intakes.queries import find_link
from matcher.intakes.service import fetch_intake

Page = Callable[..., ResponseReturnValue]
_BY_LINK = "_by_link"


@dataclass(frozen=True, slots=True)
class Door:
    """How somebody came to an intake; it makes the addresses of the other pages behind the same door."""

    intake_id: uuid.UUID
    token: str | None = None
    """Of the private link; None: through the organisation."""

    @property
    def is_private_link(self) -> bool:
        """Whether anyone with the address may come in."""
        return self.token is not None

    @property
    def may_write(self) -> bool:
        """Whether to offer deeds: whoever holds the link may do everything."""
        return self.is_private_link or current_user.may(Permission.INTAKE_WRITE)

    @property
    def may_claim(self) -> bool:
        """Whether to offer keeping the intake in the account of the person asking."""
        return self.is_private_link and current_user.is_authenticated and current_user.may(Permission.INTAKE_WRITE)

    @property
    def actor(self) -> Actor:
        """Who does it, for the trail."""
        return current_user.actor if current_user.is_authenticated else VISITOR

    @property
    def here(self) -> dict[str, Any]:
        """The part of every address that names the intake."""
        return {"token": self.token} if self.is_private_link else {"intake_id": self.intake_id}

    def endpoint(self, name: str) -> str:
        """Name the endpoint of a page behind this door."""
        return f"{name}{_BY_LINK}" if self.is_private_link else name

    def url(self, name: str, /, **values: Any) -> str:
        """Give the address of a page behind this door; `name` is its endpoint, as in `intakes.show`."""
        return url_for(self.endpoint(name), **self.here, **values)

    def each(self, name: str, number: str, /, **values: Any) -> AddressOfEach:
        """Give the addresses of a page behind this door for each number; `number` names the argument that differs."""
        return address_of_each(self.endpoint(name), number, place=NUMBER, **self.here, **values)


def _intake_alone(session: Session, intake_id: uuid.UUID, **_given: Any) -> Intake:
    return fetch_intake(session, intake_id)


def behind_both_doors(
    blueprint: Blueprint,
    rule: str,
    permission: Permission,
    methods: Sequence[str] = ("GET",),
    *,
    fresh: bool = False,
    fetch: Callable[..., Any] = _intake_alone,
) -> Callable[[Page], Page]:
    """Register a page `page(door, intake, …)` under `/intakes/<id>` with a permission, and under the private link.

    `fresh` is as for `requires`; whoever comes by the link has nothing to prove but the link. `fetch` may get the
    intake together with what the rest of the address names, for a page that is to ask the database once.
    """

    def register(page: Page) -> Page:
        @requires(permission, fresh=fresh)
        @wraps(page)
        def of_organisation(intake_id: uuid.UUID, **given: Any) -> ResponseReturnValue:
            return page(Door(intake_id), fetch(session, intake_id, **given), **given)

        @public
        @wraps(page)
        def by_link(token: str, **given: Any) -> ResponseReturnValue:
            door = come_in(token)
            return page(door, fetch(session, door.intake_id, **given), **given) if isinstance(door, Door) else door

        name = page.__name__
        blueprint.add_url_rule(f"/intakes/<uuid:intake_id>{rule}", name, of_organisation, methods=methods)
        blueprint.add_url_rule(f"/intakes/link/<token>{rule}", name + _BY_LINK, by_link, methods=methods)
        return page

    return register


def come_in(token: str) -> Door | ResponseReturnValue:
    """Bind this request to the visitor's organisation; a link that was claimed sends to the account's own page."""
    _ = current_user.is_authenticated  # loads the person now: later it would bind the session back to their own rows
    link = find_link(session, token)
    if link.claimed_at is not None:
        return redirect(url_for("intakes.show", intake_id=link.intake_id), code=303)
    intake_id = link.intake_id
    bind(session, link.organisation_id)
    return Door(intake_id, token)
