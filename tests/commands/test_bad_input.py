"""Bad input on the command line: status 2, one plain sentence, no traceback, nothing written."""

import io
import json
import os
import zipfile

import pytest
from click.testing import CliRunner

from auditmatch import cli

COMMANDS = {
    "firms": ("match", "intake.json", "--firms", "{}", "--report", "out.json"),
    "intake": ("match", "{}", "--firms", "firms.csv", "--report", "out.json"),
    "controls": ("readiness", "--controls", "{}", "--report", "out.json"),
    "library": ("answer", "buyer.xlsx", "--controls", "controls.csv", "--library", "{}", "--out", "out.xlsx"),
    "facts": ("answer", "buyer.xlsx", "--controls", "controls.csv", "--facts", "{}", "--out", "out.xlsx"),
    "mapping": ("answer", "buyer.xlsx", "--controls", "controls.csv", "--mapping", "{}", "--out", "out.xlsx"),
    "questionnaire": ("answer", "{}", "--controls", "controls.csv", "--out", "out.xlsx", "--report", "out.json"),
    "inspected": ("inspect", "{}", "--report", "out.json"),
}


def zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(book, name, content):
    with zipfile.ZipFile(book) as archive:
        return zipped(**{**{each: archive.read(each) for each in archive.namelist()}, name: content})


HOSTILE = {
    "empty.csv": b"",
    "blank.csv": b"\n , ,\n\n",
    "binary.csv": b"\x00\x01\x02\xff" * 500,
    "renamed.xlsx": b"control_id,title\n1,2\n",
    "pdf.pdf": b"%PDF-1.7\n",
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "no_workbook.xlsx": zipped(a="b"),
    "object.json": b'{"question": "Do you?"}',
    "numbers.json": b"[1, 2]",
    "deep.json": b"[" * 200_000,
    "digits.json": b'[{"question": "Do you?", "ref": ' + b"9" * 5_000 + b"}]",
    "infinite.json": b'[{"question": "Do you?", "weight": Infinity}]',
    "open.json": b"{not json",
}


def refused(folder, told):
    """Hold what every refusal must hold; gives the sentence."""
    assert told.exit_code == 2, told.output
    assert isinstance(told.exception, SystemExit)
    assert told.stderr.startswith("Error: ")
    assert "Traceback" not in told.stderr
    assert not [path.name for path in folder.iterdir() if path.name.startswith(("out", "."))]
    return told.stderr


def words_of(what, name):
    return [word.format(name) for word in COMMANDS[what]]


# an intake is an object, of which every key may be missing
PAIRS = [(what, name) for what in COMMANDS for name in HOSTILE if (what, name) != ("intake", "object.json")]


@pytest.mark.parametrize(("what", "name"), PAIRS)
def test_a_file_that_cannot_be_read_is_refused_by_name(folder, run, what, name):
    (folder / name).write_bytes(HOSTILE[name])

    sentence = refused(folder, run(*words_of(what, name)))

    assert (name if what != "mapping" or not name.endswith(("object.json", "numbers.json")) else "mapping") in sentence


@pytest.mark.parametrize("what", COMMANDS)
@pytest.mark.parametrize(("name", "told"), [("missing.csv", "there is no such file"), ("folder", "cannot be read")])
def test_a_path_that_is_no_file_is_refused(folder, run, what, name, told):
    (folder / "folder").mkdir()

    assert f"Error: {name}: " in refused(folder, run(*words_of(what, name)))


@pytest.mark.parametrize("what", ["firms", "controls", "library", "facts", "questionnaire"])
def test_a_truncated_workbook_is_refused(folder, run, what):
    (folder / "short.xlsx").write_bytes((folder / "buyer.xlsx").read_bytes()[:2_000])

    assert "short.xlsx" in refused(folder, run(*words_of(what, "short.xlsx")))


