"""`auditmatch inspect`: what the parser found, as FORMATS has it."""

import json

QUESTION_KEYS = [
    "sheet",
    "row",
    "ref",
    "section",
    "question",
    "answer_cell",
    "comment_cell",
    "vocabulary",
    "kind",
    "parent",
]


def test_the_report_names_columns_header_and_cells(folder, run):
    told = run("inspect", "buyer.xlsx", "--report", "out.json")
    report = json.loads((folder / "out.json").read_text())

    assert told.exit_code == 0
    assert report["questionnaire"]["format"] == "xlsx"
    (sheet,) = report["questionnaire"]["sheets"]
    assert sheet["columns"] == {"question": "B", "ref": "A", "answer": "C", "comment": "D"}
    assert (sheet["hidden"], sheet["header_rows"]) == (False, [1])
    assert [list(question) for question in report["questions"]] == [QUESTION_KEYS, QUESTION_KEYS]
    assert [(each["ref"], each["answer_cell"]) for each in report["questions"]] == [("1", "C2"), ("2", "C3")]


def test_a_file_that_asks_nothing_is_refused_and_says_what_was_looked_for(folder, run):
    (folder / "list.csv").write_text("Colour,Size\nred,1\nblue,2\n")

    told = run("inspect", "list.csv", "--report", "out.json")

    assert told.exit_code == 2
    assert "list.csv: no question was found; looked for" in told.stderr
    assert not (folder / "out.json").exists()


def test_the_mapping_of_a_file_is_accepted_as_it_was_found(folder, run):
    run("inspect", "buyer.xlsx", "--report", "found.json")
    given = ("answer", "buyer.xlsx", "--controls", "controls.csv", "--report")
    run(*given, "free.json", "--out", "free.xlsx")
    told = run(*given, "mapped.json", "--out", "mapped.xlsx", "--mapping", "found.json")

    assert told.exit_code == 0
    assert (folder / "mapped.json").read_bytes() == (folder / "free.json").read_bytes()
    assert (folder / "mapped.xlsx").read_bytes() == (folder / "free.xlsx").read_bytes()
