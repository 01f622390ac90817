"""`auditmatch answer`: the buyer's file comes back filled, and nothing else in it changes."""

import json
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.commands.conftest import QUESTIONS

KEYS = [
    "ref", "sheet", "row", "section", "question", "kind", "verdict", "answer_cell", "comment_cell", "answer_text",
    "cell_value", "confidence", "routing", "reasons", "citations", "criteria",
]  # fmt: skip


@pytest.fixture
def answer(folder, run):
    """Answer a file; gives the questions of the report."""

    def answer(name="buyer.xlsx", *more):
        out = f"out.{name.rpartition('.')[2]}"
        told = run("answer", name, "--controls", "controls.csv", "--out", out, "--report", "out_report.json", *more)
        assert told.exit_code == 0, told.output
        return json.loads((folder / "out_report.json").read_text())["questions"]

    return answer


def book_of(folder, *rows, words=None, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if words:
        validation = DataValidation(type="list", formula1=f'"{words}"')
        validation.add("B2:B9")
        book.active.add_data_validation(validation)
    book.save(folder / "own.xlsx")


def cells(folder):
    return openpyxl.load_workbook(folder / "out.xlsx").active


def test_the_report_has_every_key_of_the_contract(answer):
    assert [list(question) for question in answer()] == [KEYS, KEYS]


def test_the_report_says_how_far_its_confidence_held(folder, answer):
    answer()

    held = json.loads((folder / "out_report.json").read_text())["confidence"]

    assert (held["learnt_from"], held["error_budget"]) == ("practice", 0.03)
    assert held["auto_accepted"] >= 0.97 * held["auto"] > 0
    assert sum(one["answers"] for one in held["bins"]) == held["answers"] > 100
    assert all(one["from"] <= one["confidence"] <= one["to"] for one in held["bins"])


def test_a_supported_question_is_answered_and_one_without_support_stays_blank(folder, answer):
    supported, unsupported = answer()

    assert (supported["verdict"], supported["cell_value"], cells(folder)["C2"].value) == ("yes", "Yes", "Yes")
    assert [citation["id"] for citation in supported["citations"]] == ["CR-01"]
    assert (unsupported["verdict"], unsupported["cell_value"]) == ("needs_input", None)
    assert (unsupported["confidence"], unsupported["routing"]) == (None, "review")
    assert (cells(folder)["C3"].value, cells(folder)["D3"].value) == (None, None)


def test_only_the_sheet_and_the_order_to_recalculate_change(folder, answer):
    answer()

    with zipfile.ZipFile(folder / "buyer.xlsx") as old, zipfile.ZipFile(folder / "out.xlsx") as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert new.namelist() == old.namelist()
    assert set(changed) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_the_same_files_give_the_same_bytes(folder, answer):
    answer()
    first = [(folder / name).read_bytes() for name in ("out.xlsx", "out_report.json")]
    answer()

    assert [(folder / name).read_bytes() for name in ("out.xlsx", "out_report.json")] == first


def test_the_buyers_own_word_is_written(folder, answer):
    book_of(folder, ("Question", "Answer", "Comments"), (QUESTIONS[0],), words="Compliant,Not compliant,N/A")

    (question,) = answer("own.xlsx")

    assert question["cell_value"] == "Compliant"
    assert cells(folder)["B2"].value == "Compliant"
    assert cells(folder)["C2"].value == question["answer_text"]


def test_a_verdict_without_a_word_leaves_the_cell_blank(folder, answer):
    book_of(folder, ("Question", "Answer", "Comments"), (QUESTIONS[0],), words="Red,Green")

    (question,) = answer("own.xlsx")

    assert (question["cell_value"], question["routing"]) == (None, "review")
    assert "no_word_for_verdict" in question["reasons"]
    assert cells(folder)["B2"].value is None


def test_a_question_to_mark_gets_x_in_the_column_of_its_word(folder, answer):
    book_of(
        folder,
        ("Question", "Yes", "No", "Not applicable", "Comments"),
        (QUESTIONS[0],),
        ("Are shared accounts allowed?",),
        (QUESTIONS[1],),
    )

    first, second, third = answer("own.xlsx")

    assert first["answer_cell"] == {"Yes": "B2", "No": "C2", "Not applicable": "D2"}
    assert [cell.value for cell in cells(folder)[2][1:4]] == ["x", None, None]
    assert (second["verdict"], [cell.value for cell in cells(folder)[3][1:4]]) == ("no", [None, "x", None])
    assert (third["verdict"], [cell.value for cell in cells(folder)[4][1:4]]) == ("needs_input", [None] * 3)


def test_a_filled_cell_is_overwritten_by_a_verdict_and_left_alone_without_one(folder, answer):
    book_of(folder, ("Question", "Answer", "Comments"), (QUESTIONS[0], "No", "old"), (QUESTIONS[1], "No", "old"))

    _, unsupported = answer("own.xlsx")

    assert (cells(folder)["B2"].value, cells(folder)["B3"].value, cells(folder)["C3"].value) == ("Yes", "No", "old")
    assert "already_filled" in unsupported["reasons"]


def test_a_mapping_corrected_by_hand_moves_the_answers(folder, run, answer):
    run("inspect", "buyer.xlsx", "--report", "found.json")
    sheets = json.loads((folder / "found.json").read_text())["questionnaire"]["sheets"]
    sheets[0]["columns"] = {"question": "B", "ref": "A", "answer": "F"}
    (folder / "map.json").write_text(json.dumps(sheets))

    first, _ = answer("buyer.xlsx", "--mapping", "map.json")

    assert (first["answer_cell"], first["comment_cell"]) == ("F2", None)
    assert cells(folder)["F2"].value == first["answer_text"] == first["cell_value"]
    assert cells(folder)["C2"].value is None


def test_a_json_questionnaire_gets_answer_and_comment(folder, answer):
    (folder / "asked.json").write_text(json.dumps([{"question": QUESTIONS[0], "ref": 7}, {"question": QUESTIONS[1]}]))

    first, _ = answer("asked.json")

    answered, blank = json.loads((folder / "out.json").read_text())
    assert (first["ref"], answered["answer"], answered["comment"]) == ("7", "Yes", first["answer_text"])
    assert blank == {"question": QUESTIONS[1]}


@pytest.mark.parametrize(
    ("words", "verdict"), [((), "Details are available"), (("--nda",), "encrypted at rest with AES-256")]
)
def test_material_under_nda_is_quoted_only_under_an_nda(folder, answer, words, verdict):
    (folder / "controls.csv").write_text(
        "control_id,title,statement,status,sensitivity\n"
        "CR-01,Encryption,All customer data is encrypted at rest with AES-256.,implemented,nda\n"
    )

    first, _ = answer("buyer.xlsx", *words)

    assert verdict in first["answer_text"]
    assert ("nda_material" in first["reasons"]) is (not words)


@pytest.mark.parametrize("statement", ["=cmd|'/c calc'!A1", "@SUM(A1)", "+1+cmd", "-data", "\t=1+1", "\x01\x0b=1+1"])
def test_no_text_of_ours_becomes_a_formula_or_breaks_the_file(folder, answer, statement):
    control = {
        "control_id": "CR-01",
        "title": "Customer data encrypted at rest",
        "statement": f"{statement} All customer data is encrypted at rest.",
        "status": "implemented",
    }
    approved = {"answer_id": "L-1", "question": "What is your address?", "answer": f"{statement} Road"}
    (folder / "hostile.json").write_text(json.dumps([control]))
    (folder / "library.json").write_text(json.dumps([approved]))
    book_of(
        folder, ("Question", "Answer"), ("Describe how customer data is encrypted at rest.",), (approved["question"],)
    )

    answer("own.xlsx", "--controls", "hostile.json", "--library", "library.json")

    written = [cells(folder)[name] for name in ("B2", "B3")]
    assert [cell.data_type for cell in written] == ["s", "s"]
    assert not any(re.match(r"[=@]|[+-]\D", cell.value) for cell in written)


def test_a_question_that_looks_like_a_formula_is_reported_as_it_stands_and_not_written_anew(folder, answer):
    text = "=Is all customer data encrypted at rest?"
    (folder / "asked.csv").write_text(f"Ref,Question,Answer\n@1,{text},\n+2,{QUESTIONS[1]},\n")

    first, second = answer("asked.csv")

    assert (first["ref"], first["question"], second["ref"]) == ("@1", text, "+2")
    assert (folder / "out.csv").read_text().startswith(f"Ref,Question,Answer\n@1,{text},")


def test_half_of_a_pair_of_surrogates_in_json_breaks_neither_report_nor_answers(folder, answer):
    (folder / "asked.json").write_text(r'[{"question": "Is all customer data encrypted at rest \ud800?"}]')

    (question,) = answer("asked.json")

    assert question["question"] == "Is all customer data encrypted at rest ?"  # half a pair is no character
    assert json.loads((folder / "out.json").read_text())[0]["answer"] == question["cell_value"]


@pytest.mark.parametrize("title", ["=1+1", "@x", "Q & A <1>", "Naïve “sheet”"])
def test_a_sheet_of_an_odd_name_is_filled(folder, answer, title):
    book_of(folder, ("Question", "Answer"), (QUESTIONS[0],), title=title)

    (question,) = answer("own.xlsx")

    assert question["sheet"] == title
    assert cells(folder)["B2"].value == question["answer_text"]


def test_a_folder_of_documents_answers_what_nothing_else_does(folder, answer):
    (folder / "policies" / "more").mkdir(parents=True)
    (folder / "policies" / "more" / "keys.md").write_text(
        "# Key care\n## Rotation\nEncryption keys are rotated yearly.\n"
    )
    book_of(folder, ("Question", "Answer", "Comments"), ("Are encryption keys rotated yearly?",))

    (without,) = answer("own.xlsx")
    (question,) = answer("own.xlsx", "--documents", str(folder / "policies"))

    assert (without["verdict"], without["citations"]) == ("needs_input", [])
    assert (question["verdict"], question["routing"]) == ("yes", "review")
    assert [(one["type"], one["id"]) for one in question["citations"]] == [("document", "more/keys.md#rotation")]


def test_files_that_are_no_documents_are_named_and_left_out(folder, run):
    (folder / "policies").mkdir()
    (folder / "policies" / "notes.txt").write_text("We do everything.")

    told = run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "o.xlsx", "--documents", "policies")

    assert told.exit_code == 0
    assert "notes.txt" in told.output


def test_a_folder_that_is_none_and_a_broken_document_are_refused_by_name(folder, run):
    (folder / "policies").mkdir()
    (folder / "policies" / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    command = ("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "o.xlsx", "--documents")

    missing, broken = run(*command, "nowhere"), run(*command, "policies")

    assert (missing.exit_code, broken.exit_code) == (2, 2)
    assert "nowhere" in missing.output
    assert "bad.pdf" in broken.output
    assert not (folder / "o.xlsx").exists()
