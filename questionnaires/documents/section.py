"""One section of a document, as answers cite it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a document, its subsections not included."""

    document: str
    """The file's name in its folder, as in `policies/access.md`."""
    title: str
    """The document's own title, else the file's name without its ending."""
    heading: str
    """The heading with those above it, as in `Access > Reviews`; empty before the first."""
    text: str
    slug: str = ""
    """The heading as a part of an address, one of its kind in the document."""
    page: int | None = None
    """Page on which it begins, from 1; None where the format knows no pages."""

    @property
    def id(self) -> str:
        """How a citation names it."""
        return f"{self.document}#{self.slug}"


def with_slugs(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Drop sections without text and name the others; a heading that comes again is numbered.

    >>> [one.slug for one in with_slugs([Section("a.md", "A", "Key care", "x"), Section("a.md", "A", "Key care", "y")])]
    ['key-care', 'key-care-2']
    """
    seen: dict[str, int] = {}
    named = []
    for one in sections:
        if not one.text.strip():
            continue
        slug = _slug(one.heading.rpartition(" > ")[2]) or "beginning"
        seen[slug] = seen.get(slug, 0) + 1
        named.append(replace(one, slug=slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"))
    return tuple(named)


def _slug(heading: str) -> str:
    return re.sub(r"[^\w]+", "-", heading.casefold()).strip("-")[:LONGEST_SLUG].rstrip("-")
