"""Markdown: headings, paragraphs and list items; code, quotes, tables and marks are left out."""

import re
from collections.abc import Iterator

from questionnaires.documents.outline import Block

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LEAD_IN = re.compile(r"^(\*\*|__)([^*_]{1,60}?)[.:]?\1[.:]?(?=\s+\S)")
"""Bold words that a paragraph begins with: a title of it, no sentence."""
_MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`")
_LEFT_OUT = re.compile(r"^\s*(?:[>|<]|(?:\*\s*){3,}$|(?:_\s*){3,}$)")


def markdown_blocks(text: str) -> Iterator[Block]:
    """Give headings and paragraphs; the items of a list are a paragraph each."""
    paragraph: list[str] = []
    for line in _lines(text):
        heading = _HEADING.match(line)
        underline = _UNDERLINE.match(line)
        if underline and len(paragraph) == 1:
            yield Block(paragraph.pop(), 1 if underline[1].startswith("=") else 2)
            continue
        if heading or underline or _ITEM.match(line) or not line.strip():
            yield from _closed(paragraph)
        if heading:
            yield Block(_plain(heading[2]), len(heading[1]))
        elif line.strip() and not underline:
            paragraph.append(_plain(_ITEM.sub("", line)))
    yield from _closed(paragraph)


def _lines(text: str) -> Iterator[str]:
    """Give the lines that are neither code, quotes, tables, markup nor the settings at the head."""
    lines = text.splitlines()
    if lines and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:]]:
        lines = lines[lines.index("---", 1) + 1 :] if "---" in lines[1:] else lines
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
            yield ""
        elif not fenced:
            yield "" if _LEFT_OUT.match(line) else line


def _closed(paragraph: list[str]) -> Iterator[Block]:
    text = " ".join(" ".join(paragraph).split())
    paragraph.clear()
    if text:
        yield Block(text)


def _plain(line: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", _LEAD_IN.sub(r"\2:", line.strip()))).strip()
