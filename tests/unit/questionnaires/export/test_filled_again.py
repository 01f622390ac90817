"""A filled Word document is the questionnaire that it was: read again, filled again, and nothing else changed."""

import io
from collections.abc import Iterator

import docx
import pytest

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.model import Question, Questionnaire
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.document_shapes import LEGACY_BOX, SYMBOL_BOX, answers, shapes, words
from tests.unit.questionnaires.parsing.documents import PART, W14, W, box, document, lines, to_bytes
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

SHAPES = shapes()


def read(content: bytes) -> Questionnaire:
    return parse(content, filename="b.docx")


def cells(question: Question, word: str) -> Iterator[FilledCell]:
    if isinstance(question.answer_cell, str):
        yield FilledCell(question.sheet, question.answer_cell, word)
    elif question.answer_cell:
        yield FilledCell(question.sheet, question.answer_cell["Yes"], "x" if word else "")
    if question.comment_cell:
        yield FilledCell(question.sheet, question.comment_cell, word and "By a written rule.\nDo ask us.")


def fill(content: bytes, word: str = "Yes") -> bytes:
    asked = read(content)
    filled = [cell for question in asked.questions for cell in cells(question, word)]
    return export(content, filename="b.docx", questionnaire=asked, filled=filled)


def told(content: bytes) -> list[tuple[object, ...]]:
    return [
        (one.sheet, one.row, one.ref, one.section, one.question, one.answer_cell, one.comment_cell, one.vocabulary)
        for one in read(content).questions
    ]


def shown(content: bytes) -> list[str]:
    """Give all texts of the body as another reader sees them."""
    body = docx.Document(io.BytesIO(content)).element.body
    return ["".join(run.text or "" for run in one.iter(f"{{{W}}}t")) for one in body.iter(f"{{{W}}}p")]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_filled_document_asks_the_same(shape: str) -> None:
    content = SHAPES[shape][0]
    written = fill(content)

    assert told(written) == told(content)
    assert all(question.filled for question in read(written).questions)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_filled_twice_is_the_one_filled_once(shape: str) -> None:
    once = fill(SHAPES[shape][0])

    assert fill(once) == once == fill(SHAPES[shape][0])


@pytest.mark.parametrize("shape", SHAPES)
def test_another_answer_takes_the_place_of_the_first(shape: str) -> None:
    content = SHAPES[shape][0]

    assert shown(fill(fill(content, "No"), "Yes")) == shown(fill(content, "Yes"))


@pytest.mark.parametrize("shape", ["questions alone in their cells", "a label in the cell", "paragraphs alone"])
def test_the_buyers_texts_stay_and_only_the_answer_is_new(shape: str) -> None:
    before, after = shown(SHAPES[shape][0]), shown(fill(SHAPES[shape][0], "Surely"))

    assert [text.replace(" Surely", "").replace("Surely", "") for text in after if text != "Surely"] == before
    assert "".join(after).count("Surely") == 2


def test_an_answer_keeps_clear_of_the_label_behind_it() -> None:
    written = shown(fill(SHAPES["labels in paragraphs of the cell"][0]))

    assert [text for text in written if ":" in text] == ["Answer: Yes", "Comments:"] * 2


def test_an_answer_in_one_paragraph_with_a_label_behind_keeps_that() -> None:
    made = document([["1. Do you log?\nAnswer: old\nComments:"], ["2. Do you test?\nAnswer:\nComments:"]])
    written = docx.Document(io.BytesIO(fill(to_bytes(made))))

    assert [row.cells[0].text for row in written.tables[0].rows] == [
        "1. Do you log?\nAnswer: Yes\nComments:",
        "2. Do you test?\nAnswer: Yes\nComments:",
    ]


def test_an_answer_that_reads_like_a_question_is_overwritten() -> None:
    made = document([["Question", "Answer"], ["Do you log?", "Do we?"], ["Do you test?", ""]])
    written = docx.Document(io.BytesIO(fill(to_bytes(made))))

    assert [row.cells[1].text for row in written.tables[0].rows] == ["Answer", "Yes", "Yes"]