@pytest.mark.parametrize("what", ["firms", "controls", "questionnaire"])
def test_a_zip_bomb_is_refused(folder, run, what):
    bomb = with_part(folder / "buyer.xlsx", "xl/worksheets/sheet1.xml", b" " * 101 * 1024 * 1024)
    (folder / "bomb.xlsx").write_bytes(bomb)

    assert "more than 100 MB" in refused(folder, run(*words_of(what, "bomb.xlsx")))


@pytest.mark.parametrize("what", ["firms", "controls", "questionnaire", "inspected"])
def test_a_workbook_with_entities_is_refused_by_the_name_of_the_file(folder, run, what):
    entities = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(folder / "buyer.xlsx") as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    start = workbook.index("<workbook")
    hostile = with_part(folder / "buyer.xlsx", "xl/workbook.xml", entities + workbook[start:])
    (folder / "laugh.xlsx").write_bytes(hostile)

    sentence = refused(folder, run(*words_of(what, "laugh.xlsx")))

    assert sentence.startswith("Error: laugh.xlsx")
    assert "document type" in sentence


@pytest.mark.parametrize("what", ["firms", "controls", "library", "facts", "intake", "questionnaire", "inspected"])
def test_a_file_of_more_than_50_mb_is_refused_at_once(folder, run, what):
    name = "big.json" if what == "intake" else "big.csv"
    (folder / name).write_bytes(b"question\n" + b"x" * 50 * 1024 * 1024)

    assert f"Error: {name}: larger than 50 MB" in refused(folder, run(*words_of(what, name)))


@pytest.mark.parametrize(("length", "code"), [(32_767, 0), (32_768, 2)])
def test_a_cell_longer_than_a_sheet_can_hold_is_refused_by_its_row(folder, run, length, code):
    (folder / "long.csv").write_text(f"Question\n{'Is it? '.ljust(length, 'x')}\n")

    told = run("inspect", "long.csv")

    assert told.exit_code == code
    assert ("long.csv, row 2: a cell holds more than 32,767 characters" in told.stderr) is (code == 2)


@pytest.mark.parametrize(
    ("what", "header", "row", "told"),
    [
        ("controls", "control_id,title,statement", "A,B,C", "column 'status': this required column is missing"),
        ("controls", "control_id,title,statement,status", "A,B,C,done", "row 2, column 'status': expected one of"),
        ("controls", "control_id,title,statement,status,criteria", "A,B,C,planned,CC6.9", "row 2, column 'criteria'"),
        ("controls", "control_id,title,statement,status,last_tested_on", "A,B,C,planned,31.12.2026", "such as 2027"),
        ("controls", "control_id,title,statement,status,last_tested_on", "A,B,C,planned,2026-02-30", "that exists"),
        ("controls", "control_id,title,statement,status", "A,B,C,planned\nA,B,C,planned", "row 3, column 'control_id'"),
        ("library", "answer_id,question,answer,expires_on", "L,Q,yes,soon", "row 2, column 'expires_on'"),
        ("facts", "key,value,as_of", "dpo,Kim,yesterday", "row 2, column 'as_of'"),
        ("firms", "firm_id,name,open_slots", "F,N,-1", "row 2, column 'open_slots': expected a whole number"),
        ("firms", "firm_id,name,type_2_fee_min_usd", "F,N,1e9", "row 2, column 'type_2_fee_min_usd'"),
        ("firms", "firm_id,name,rating", "F,N,nan", "row 2, column 'rating'"),
        ("firms", "firm_id,name,industries", "F,N,farming:3", "row 2, column 'industries'"),
        ("firms", "firm_id,name", "F,N\nF,M", "row 3, column 'firm_id': 'F' stands in row 2 already"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column(folder, run, what, header, row, told):
    (folder / "bad.csv").write_text(f"{header}\n{row}\n")

    sentence = refused(folder, run(*words_of(what, "bad.csv")))

    assert sentence.startswith("Error: bad.csv")
    assert told in sentence


def test_a_bad_cell_of_a_workbook_is_named_by_its_sheet(folder, run):
    sentence = refused(folder, run("readiness", "--controls", "buyer.xlsx", "--report", "out.json"))

    assert "buyer.xlsx, sheet 'Sheet', column 'control_id': this required column is missing" in sentence


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"headcount": "many"}, "headcount: expected a whole number"),
        ({"headcount": True}, "headcount: expected a whole number"),
        ({"headcount": 0}, "headcount: expected a whole number"),
        ({"industry": "farming"}, "industry: expected one of saas,"),
        ({"categories": "security"}, "categories: expected a list"),
        ({"budget_usd": 5000}, "budget_usd: expected an object"),
        ({"budget_usd": {"min": 2, "max": 1}}, "budget_usd: min 2 is above max 1"),
        ({"report_needed_by": "2026-11-22"}, "report_needed_by: 2026-11-22 is before today, 2026-11-23"),
        ({"report_needed_by": "2026-13-01"}, "report_needed_by: expected a day that exists"),
        ({"offshore_ok": "no"}, "offshore_ok: expected true or false"),
        ({"independence": {"firms_that_built_controls": "F-1"}}, "firms_that_built_controls: expected a list"),
    ],
)
def test_a_wrong_value_in_an_intake_is_named_by_its_key(folder, run, change, told):
    (folder / "wrong.json").write_text(json.dumps({"report_type": "type_2", **change}))

    sentence = refused(folder, run(*words_of("intake", "wrong.json")))

    assert sentence.startswith(f"Error: wrong.json: {told.partition(':')[0]}" if "firms_" not in told else "Error: ")
    assert told in sentence


