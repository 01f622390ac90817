"""Answers written by an earlier export, told by a hidden bookmark.

So a filled document is read as the empty one was: a paragraph that was added is no paragraph of the buyer's, and a
place that was empty is still the place to answer, with a text in it.
"""

import re

from lxml import etree

from questionnaires.parsing.formats.docx.part import W

BOOKMARK = f"{W}bookmarkStart"
ADDED, FILLED = "_answer", "_filled"
"""What the bookmark's name begins with: in a paragraph that was added, in one that stood there empty."""
_NAME = re.compile(rf"^({ADDED}|{FILLED})([0-9]{{1,9}})$")


def is_added(paragraph: etree._Element) -> bool:
    """Whether a paragraph was put there to take an answer."""
    return _kind(paragraph) == ADDED


def is_filled(paragraph: etree._Element) -> bool:
    """Whether a paragraph was empty before it took an answer."""
    return _kind(paragraph) == FILLED


def is_marked(paragraph: etree._Element) -> bool:
    return _kind(paragraph) is not None


def _kind(paragraph: etree._Element) -> str | None:
    names = (mark.get(f"{W}name", "") for mark in paragraph.findall(BOOKMARK))
    return next((found[1] for name in names if (found := _NAME.match(name))), None)


def next_number(document: etree._Element) -> int:
    """Give the first number that no bookmark of the document has, as its id or in our names."""
    used = [0]
    for mark in document.iter(BOOKMARK):
        found = _NAME.match(mark.get(f"{W}name", ""))
        number = mark.get(f"{W}id", "")
        used += [int(found[2])] if found else []
        used += [int(number)] if number.isascii() and number.isdigit() and len(number) < 10 else []
    return max(used) + 1
