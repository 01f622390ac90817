"""The seed data of the demo organisation reads without a problem and holds what its README promises."""

from collections import Counter
from datetime import date

from openpyxl import load_workbook

from foundation.assets import asset
from foundation.criteria import Category, criterion_ids
from foundation.tables.read import read_table
from questionnaires.controls.readiness import readiness
from questionnaires.controls.table import read_controls, write_controls
from questionnaires.facts.keys import KNOWN_KEYS
from questionnaires.facts.table import read_facts, write_facts
from questionnaires.library.table import read_answers, write_answers


def seed(*parts: str) -> bytes:
    return asset("seed_data", *parts).read_bytes()


CONTROLS = read_controls(seed("controls.csv"), filename="controls.csv")
ANSWERS = read_answers(seed("answers.csv"), filename="answers.csv")
FACTS = read_facts(seed("facts.csv"), filename="facts.csv")


def test_the_files_read_without_a_problem():
    assert [file.problems + file.extra_columns for file in (CONTROLS, ANSWERS, FACTS)] == [(), (), ()]


def test_the_files_are_what_the_export_writes():
    assert write_controls(CONTROLS.records) == seed("controls.csv")
    assert write_answers(ANSWERS.records) == seed("answers.csv")
    assert write_facts(FACTS.records) == seed("facts.csv")


def test_the_controls_name_all_criteria_and_have_every_status():
    statuses = Counter(record.status.value for record in CONTROLS.records)

    assert {reference for record in CONTROLS.records for reference in record.criteria} == criterion_ids()
    assert statuses == {"implemented": 90, "partial": 6, "planned": 5, "not_implemented": 3, "not_applicable": 2}


def test_the_gaps_of_the_demo_are_those_its_readme_names():
    gaps = readiness(CONTROLS.records, Category).gaps

    assert [gap.criterion.id for gap in gaps] == ["P6.3", "CC7.5", "P6.2"]


def test_every_exception_has_a_note():
    excepted = {record.control_id: record.exception_note for record in CONTROLS.records if record.exception_note}

    assert set(excepted) == {"AC-04", "CM-02", "IR-05"}


def test_approved_answers_rest_on_controls_that_exist():
    known = {record.control_id for record in CONTROLS.records}

    assert {name for record in ANSWERS.records for name in record.controls} <= known
    assert len(ANSWERS.records) == 41


def test_one_approved_answer_has_lapsed_by_the_middle_of_november_2026():
    assert [record.answer_id for record in ANSWERS.records if record.is_stale(date(2026, 11, 15))] == ["L-024"]


def test_facts_are_those_the_contract_knows_and_one_of_the_organisations_own():
    assert {fact.key for fact in FACTS.records} - set(KNOWN_KEYS) == {"customers"}
    assert len(FACTS.records) == 34


def test_the_sample_workbook_asks_the_questions_of_its_source():
    table = read_table(seed("questionnaires", "source", "marrowfield.csv"), filename="marrowfield.csv")
    place = table.header.index("question")
    book = load_workbook(asset("seed_data", "questionnaires", "marrowfield_vendor_assessment.xlsx"), read_only=True)

    asked = [row[2] for sheet in book.worksheets[1:3] for row in sheet.iter_rows(min_row=9, values_only=True) if row[2]]

    assert asked == [row.cells[place] for row in table.rows]
    assert len(asked) == 70
    book.close()


def test_the_readme_names_every_file():
    readme = seed("README.md").decode()
    files = [path.name for path in asset("seed_data").iterdir() if path.name != "README.md"]

    assert [name for name in files if f"`{name}" not in readme] == []
