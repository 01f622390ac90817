"""The parts of the top bar: each package names its own, the composition root hands them over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from flask import Flask, request
from flask_login import current_user

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


def install(app: Flask, parts: Sequence[NavigationPart]) -> None:
    """Give every page the parts and entries that the person asking may use."""

    @cache  # there are a handful of roles, and what each sees never changes
    def seen_by(role: Role | None) -> tuple[NavigationPart, ...]:
        mine = (replace(part, entries=tuple(entry for entry in part.entries if entry.is_for(role))) for part in parts)
        return tuple(part for part in mine if part.entries)

    def navigation() -> tuple[NavigationPart, ...]:
        return seen_by(current_user.role if current_user.is_authenticated else None)

    app.jinja_env.globals.update(navigation=navigation)
