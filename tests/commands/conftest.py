"""A folder with one good file of each kind, and the command line to try on them."""

import json

import openpyxl
import pytest
from click.testing import CliRunner

from auditmatch import cli

INTAKE = {"organisation": "Dull Works", "report_type": "type_2", "headcount": 50, "readiness": "ready"}
FIRMS = (
    "firm_id,name,licence_status,licence_checked_on,peer_review_type,peer_review_rating,peer_review_period_end,"
    "report_types,categories,vetting_status,type_2_fee_min_usd,type_2_fee_max_usd\n"
    "F-1,Dullbrook,active,2026-11-01,system,pass,2025-06-30,type_1;type_2,security,verified,20000,30000\n"
)
CONTROLS = (
    "control_id,title,statement,criteria,status\n"
    "CR-01,Encryption at rest,All customer data is encrypted at rest with AES-256.,CC6.1,implemented\n"
    "CR-02,Shared accounts,Shared accounts are forbidden for all employees.,CC6.1,implemented\n"
)
QUESTIONS = ("Is all customer data encrypted at rest?", "Do you grow bananas on the moon?")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "intake.json").write_text(json.dumps(INTAKE))
    (tmp_path / "firms.csv").write_text(FIRMS)
    (tmp_path / "controls.csv").write_text(CONTROLS)
    book = openpyxl.Workbook()
    for row in (("ID", "Question", "Answer", "Comment"), *((n, text) for n, text in enumerate(QUESTIONS, start=1))):
        book.active.append(row)
    book.save(tmp_path / "buyer.xlsx")
    return tmp_path


@pytest.fixture
def run(folder):
    """Run a command on a fixed day; gives click's result."""
    runner = CliRunner()

    def run(command, *words):
        day = () if command in ("inspect", "readiness") else ("--today", "2026-11-23")
        return runner.invoke(cli, [command, *map(str, words), *day])

    return run
