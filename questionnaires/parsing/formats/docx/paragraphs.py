"""Questions asked between the tables, as paragraphs, with the place that each answer goes to.

An answer goes into the next paragraph where that is empty, offers something to fill in or reads `Answer:`, into the
box where an empty table of one cell stands next, and else into a new paragraph right behind the question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from foundation.limits import MAX_ROWS
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.docx.answers import is_added, is_filled, is_marked
from questionnaires.parsing.formats.docx.controls import EMPTY_BOXES, TICKED_BOXES, controls_of, is_box, offered, own
from questionnaires.parsing.formats.docx.headings import Headings, is_title
from questionnaires.parsing.formats.docx.labels import is_blank, numbered, split_label
from questionnaires.parsing.formats.docx.laid_out import ANSWER, COMMENT, QUESTION, REF
from questionnaires.parsing.formats.docx.names import PARAGRAPHS, docx_cell, paragraph_name
from questionnaires.parsing.formats.docx.part import CONTROL, PARAGRAPH, W, blocks, value
from questionnaires.parsing.formats.docx.tables import cells_of
from questionnaires.parsing.formats.docx.text import is_prompt, line_text, paragraph_text, piece_text, pieces
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.layout.headers import Role
from questionnaires.parsing.words import asks, fold, has_letters, is_statement, word_count

_TO_THE_READER = re.compile(
    r"^(?:(?:could|can|would) you )?(?:please |kindly )?(?:find|answer|complete|fill|see|respond|reply|return|submit|"
    r"read|note|refer|use|tick|check|do not|save|send|contact)\b"
)
_MOST_BETWEEN = 3
"""Paragraphs of explanation that may stand between a question and its `Answer:`."""
_LONGEST_HEADING = 15
_FEWEST_SURE = 2
_FEWEST_WORDS = 3
"""Of a question without number and place: `Questions?` asks nothing."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph with its number, or one table of the body with its number."""

    number: int
    node: etree._Element
    text: str
    heading: bool = False
    listed: bool = False
    """Whether Word numbers or bullets it."""
    said: str | None = None
    """What a field inside the question says, or a paragraph that an earlier export put behind it."""

    @property
    def is_paragraph(self) -> bool:
        return bool(self.node.tag == PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to write: its name, what it says already and what it offers."""

    name: str
    text: str = ""
    words: tuple[str, ...] = ()
    shown: bool = True
    """Whether the document itself shows the place, so that it is no new paragraph."""


def read_paragraphs(
    document: etree._Element, headings: Headings, tables: Sequence[Grid], *, filename: str
) -> Grid | None:
    """Read the questions of the paragraphs as one grid; None where there are none."""
    listed = _blocks(document, headings)
    if sum(block.is_paragraph and bool(block.text) for block in listed) > MAX_ROWS:
        raise UnreadableQuestionnaire(f"it has more than {MAX_ROWS} paragraphs, which is refused", filename)
    strict = any(_asks_in_table(grid) for grid in tables)
    rows: dict[int, dict[int, str]] = {}
    spots: dict[Position, Spot] = {}
    asked = dict(_asked(listed, strict=strict))
    for index, block in enumerate(listed):
        if not block.is_paragraph or is_marked(block.node) or not has_letters(block.text) or _is_label(block.text):
            continue
        if index in asked:
            answer, comment = asked[index]
            rows[block.number] = _row(block, answer, comment)
            spots[block.number, ANSWER] = answer
            if comment:
                spots[block.number, COMMENT] = comment
        elif block.heading and not is_title(block.node) and word_count(block.text) <= _LONGEST_HEADING:
            rows[block.number] = {REF: block.text.strip()}
    return _grid(rows, spots) if spots else None


def _asked(listed: Sequence[Block], *, strict: bool) -> list[tuple[int, tuple[Spot, Spot | None]]]:
    """Give the places of the paragraphs that ask with those of their answers, without what is asked for the reader.

    Where at least half of all is numbered or has a place to answer, what comes before and has neither leads in.
    """
    found = []
    for index, block in enumerate(listed):
        if block.is_paragraph and not is_marked(block.node) and has_letters(block.text) and not _is_label(block.text):
            spots = _spots_for(listed, index)
            if _is_question(block, spots[0], strict=strict):
                found.append((index, spots))
    sure = [index for index, (answer, _) in found if answer.shown or _is_marked(listed[index])]
    if len(sure) < _FEWEST_SURE or 2 * len(sure) < len(found):
        return found
    return [(index, spots) for index, spots in found if index >= sure[0]]


def _is_marked(block: Block) -> bool:
    """Whether a paragraph has a number, typed or by Word."""
    return block.listed or bool(numbered(block.text).ref)


def _blocks(document: etree._Element, headings: Headings) -> list[Block]:
    """Number paragraphs and tables, each from 1."""
    found: list[Block] = []
    paragraphs = tables = 0
    for node in blocks(document):
        if node.tag == PARAGRAPH and is_added(node):
            if found and found[-1].is_paragraph:
                found[-1] = replace(found[-1], said=paragraph_text(node))
        elif node.tag == PARAGRAPH:
            paragraphs += 1
            text, said = _parted(node)
            number = value(node, f"{W}pPr/{W}numPr/{W}numId")
            style = (value(node, f"{W}pPr/{W}pStyle") or "").casefold()
            listed = number not in (None, "0") or (number is None and style.startswith("list"))
            found.append(Block(paragraphs, node, text, headings.is_heading(node), listed, said))
        else:
            tables += 1
            found.append(Block(tables, node, ""))
    return found


def _asks_in_table(grid: Grid) -> bool:
    """Whether a table asks by itself, so that the paragraphs around it rather tell how to fill it in."""
    return grid.places or any(len(cells) > 1 and any(map(asks, cells.values())) for cells in grid.rows.values())


def _is_label(text: str) -> bool:
    found = split_label(text)
    return found is not None and not asks(text)


def _is_question(block: Block, answer: Spot, *, strict: bool) -> bool:
    """Whether a paragraph asks: in its own words, or by its number together with a place to answer."""
    found = numbered(block.text)
    text = found.text
    if not has_letters(text) or (_TO_THE_READER.match(fold(text)) and not text.rstrip().endswith("?")):
        return False
    marked = bool(found.ref) or block.listed
    questions = text.rstrip(" \t_.)").endswith(("?", "？"))
    if block.heading and not questions:
        return asks(text) and word_count(text) >= 4 and answer.shown
    if questions or (asks(text) and (marked or (answer.shown and not strict)) and word_count(text) >= 3):
        return marked or answer.shown or (not strict and word_count(text) >= _FEWEST_WORDS)
    return answer.shown and marked and (is_statement(text) or text.rstrip().endswith(":"))


def _spots_for(listed: Sequence[Block], index: int) -> tuple[Spot, Spot | None]:
    """Give the places of the answer to the paragraph at an index, and of a comment that may follow it."""
    block = listed[index]
    if _has_field(block.node) or (block.said is not None and _field_in(block.node) is not None):
        return Spot(paragraph_name(block.number), block.said or "", offered(block.node)), _comment(listed, index + 1)
    end = _end_of(listed, index)
    labelled = next((place for place in range(index + 1, end) if _labelled(listed[place])), None)
    place = index + 1 if labelled is None else labelled
    spot = _labelled(listed[place]) or _room(listed[place]) if place < min(end, len(listed)) else None
    if spot is None:
        return Spot(paragraph_name(block.number, behind=True), block.said or "", shown=False), None
    return spot, _comment(listed, place + 1)


def _end_of(listed: Sequence[Block], index: int) -> int:
    """Give the index behind the last block that may belong to a question: no other question, heading or table."""
    for place in range(index + 1, min(index + _MOST_BETWEEN + 2, len(listed))):
        block = listed[place]
        if not block.is_paragraph:
            return place + (place == index + 1)
        if block.heading or _starts_anew(block):
            return place
    return min(index + _MOST_BETWEEN + 2, len(listed))


def _starts_anew(block: Block) -> bool:
    if is_marked(block.node):
        return False
    return (asks(block.text) or block.listed or numbered(block.text).ref is not None) and _labelled(block) is None


def _labelled(block: Block) -> Spot | None:
    """Take a paragraph that reads `Answer:` as the place to answer."""
    label = split_label(block.text) if block.is_paragraph else None
    if label is None or label[0] is not Role.ANSWER:
        return None
    boxes = set(block.text) & set(TICKED_BOXES + EMPTY_BOXES)
    said = label[1] if not boxes else block.text if boxes & set(TICKED_BOXES) else ""
    return Spot(paragraph_name(block.number), said, offered(block.node))


def _room(block: Block) -> Spot | None:
    """Take the block right behind a question as the place to answer, where it leaves room or offers words."""
    if not block.is_paragraph:
        return _box(block)
    words = offered(block.node)
    if words or is_filled(block.node) or is_blank(block.text) or _has_field(block.node):
        text = block.text if is_filled(block.node) or set(block.text) & set(TICKED_BOXES) else ""
        return Spot(paragraph_name(block.number), text, words)
    return None


def _comment(listed: Sequence[Block], index: int) -> Spot | None:
    block = listed[index] if index < len(listed) else None
    label = split_label(block.text) if block and block.is_paragraph else None
    if block is None or label is None or label[0] is not Role.COMMENT:
        return None
    return Spot(paragraph_name(block.number), label[1])


def _box(block: Block) -> Spot | None:
    """Take an empty table of one cell as the box for the answer."""
    cells = list(zip(cells_of(block.node), range(2), strict=False))
    if len(cells) != 1:
        return None
    grid_text = "".join(map(paragraph_text, cells[0][0].node.iter(PARAGRAPH)))
    filled = any(map(is_filled, cells[0][0].node.iter(PARAGRAPH)))
    blank = (filled or is_blank(grid_text)) and not any(True for _ in own(cells[0][0].node, f"{W}tbl"))
    return (
        Spot(docx_cell(block.number, 1, 1), grid_text if filled else "", offered(cells[0][0].node)) if blank else None
    )


def _field_in(paragraph: etree._Element) -> etree._Element | None:
    """Give the first control inside a paragraph that a question stands beside; None where there is none."""
    fields = [control for control in own(paragraph, CONTROL) if not is_box(control)]
    inside = {piece for control in fields for piece in pieces(control)}
    asked = "".join(piece_text(piece) for piece in pieces(paragraph) if piece not in inside)
    return fields[0] if fields and has_letters(asked) else None


def _parted(paragraph: etree._Element) -> tuple[str, str | None]:
    """Give what a paragraph asks and what the field inside it says, None where it has none."""
    field = _field_in(paragraph)
    if field is None:
        return paragraph_text(paragraph), None
    said = set(pieces(field))
    asked = "".join(piece_text(piece) for piece in pieces(paragraph) if piece not in said)
    return asked, "" if is_prompt(field) else line_text(field)


def _has_field(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds a control that still shows its prompt."""
    return any(is_prompt(control) and not is_box(control) for control in controls_of(paragraph))


def _row(block: Block, answer: Spot, comment: Spot | None) -> dict[int, str]:
    found = numbered(block.text)
    texts = {REF: found.ref, QUESTION: found.text, ANSWER: answer.text, COMMENT: comment.text if comment else ""}
    return {column: text for column, text in texts.items() if text and text.strip()}


def _grid(rows: dict[int, dict[int, str]], spots: dict[Position, Spot]) -> Grid:
    columns = {"question": QUESTION, "answer": ANSWER}
    if any(REF in cells and QUESTION in cells for cells in rows.values()):
        columns["ref"] = REF
    if any(column == COMMENT for _, column in spots):
        columns["comment"] = COMMENT
    missing = frozenset((row, column) for row in rows for column in (ANSWER, COMMENT)) - spots.keys()
    return Grid(
        name=PARAGRAPHS,
        rows=rows,
        formulas=missing,
        choices=lambda row, column: spots[row, column].words or None if (row, column) in spots else None,
        cell=lambda row, column: spots[row, column].name if (row, column) in spots else paragraph_name(row),
        columns=columns,
    )
