"""Writes one text into a cell or paragraph of a Word document: into its field where it has one, in its own look."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import takewhile

from lxml import etree

from questionnaires.export.docx_boxes import tick
from questionnaires.parsing.formats.docx.answers import ADDED, BOOKMARK, is_added, is_marked
from questionnaires.parsing.formats.docx.controls import controls_of, is_box, own
from questionnaires.parsing.formats.docx.glyphs import FIELD
from questionnaires.parsing.formats.docx.labels import BLANKS, label_at, label_length, split_label
from questionnaires.parsing.formats.docx.part import CELL, PARAGRAPH, RUN, W, inner
from questionnaires.parsing.formats.docx.text import TEXT, cell_text, paragraph_text, pieces, text_of
from questionnaires.parsing.layout.headers import Role

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOOK = f"{W}rPr"
_TEXT_FIELD = f"{W}fldChar/{W}ffData/{W}textInput"
_KEPT_LOOK = frozenset(f"{W}{tag}" for tag in ("rFonts", "color", "sz", "szCs", "lang", "rtl"))
"""What an answer behind a question takes over of its look; not that it is bold or a heading."""


def write(node: etree._Element, text: str) -> None:
    """Put a text into a cell or paragraph; an empty one empties it.

    A box beside that very word is ticked. Else the first control takes it and stops showing its prompt, then a field
    of an older form, and then the first paragraph, behind a label such as `Answer:`, in the look of its first text.
    """
    if tick(node, text):
        return
    control = next((one for one in controls_of(node) if not is_box(one)), None)
    if control is not None:
        _fill_control(control, text)
    elif not _fill_field(node, text):
        _fill_paragraphs(node, text, keep=label_length(text_of(node)))


def write_below(cell: etree._Element, text: str, numbers: Iterator[int]) -> None:
    """Put a text into the cell that asks: where an earlier one stands, behind `Answer:`, or as a new last paragraph."""
    paragraphs = list(inner(cell, PARAGRAPH))
    added = [paragraph for paragraph in paragraphs if is_added(paragraph)]
    shown = cell_text(cell)
    label = label_at(shown)
    if added:
        _clear_all(added[1:])
        _fill_line(added[0], text)
    elif label is None:
        if text:
            paragraphs[-1].addnext(mark(answer_paragraph(paragraphs[0], text), ADDED, numbers))
    elif (labelled := _labelled(paragraphs)) is not None:
        behind = takewhile(lambda one: split_label(paragraph_text(one)) is None, paragraphs[labelled + 1 :])
        _clear_all(behind)
        _fill_line(paragraphs[labelled], text, label_length(paragraph_text(paragraphs[labelled])))
    else:
        rest = shown[label.until :]
        keep = len(shown[: label.end].rstrip(BLANKS))
        _fill_paragraphs(cell, f"{text}\n{rest}" if rest else text, keep=keep)


def _labelled(paragraphs: Sequence[etree._Element]) -> int | None:
    """Give the place of the paragraph that begins with `Answer:`, behind the first."""
    parts = ((place, split_label(paragraph_text(one))) for place, one in enumerate(paragraphs))
    return next((place for place, part in parts if place and part and part[0] is Role.ANSWER), None)


def first_paragraph(node: etree._Element) -> etree._Element:
    return node if node.tag == PARAGRAPH else next(inner(node, PARAGRAPH))


def mark(paragraph: etree._Element, kind: str, numbers: Iterator[int]) -> etree._Element:
    """Set the hidden bookmark that tells a later reader of this answer, unless there is one; give the paragraph."""
    if not is_marked(paragraph):
        number = str(next(numbers))
        at = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
        end, start = etree.Element(f"{W}bookmarkEnd"), etree.Element(BOOKMARK)
        start.set(f"{W}id", number)
        start.set(f"{W}name", f"{kind}{number}")
        end.set(f"{W}id", number)
        paragraph.insert(at, end)
        paragraph.insert(at, start)
    return paragraph


def answer_paragraph(question: etree._Element, text: str) -> etree._Element:
    """Make the paragraph of an answer that the document has no place for."""
    paragraph = etree.Element(PARAGRAPH, nsmap=question.nsmap)
    look = question.find(f"{RUN}/{_LOOK}")
    kept = [
        deepcopy(one) for one in (look if look is not None else ()) if one.tag in {f"{W}{tag}" for tag in _KEPT_LOOK}
    ]
    run = etree.SubElement(paragraph, RUN)
    if kept:
        etree.SubElement(run, _LOOK).extend(kept)
    _put(run, len(run), text)
    return paragraph


def _fill_control(control: etree._Element, text: str) -> None:
    """Write into a control; it keeps its kind, list, title and lock, and no longer shows its prompt."""
    for prompt in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        prompt.getparent().remove(prompt)
        for style in list(control.iter(f"{W}rStyle")):
            if style.get(f"{W}val") == "PlaceholderText":
                style.getparent().remove(style)
    content = control.find(f"{W}sdtContent")
    if content is None:
        content = etree.SubElement(control, f"{W}sdtContent")
    cell = content.find(CELL)
    if cell is not None:
        _fill_paragraphs(cell, text)
    elif next(inner(content, PARAGRAPH), None) is not None:
        _fill_paragraphs(content, text)
    else:
        _fill_line(content, text)


def _fill_field(node: etree._Element, text: str) -> bool:
    """Write into the first text field of an older form; False where there is none."""
    runs = list(own(node, RUN))
    opened = next(
        (at for at, run in enumerate(runs) if run.find(f"{W}fldChar/{W}ffData/{W}textInput") is not None), None
    )
    if opened is None:
        return False
    parted, ended = _mark(runs, opened, "separate"), _mark(runs, opened, "end")
    if not opened < parted < ended:
        return False
    between = runs[parted + 1 : ended]
    run = between[0] if between else etree.Element(RUN)
    if not between:
        runs[parted].addnext(run)
    for one in between:
        _clear(one)
    _put(run, _after_look(run), text)
    return True


def _mark(runs: list[etree._Element], start: int, kind: str) -> int:
    """Give the first run behind a start that holds a field's mark of this kind, -1 where there is none."""
    later = range(start + 1, len(runs))
    kinds = {at: [mark.get(f"{W}fldCharType") for mark in runs[at].findall(f"{W}fldChar")] for at in later}
    return next((at for at in later if kind in kinds[at]), -1)