def test_the_bookmarks_of_answers_have_numbers_of_their_own() -> None:
    mark = '<w:bookmarkStart w:id="41" w:name="Buyer"/><w:bookmarkEnd w:id="41"/>'
    made = to_bytes(lines("1. Do you log?", "2. Do you test?"))
    content = rewritten(made, PART, lambda part: part.replace(b"<w:r>", mark.encode() + b"<w:r>", 1))
    root = docx.Document(io.BytesIO(fill(content))).element
    marks = [(one.get(f"{{{W}}}id"), one.get(f"{{{W}}}name")) for one in root.iter(f"{{{W}}}bookmarkStart")]

    assert marks == [("41", "Buyer"), ("42", "_answer42"), ("43", "_answer43")]


def test_an_older_check_box_is_ticked_and_its_field_is_whole() -> None:
    body = parts_of(fill(answers(words(LEGACY_BOX))))[PART].decode()
    states = [piece.partition('"')[2].partition('"')[0] for piece in body.split("<w:checked ")[1:]]

    assert states == ["1", "0", "1", "0"]
    assert body.count('"begin"') == body.count('"end"') == 4


def test_a_text_beside_older_check_boxes_leaves_their_fields_whole() -> None:
    body = parts_of(fill(answers(words(LEGACY_BOX)), "In part"))[PART].decode()

    assert (body.count('"begin"'), body.count("In part")) == (4, 2)


def test_a_symbol_is_ticked_in_its_own_font() -> None:
    body = parts_of(fill(answers(words(SYMBOL_BOX)), "No"))[PART].decode()

    assert [piece[:4] for piece in body.split('w:char="')[1:]] == ["F0A8", "F0FE"] * 2


def test_the_state_of_a_check_box_control_follows_its_box() -> None:
    body = parts_of(fill(answers(words(box())), "No"))[PART].decode()

    assert [piece[0] for piece in body.split('checked w14:val="')[1:]] == ["0", "1"] * 2
    assert W14 in body


def test_a_strict_document_stays_strict() -> None:
    usual, strict = (f"http://{name}/main" for name in (
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"))  # fmt: skip
    content = rewritten(SHAPES["a header"][0], PART, lambda part: part.replace(usual.encode(), strict.encode()))
    written = fill(content)
    body = parts_of(written)[PART].decode()

    assert (usual in body, body.count(strict)) == (False, parts_of(content)[PART].decode().count(strict))
    assert all(question.filled for question in read(written).questions)


def dressed() -> bytes:
    """A document with a header, a footer, a text box that asks, and protection against changes."""
    made = document([["Question", "Answer"], ["Do you log?", ""], ["Do you test?", ""]])
    made.sections[0].header.paragraphs[0].text = "Do you see the header?"
    made.sections[0].footer.paragraphs[0].text = "1. Is this a footer?"
    made.add_paragraph("TEXTBOX")
    shape = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
        "<w:t>Do you see the box?</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    protection = b'<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    boxed = rewritten(to_bytes(made), PART, lambda part: part.replace(b"<w:r><w:t>TEXTBOX</w:t></w:r>", shape.encode()))
    parts = parts_of(boxed)
    settings = parts["word/settings.xml"].replace(b"<w:zoom", protection + b"<w:zoom", 1)
    return zipped(parts | {"word/settings.xml": settings, "word/vbaProject.bin": bytes(range(256))})


def test_headers_footers_text_boxes_and_protection_are_neither_asked_nor_changed() -> None:
    content = dressed()
    written = fill(content)
    before, after = parts_of(content), parts_of(written)

    assert [one.question for one in read(content).questions] == ["Do you log?", "Do you test?"]
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [PART]
    assert b"documentProtection" in after["word/settings.xml"]
    tail = before[PART].index(b"<w:pict")
    assert after[PART].endswith(before[PART][tail:])


def test_another_reader_sees_the_same_cells_but_for_the_answers() -> None:
    content = dressed()
    before, after = (docx.Document(io.BytesIO(one)) for one in (content, fill(content)))
    texts = [[[cell.text for cell in row.cells] for row in made.tables[0].rows] for made in (before, after)]

    assert texts[0] == [["Question", "Answer"], ["Do you log?", ""], ["Do you test?", ""]]
    assert texts[1] == [["Question", "Answer"], ["Do you log?", "Yes"], ["Do you test?", "Yes"]]
    assert [one.text for one in before.paragraphs] == [one.text for one in after.paragraphs]
    assert after.sections[0].header.paragraphs[0].text == "Do you see the header?"
