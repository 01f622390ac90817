"""Boxes that are no letters: symbols of the Wingdings fonts, and check boxes of older forms."""

from lxml import etree

from questionnaires.parsing.formats.docx.part import W

SYMBOL, FIELD = f"{W}sym", f"{W}fldChar"
CHECK_BOX = f"{W}ffData/{W}checkBox"
EMPTY, TICKED = "☐", "☒"
STATES = {"Wingdings": ("F0A8", "F0FE"), "Wingdings 2": ("F0A3", "F054")}
"""Font -> the symbols of its empty and its ticked box, to write."""
# the last two digits of a symbol: the first are F0, or 00 from some programs
_EMPTY_CODES = {"Wingdings": ("6F", "70", "71", "72", "A8"), "Wingdings 2": ("2A", "30", "A3")}
_TICKED_CODES = {"Wingdings": ("78", "FD", "FE"), "Wingdings 2": ("51", "52", "53", "54", "55", "56")}


def glyph_of(node: etree._Element) -> str:
    """Give the letter that stands for a box, empty for all that is none."""
    if node.tag == SYMBOL:
        font, code = node.get(f"{W}font", ""), node.get(f"{W}char", "").upper()[-2:]
        return TICKED if code in _TICKED_CODES.get(font, ()) else EMPTY if code in _EMPTY_CODES.get(font, ()) else ""
    box = node.find(CHECK_BOX) if node.tag == FIELD else None
    if box is None:
        return ""
    states = (box.find(f"{W}{name}") for name in ("checked", "default"))
    state = next((found for found in states if found is not None), None)
    return TICKED if state is not None and state.get(f"{W}val", "1") in ("1", "true", "on") else EMPTY


def set_glyph(node: etree._Element, *, ticked: bool) -> None:
    """Tick or empty a box that `glyph_of` tells."""
    if node.tag == SYMBOL:
        node.set(f"{W}char", STATES[node.get(f"{W}font", "")][ticked])
        return
    box = node.find(CHECK_BOX)
    state = box.find(f"{W}checked")
    if state is None:
        state = etree.SubElement(box, f"{W}checked")
    state.set(f"{W}val", "1" if ticked else "0")
