"""Ticks the box beside a word, or the only box of a cell that is to be marked."""

import re

from lxml import etree

from questionnaires.parsing.formats.docx.controls import EMPTY_BOXES, TICKED_BOXES, boxed_words, controls_of, is_box
from questionnaires.parsing.formats.docx.glyphs import SYMBOL, glyph_of, set_glyph
from questionnaires.parsing.formats.docx.part import W14, W
from questionnaires.parsing.formats.docx.text import TEXT, pieces, text_of

_BOXES = EMPTY_BOXES + TICKED_BOXES
_TICK, _EMPTY = "☒", "☐"


def tick(node: etree._Element, text: str) -> bool:
    """Tick the box of a word, or a cell's only box for `x`, and empty the others; False where that is not asked."""
    shown = text_of(node)
    marks = re.findall(f"[{_BOXES}]", shown)
    words = boxed_words(shown)
    if text in words and len(marks) == len(words):
        chosen: int | None = words.index(text)
    elif len(marks) == 1 and not shown.strip().strip(_BOXES) and text.casefold() in ("x", ""):
        chosen = 0 if text else None
    else:
        return False
    _set_boxes(node, chosen)
    return True


def _set_boxes(node: etree._Element, chosen: int | None) -> None:
    """Write every box glyph of a cell or paragraph anew, in the order they are shown."""
    states = {
        content: control for control in controls_of(node) if is_box(control) for content in control.iter(TEXT, SYMBOL)
    }
    number = 0
    for piece in list(pieces(node)):
        if glyph_of(piece):
            set_glyph(piece, ticked=number == chosen)
            _set_state(states.get(piece), ticked=number == chosen)
            number += 1
            continue
        if piece.tag != TEXT:
            continue
        text = piece.text or ""
        fresh = ""
        for glyph in text:
            if glyph in _BOXES:
                control = states.get(piece)
                glyph = _glyph(control, ticked=number == chosen)
                number += 1
            fresh += glyph
        if fresh != text:
            piece.text = fresh


def _glyph(control: etree._Element | None, *, ticked: bool) -> str:
    """Give the glyph of a state, and set the state of the control that shows it."""
    if control is None:
        return _TICK if ticked else _EMPTY
    _set_state(control, ticked=ticked)
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    told = box.find(f"{W14}{'checkedState' if ticked else 'uncheckedState'}")
    code = (told.get(f"{W14}val") or "") if told is not None else ""
    shown = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
    return shown if shown and shown in _BOXES else (_TICK if ticked else _EMPTY)


def _set_state(control: etree._Element | None, *, ticked: bool) -> None:
    """Set what a check box control says of itself; nothing for a box outside of one."""
    if control is None:
        return
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    state = box.find(f"{W14}checked")
    if state is None:
        state = etree.SubElement(box, f"{W14}checked")
        box.insert(0, state)
    state.set(f"{W14}val", "1" if ticked else "0")
