"""`auditmatch match`: files in, the report of FORMATS out."""

import csv
import io
import json

import openpyxl
import pytest

from tests.commands.conftest import FIRMS, INTAKE


@pytest.fixture
def report(folder, run):
    """Match with an intake of some changed keys; gives the report."""

    def report(firms="firms.csv", **changes):
        (folder / "intake.json").write_text(json.dumps({**INTAKE, **changes}))
        told = run("match", "intake.json", "--firms", firms, "--report", "out.json")
        assert told.exit_code == 0, told.output
        return json.loads((folder / "out.json").read_text())

    return report


def test_the_report_says_fee_and_day_of_the_firm(report):
    told = report()

    (match,) = told["matches"]
    assert match["fee_estimate_usd"] == {"low": 20000, "high": 30000}
    assert match["earliest_report_on"] == "2027-07-11"  # 23 November, 6 months on: 23 May; 7 weeks on: 11 July
    assert match["later_report_on"] is None
    assert list(match) == [
        "rank", "firm_id", "name", "score", "fee_estimate_usd", "earliest_report_on", "later_report_on",
        "reasons_for", "reasons_against", "flags",
    ]  # fmt: skip


def test_an_excluded_firm_stands_there_once_with_all_its_rules_in_the_order_of_the_table(report):
    told = report(budget_usd={"max": 19999}, report_needed_by="2027-07-10")

    assert told["matches"] == []
    assert [(each["firm_id"], each["rule"], each["rules"]) for each in told["excluded"]] == [
        ("F-1", "over_budget", ["over_budget", "deadline_infeasible"])
    ]
    assert told["binding_constraint"] == "combination"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"budget_usd": {"max": 19999}}, "over_budget"), ({"report_needed_by": "2027-07-10"}, "deadline_infeasible")],
)
def test_the_one_rule_that_keeps_all_firms_out_is_what_binds(report, changes, rule):
    assert report(**changes)["binding_constraint"] == rule


def test_what_would_change_names_the_smallest_budget_that_is_enough(report):
    (change,) = report(budget_usd={"max": 19999})["what_would_change"]

    assert (change["change"], change["adds"]) == ({"budget_usd.max": 20000}, ["F-1"])


@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("semicolons.csv", lambda text: text.replace(";", "\x00").replace(",", ";").replace("\x00", ",").encode()),
        ("tabs.csv", lambda text: text.replace(",", "\t").encode()),
        ("bom.csv", lambda text: b"\xef\xbb\xbf" + text.encode()),
        ("windows.csv", lambda text: text.replace("\n", "\r\n").encode("cp1252")),
    ],
)
def test_a_csv_of_any_dialect_gives_the_same_report(folder, report, name, encode):
    plain = FIRMS.replace("type_1;type_2", "type_2").replace("Dullbrook", "Dullbröök")
    (folder / "plain.csv").write_text(plain, encoding="utf-8")
    (folder / name).write_bytes(encode(plain))

    assert report(name) == report("plain.csv")


@pytest.mark.parametrize("name", ["firms.xlsx", "firms.json"])
def test_a_workbook_and_json_give_the_same_report_as_csv(folder, report, name):
    rows = list(csv.DictReader(io.StringIO(FIRMS)))
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Firms")
    sheet.append(list(rows[0]))
    sheet.append([int(cell) if cell.isdigit() else cell for cell in rows[0].values()])
    book.active = 1
    book.save(folder / "firms.xlsx")
    (folder / "firms.json").write_text(json.dumps(rows))

    assert report(name) == report("firms.csv")


def test_the_same_files_on_the_same_day_give_the_same_bytes(folder, report):
    report()
    first = (folder / "out.json").read_bytes()
    report()

    assert (folder / "out.json").read_bytes() == first


def test_columns_and_keys_that_are_not_used_are_told_and_change_nothing(folder, run, report):
    (folder / "more.csv").write_text(FIRMS.replace("firm_id,", "paid_to_us,firm_id,").replace("\nF-1,", "\n900,F-1,"))
    expected = report()
    (folder / "intake.json").write_text(json.dumps({**INTAKE, "budgett": 1}))

    told = run("match", "intake.json", "--firms", "more.csv", "--report", "out.json")

    assert "columns that are not used: paid_to_us." in told.stderr
    assert "keys of the intake that are not used: budgett." in told.stderr
    assert json.loads((folder / "out.json").read_text()) == expected


def test_a_report_may_be_needed_today(report):
    assert report(report_needed_by="2026-11-23")["binding_constraint"] == "deadline_infeasible"


def test_an_earliest_start_in_the_past_means_today(report):
    assert report(earliest_start="2020-01-01")["matches"][0]["earliest_report_on"] == "2027-07-11"


@pytest.mark.parametrize("key", ["earliest_start", "report_needed_by"])
def test_the_last_day_of_the_calendar_is_no_error(report, key):
    assert len(report(**{key: "9999-12-31"})["matches"]) == 1


def test_a_firm_that_starts_never_misses_every_deadline(folder, report):
    (folder / "never.csv").write_text(
        FIRMS.replace("firm_id,", "next_start_on,firm_id,").replace("\nF-1,", "\n9999-12-31,F-1,")
    )

    assert report("never.csv", report_needed_by="2030-01-01")["binding_constraint"] == "deadline_infeasible"
