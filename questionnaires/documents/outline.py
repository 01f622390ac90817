"""From headings and paragraphs, in their order, to sections."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from questionnaires.documents.section import Section, with_slugs


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph; `level` is 1 for the highest heading, None for a paragraph."""

    text: str
    level: int | None = None
    page: int | None = None


@dataclass
class Outline:
    """Gathers paragraphs under the headings over them."""

    document: str
    title: str
    _above: list[tuple[int, str]] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _page: int | None = None

    def sections(self, blocks: Iterable[Block]) -> tuple[Section, ...]:
        """Give the sections of a document; a lone highest heading at its head is its title and no part of them."""
        for block in blocks:
            if block.level is None:
                self._page = self._page if self._lines else block.page
                self._lines.append(block.text)
            else:
                self._close()
                self._above = [one for one in self._above if one[0] < block.level] + [(block.level, block.text)]
        self._close()
        return with_slugs(self._sections)

    def _close(self) -> None:
        if self._lines:
            heading = " > ".join(text for _, text in self._above)
            self._sections.append(Section(self.document, self.title, heading, "\n".join(self._lines), page=self._page))
        self._lines, self._page = [], None
