"""`auditmatch readiness` and the help of every command."""

import json

import click
import pytest
from click.testing import CliRunner

from auditmatch import COMMANDS, cli


def test_the_report_counts_the_criteria_in_scope(folder, run):
    run("readiness", "--controls", "controls.csv", "--categories", "security,availability", "--report", "out.json")
    report = json.loads((folder / "out.json").read_text())

    assert report["categories"] == ["security", "availability"]
    assert len(report["criteria"]) == 36  # 33 of Security and 3 of Availability
    covered = [each for each in report["criteria"] if each["state"] == "covered"]
    assert covered == [{"id": "CC6.1", "category": "security", "state": "covered", "controls": ["CR-01", "CR-02"]}]
    assert [gap["rank"] for gap in report["gaps"]] == list(range(1, 36))
    assert report["coverage"] == pytest.approx(1 / 36, abs=0.005)


def test_columns_that_are_not_used_are_told(folder, run):
    (folder / "more.csv").write_text("control_id,title,statement,status,colour\nA,B,C,planned,red\n")

    assert "columns that are not used: colour." in run("readiness", "--controls", "more.csv").stderr


OWN = [command.name for command in COMMANDS]
NESTED = [
    (command.name, inner) for command in COMMANDS if isinstance(command, click.Group) for inner in command.commands
]


@pytest.mark.parametrize("words", [*((name,) for name in OWN), *NESTED])
def test_the_help_of_every_command_has_an_example(words):
    assert "Example: " in CliRunner().invoke(cli, [*words, "--help"]).output
