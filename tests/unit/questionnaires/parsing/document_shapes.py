"""Word documents of every shape that takes answers, by invented buyers; each with the cells of its answers."""

from typing import Any

import docx

from tests.unit.questionnaires.parsing.documents import box, control, document, lines, to_bytes, with_markup

ASKED = ("Do you use MFA?", "Do you log access?")
PROMPT = control("<w:text/>", "Click to enter text.")
LEGACY_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar "
    'w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SYMBOL_BOX = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def answers(markup: str) -> bytes:
    """Make a table of two questions whose answer cells hold this markup."""
    return with_markup(document([["Question", "Answer"], *([text, "HERE"] for text in ASKED)]), "HERE", markup)


def words(box_markup: str) -> str:
    return box_markup + run(" Yes ") + box_markup + run(" No")


def boxes_beneath() -> Any:
    made = docx.Document()
    for number, text in enumerate(ASKED, start=1):
        made.add_paragraph(f"{number}. {text}")
        made.add_table(1, 1)
    return made


def labels_in_paragraphs() -> Any:
    """Each cell holds the question, `Answer:` and `Comments:` as paragraphs of its own."""
    made = document([["x"], ["y"]])
    for number, (row, text) in enumerate(zip(made.tables[0].rows, ASKED, strict=True), start=1):
        cell = row.cells[0]
        cell.text = f"{number}. {text}"
        cell.add_paragraph("Answer:")
        cell.add_paragraph("Comments:")
    return made


def cards() -> Any:
    return document(*([["Question", text], ["Response", ""], ["Comments", ""]] for text in ASKED))


def shapes() -> dict[str, tuple[bytes, list[object]]]:
    """Give each document with the cells that its two answers belong in, by the name of its shape."""
    two = [[text, ""] for text in ASKED]
    facts = [["Company name", "____"], ["Head office", "......"]]
    labelled = [["Question", text, "Answer", ""] for text in ASKED]
    lined = [[f"{number}. {text}\nAnswer:"] for number, text in enumerate(ASKED, start=1)]
    shaped: dict[str, tuple[Any, list[object]]] = {
        "a header": (document([["Question", "Answer"], *two]), ["T1R2C2", "T1R3C2"]),
        "no header": (document(two), ["T1R1C2", "T1R2C2"]),
        "one table a question": (cards(), ["T1R2C2", "T2R2C2"]),
        "labels in the row": (document(labelled), ["T1R1C4", "T1R2C4"]),
        "facts with lines": (document([*facts, ["Website", ""]]), ["T1R1C2", "T1R2C2", "T1R3C2"]),
        "facts side by side": (
            document([["Company name", "", "Website", ""], ["Address", "", "Phone", ""]]),
            ["T1R1C2", "T1R1C4", "T1R2C2", "T1R2C4"],
        ),
        "questions side by side": (
            document([[ASKED[0], "", ASKED[1], ""], ["Is it tested?", "", "Is it written down?", ""]]),
            ["T1R1C2", "T1R2C2", "T1R1C4", "T1R2C4"],
        ),
        "a label in the cell": (document(lined), ["T1R1C1", "T1R2C1"]),
        "labels in paragraphs of the cell": (labels_in_paragraphs(), ["T1R1C1", "T1R2C1"]),
        "questions alone in their cells": (document([[text] for text in ASKED]), ["T1R1C1", "T1R2C1"]),
        "rows beneath": (document([[ASKED[0]], [""], [ASKED[1]], [""]]), ["T1R2C1", "T1R4C1"]),
        "labelled rows": (document([["Q: " + ASKED[0]], ["A:"], ["Q: " + ASKED[1]], ["A:"]]), ["T1R2C1", "T1R4C1"]),
        "boxes beneath": (boxes_beneath(), ["T1R1C1", "T2R1C1"]),
        "paragraphs alone": (lines(*ASKED, style="List Number"), ["P1+", "P2+"]),
        "paragraphs with room": (lines("1. " + ASKED[0], "", "2. " + ASKED[1], "Answer: ____"), ["P2", "P4"]),
        "paragraphs with boxes": (lines("1. " + ASKED[0], "☐ Yes ☐ No", "2. " + ASKED[1], "☐ Yes ☐ No"), ["P2", "P4"]),
    }
    found = {name: (to_bytes(made), cells) for name, (made, cells) in shaped.items()}
    in_line = with_markup(lines("HERE"), "HERE", run("Do you log access? ") + PROMPT)
    ticks = document([["Question", "Yes", "No"], *([text, "HERE", "HERE"] for text in ASKED)])
    marks: list[object] = [{"Yes": f"T1R{row}C2", "No": f"T1R{row}C3"} for row in (2, 3)]
    return found | {
        "controls": (answers(PROMPT), ["T1R2C2", "T1R3C2"]),
        "a control in the line": (in_line, ["P1"]),
        "columns of boxes": (with_markup(ticks, "HERE", box()), marks),
        "older check boxes": (answers(words(LEGACY_BOX)), ["T1R2C2", "T1R3C2"]),
        "symbols as boxes": (answers(words(SYMBOL_BOX)), ["T1R2C2", "T1R3C2"]),
    }
