"""What an import would do, worked out by hand over small tables."""

from datetime import date

from foundation.imports.plan import Changed, FieldChange, plan_import, without
from foundation.tables.model import Problem
from questionnaires.facts.records import Fact

KEPT = {"dpo": Fact("dpo", "Kim"), "employees": Fact("employees", "85", date(2026, 9, 1)), "hipaa": Fact("hipaa", "no")}


def plan(*facts, problems=()):
    return plan_import(KEPT, facts, problems, key="key")


def test_a_record_with_a_new_key_is_new():
    assert plan(Fact("website", "acme.example")).new == (Fact("website", "acme.example"),)


def test_a_record_that_reads_otherwise_is_changed_field_by_field():
    made = plan(Fact("employees", "90", date(2026, 10, 1)))

    assert made.changed == (
        Changed(
            "employees",
            Fact("employees", "90", date(2026, 10, 1)),
            (FieldChange("value", "85", "90"), FieldChange("as_of", "2026-09-01", "2026-10-01")),
        ),
    )


def test_a_value_that_the_file_leaves_empty_becomes_unknown():
    assert plan(Fact("employees", "85")).changed[0].fields == (FieldChange("as_of", "2026-09-01", ""),)


def test_a_column_that_the_file_has_not_leaves_what_is_kept():
    made = plan_import(KEPT, [Fact("employees", "90")], key="key", missing_columns=("as_of",))

    assert made.changed[0].record == Fact("employees", "90", date(2026, 9, 1))


def test_a_changed_record_that_a_person_keeps_is_unchanged():
    made = without(plan(Fact("employees", "90"), Fact("dpo", "Robin")), {"employees", "website"})

    assert [one.key for one in made.changed] == ["dpo"]
    assert made.unchanged == ("employees",)


def test_an_equal_record_is_unchanged_and_nothing_is_to_do():
    made = plan(Fact("dpo", "Kim"))

    assert made.unchanged == ("dpo",)
    assert not made.does_something


def test_what_the_file_does_not_name_is_told_and_left():
    assert plan(Fact("dpo", "Kim")).absent == ("employees", "hipaa")


def test_two_problems_of_one_row_are_one_refused_row():
    problems = [Problem("f.csv", None, row, "key", "expected a value") for row in (4, 4, 7)]

    assert plan(problems=problems).refused_rows == 2


def test_the_fingerprint_tells_two_plans_apart():
    assert plan(Fact("dpo", "Kim")).fingerprint == plan(Fact("dpo", "Kim")).fingerprint
    assert plan(Fact("dpo", "Kim")).fingerprint != plan(Fact("dpo", "Robin")).fingerprint