@pytest.mark.parametrize("number", ["NaN", "Infinity", "9" * 5_000])
def test_a_number_that_is_none_is_refused_in_an_intake(folder, run, number):
    (folder / "odd.json").write_text(f'{{"headcount": {number}}}')

    assert "Error: odd.json: a number is NaN" in refused(folder, run(*words_of("intake", "odd.json")))


@pytest.mark.parametrize("given", ["tomorrow", "20261123", "2026-W48-1", "2026-02-30"])
def test_a_today_that_is_no_iso_day_is_refused(folder, given):
    told = CliRunner().invoke(cli, ["match", "intake.json", "--firms", "firms.csv", "--today", given])

    assert told.exit_code == 2
    assert "is not a day such as 2026-11-23" in told.stderr


def test_an_unknown_category_is_refused(folder, run):
    told = run("readiness", "--controls", "controls.csv", "--categories", "security,speed", "--report", "out.json")

    assert "--categories" in refused(folder, told)


def test_a_model_that_is_none_is_refused(folder, run):
    (folder / "model.json").write_text("{}")
    told = run("match", "intake.json", "--firms", "firms.csv", "--model", "model.json", "--report", "out.json")

    assert "model.json" in refused(folder, told)


@pytest.mark.parametrize("place", ["gone/out.json", "taken"])
def test_a_report_that_cannot_be_written_leaves_no_filled_questionnaire_either(folder, run, place):
    (folder / "taken").mkdir()
    told = run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "out.xlsx", "--report", place)

    assert f"Error: {place}: " in refused(folder, told)


def test_one_file_for_both_the_answers_and_the_report_is_refused(folder, run):
    told = run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "out.json", "--report", "./out.json")

    assert "need a file each" in refused(folder, told)


def test_what_stood_in_the_place_of_a_file_stays_when_another_cannot_be_written(folder, run):
    (folder / "kept.xlsx").write_bytes(b"older")
    run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "kept.xlsx", "--report", "gone/report.json")

    assert (folder / "kept.xlsx").read_bytes() == b"older"


def test_a_report_may_go_to_a_pipe(folder, run):
    os.mkfifo(folder / "pipe")
    reading = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    told = run("readiness", "--controls", "controls.csv", "--report", "pipe")
    written = os.read(reading, 100)
    os.close(reading)

    assert told.exit_code == 0
    assert written.startswith(b'{\n  "categories": [')
