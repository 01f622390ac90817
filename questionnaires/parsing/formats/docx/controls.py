"""What a cell or paragraph offers to fill in: drop-down lists, boxes to tick and fields of older forms."""

import re
from collections.abc import Iterator

from lxml import etree

from questionnaires.parsing.formats.docx.part import CELL, CONTROL, TABLE, W14, W
from questionnaires.parsing.formats.docx.text import text_of

EMPTY_BOXES = "☐□❏❑▢"
TICKED_BOXES = "☒☑■🗹"
BOX = f"[{EMPTY_BOXES}{TICKED_BOXES}]"
_BOX_BEFORE = re.compile(rf"{BOX}\s*([^{EMPTY_BOXES}{TICKED_BOXES}\n\t]+)")
_BOX_BEHIND = re.compile(rf"([^{EMPTY_BOXES}{TICKED_BOXES}\n\t]+?)\s*{BOX}")
_LONGEST_WORD = 60


def own(node: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Give the descendants of a cell or paragraph with these tags, without those in tables inside it."""
    for child in node:
        if child.tag in tags:
            yield child
        if child.tag != TABLE:
            yield from own(child, *tags)


def controls_of(node: etree._Element) -> Iterator[etree._Element]:
    """Give the content controls inside a node, then those right around it."""
    yield from own(node, CONTROL)
    around = node.getparent()
    while around is not None and around.tag in (CONTROL, f"{W}sdtContent"):
        if around.tag == CONTROL and _wraps_only(around, node):
            yield around
        around = around.getparent()


def _wraps_only(control: etree._Element, node: etree._Element) -> bool:
    """Whether a control around a node holds nothing else; one around a whole chapter is no field."""
    content = control.find(f"{W}sdtContent")
    return content is not None and len(content) == 1 and (content[0] is node or node.tag == CELL)


def is_box(control: etree._Element) -> bool:
    return control.find(f"{W}sdtPr/{W14}checkbox") is not None


def offered(node: etree._Element) -> tuple[str, ...]:
    """Give the words that a cell or paragraph lets people choose from, a prompt among them left out."""
    for control in controls_of(node):
        for kind in ("dropDownList", "comboBox"):
            if words := _listed(control.findall(f"{W}sdtPr/{W}{kind}/{W}listItem")):
                return words
    entries = [entry.get(f"{W}val", "") for entry in own(node, f"{W}listEntry")]
    return tuple(dict.fromkeys(entry for entry in entries if entry.strip())) or boxed_words(text_of(node))


def _listed(items: list[etree._Element]) -> tuple[str, ...]:
    kept = [item for item in items if item.get(f"{W}value") != ""]
    words = (item.get(f"{W}displayText") or item.get(f"{W}value") or "" for item in kept)
    return tuple(dict.fromkeys(word for word in words if word))


def boxed_words(text: str) -> tuple[str, ...]:
    """Read the words beside at least two boxes: `☐ Yes ☐ No`, or `Yes ☐ No ☐`."""
    if len(re.findall(BOX, text)) < 2:
        return ()
    pattern = _BOX_BEFORE if re.match(rf"\s*{BOX}", text) else _BOX_BEHIND
    words = [word.strip(" \u00a0:;,/|") for word in pattern.findall(text)]
    words = [word for word in words if word]
    return tuple(dict.fromkeys(words)) if words and all(len(word) <= _LONGEST_WORD for word in words) else ()
