"""The parts of the top bar: each package names its own, the composition root hands them over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Flask, request
from flask_login import current_user
from markupsafe import Markup

from foundation.access.permissions import Permission, Role, permits


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry: where it leads, what it says, who sees it (None: everyone)."""

    endpoint: str
    label: str
    permission: Permission | None = None
    also: tuple[str, ...] = ()
    """Other blueprints whose pages are reached from there, and have no entry of their own."""
    unless: Permission | None = None
    """Who may do this has a better entry, and does not see this one."""

    @property
    def blueprints(self) -> tuple[str, ...]:
        """The blueprints that the entry stands for."""
        return (self.endpoint.partition(".")[0], *self.also)

    @property
    def is_current(self) -> bool:
        """Whether the page asked for is one of the entry's."""
        return request.blueprint in self.blueprints

    def is_for(self, role: Role | None) -> bool:
        """Whether a role sees the entry."""
        seen = self.permission is None or permits(role, self.permission)
        return seen and not (self.unless and permits(role, self.unless))


@dataclass(frozen=True, slots=True)
class NavigationPart:
    """One word of the top bar, and the entries behind it; it leads to the first of them."""

    label: str
    entries: tuple[NavigationItem, ...]

    @property
    def is_current(self) -> bool:
        """Whether the page asked for is one of the part's."""
        return any(entry.is_current for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Written:
    """The parts as markup: all of them for the top bar, and a bar of the entries beside the page asked for."""

    top: Markup
    beside: Markup


MOST_KEPT = 1_000
"""There are a handful of roles and some dozens of blueprints; the address that the service stands under is one."""


def install(app: Flask, parts: Sequence[NavigationPart]) -> None:
    """Give every page the parts and entries that the person asking may use.

    They are written once for each role and blueprint, whose entries are marked: there is nothing else that differs.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def written(role: Role | None, _blueprint: str | None, _root: str) -> Written:
        mine = (replace(part, entries=tuple(entry for entry in part.entries if entry.is_for(role))) for part in parts)
        seen = tuple(part for part in mine if part.entries)
        names = ("partials/_parts.html", "partials/_part_beside.html")
        return Written(*(Markup(app.jinja_env.get_template(name).render(parts=seen)) for name in names))  # noqa: S704 - escaped there

    def navigation() -> Written:
        role = current_user.role if current_user.is_authenticated else None
        return written(role, request.blueprint, request.root_path)

    app.jinja_env.globals.update(navigation=navigation)
