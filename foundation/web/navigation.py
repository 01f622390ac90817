"""The entries of the top bar: each package names its own, the composition root hands them over."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, request
from flask_login import current_user

from foundation.access.permissions import Permission, permits


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry: where it leads, what it says, who sees it (None: everyone)."""

    endpoint: str
    label: str
    permission: Permission | None = None
    also: tuple[str, ...] = ()
    """Other blueprints whose pages are reached from there, and have no entry of their own."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The blueprints that the entry stands for."""
        return (self.endpoint.partition(".")[0], *self.also)


def install(app: Flask, items: Sequence[NavigationItem]) -> None:
    """Give every page the entries that the person asking may use."""

    def navigation() -> list[NavigationItem]:
        role = current_user.role if current_user.is_authenticated else None
        return [item for item in items if item.permission is None or permits(role, item.permission)]

    def is_current(item: NavigationItem) -> bool:
        return request.blueprint in item.sections

    app.jinja_env.globals.update(navigation=navigation, is_current=is_current)
