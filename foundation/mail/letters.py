"""Letters: mails that tell of one step, written once and given as plain text and as a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from foundation.assets import asset


@dataclass(frozen=True, slots=True)
class Places:
    """Things that a mail names one below the other, each with the page on which something can be done about it."""

    places: tuple[tuple[str, str], ...]
    """What each is called, and its full address."""
    title: str | None = None
    more: int = 0
    """How many there are beyond those."""

    def __str__(self) -> str:
        """Give them as plain text."""
        title = [self.title] if self.title else []
        more = [f"- and {self.more} more"] if self.more else []
        return "\n".join([*title, *(f"- {name}\n  {link}" for name, link in self.places), *more])


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: paragraphs, facts as pairs of title and value, and at most one thing to do."""

    subject: str
    paragraphs: tuple[str | Places, ...]
    facts: tuple[tuple[str, str], ...] = ()
    action: str | None = None
    """What the link does, as in "Answer the request"."""
    link: str | None = None
    """Full address behind `action`."""

    @property
    def text(self) -> str:
        """The letter as plain text."""
        parts = [str(paragraph) for paragraph in self.paragraphs]
        if self.facts:
            parts.append("\n".join(f"{title}: {value}" for title, value in self.facts))
        if self.link:
            parts.append(f"{self.action}:\n{self.link}")
        return "\n\n".join(parts) + "\n"

    @property
    def html(self) -> str:
        """The letter as a page, whatever it was given escaped."""
        return _page().render(letter=self)


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter with invented contents, for the page on which admins see what is mailed."""

    name: str
    """When it goes, as in "A firm accepted"."""
    to: str
    """Who gets it, as in "the company"."""
    letter: Letter


Samples = Sequence[Sample]


@cache
def _page() -> Template:
    folder = FileSystemLoader(str(asset("templates") / "foundation" / "mail"))
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined).get_template("letter.html")