def _fill_paragraphs(node: etree._Element, text: str, keep: int = 0) -> None:
    """Write into the first paragraph; the others of the same cell lose their texts."""
    paragraphs = [node] if node.tag == PARAGRAPH else list(inner(node, PARAGRAPH))
    if not paragraphs:
        paragraphs = [etree.SubElement(node, PARAGRAPH)]
    while keep and len(paragraphs) > 1 and len(paragraph_text(paragraphs[0])) < keep:
        keep = max(keep - len(paragraph_text(paragraphs.pop(0))) - 1, 0)
    for other in paragraphs[1:]:
        _clear(other)
    _fill_line(paragraphs[0], text, keep)


def _fill_line(paragraph: etree._Element, text: str, keep: int = 0) -> None:
    """Replace what a paragraph shows behind its first `keep` characters, in the look of its first text."""
    shown = list(pieces(paragraph))
    run = next((piece.getparent() for piece in shown if piece.getparent().tag == RUN), None)
    rest = _trim(shown, keep) if keep else ""
    for piece in shown:
        if piece.getparent() is not None and not keep:
            _drop(piece)
    if keep:
        last = next(piece for piece in reversed(shown) if piece.getparent() is not None).getparent()
        fresh = etree.Element(RUN)
        if (look := last.find(_LOOK)) is not None:
            fresh.append(deepcopy(look))
        last.addnext(fresh)
        _put(fresh, len(fresh), (" " if text and not rest[-1:].isspace() else "") + text)
    elif text:
        run = run if run is not None else _new_run(paragraph)
        _put(run, _after_look(run), text)


def _trim(shown: list[etree._Element], keep: int) -> str:
    """Drop all texts behind the first characters; give what is kept."""
    kept = ""
    for piece in shown:
        if len(kept) >= keep:
            run = piece.getparent()
            _drop(piece)
            if run.tag == RUN and all(child.tag == _LOOK for child in run):
                run.getparent().remove(run)
        elif piece.tag == TEXT:
            piece.text = (piece.text or "")[: keep - len(kept)]
            kept += piece.text
        else:
            kept += " "
    return kept


def _clear(node: etree._Element) -> None:
    for piece in list(pieces(node)):
        _drop(piece)


def _clear_all(nodes: Iterable[etree._Element]) -> None:
    for node in nodes:
        _clear(node)


def _drop(piece: etree._Element) -> None:
    """Take a piece away; the mark of a field has a partner, so the field stays."""
    run = piece.getparent()
    if piece.tag != FIELD:
        run.remove(piece)


def _after_look(run: etree._Element) -> int:
    return 1 if len(run) and run[0].tag == _LOOK else 0


def _put(run: etree._Element, at: int, text: str) -> None:
    """Put a text into a run at a place, its lines parted by breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            run.insert(at, etree.Element(f"{W}br"))
            at += 1
        if line:
            piece = etree.Element(TEXT)
            piece.text = line
            piece.set(_SPACE, "preserve")
            run.insert(at, piece)
            at += 1


def _new_run(parent: etree._Element) -> etree._Element:
    """Open a run, in the look that the paragraph's end has."""
    run = etree.SubElement(parent, RUN)
    look = parent.find(f"{W}pPr/{_LOOK}")
    if look is not None:
        run.append(deepcopy(look))
    return run
