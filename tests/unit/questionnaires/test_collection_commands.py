"""`controls`, `library` and `facts` on the command line: the same files in and out of the database."""

import pytest

from auditmatch import cli
from questionnaires.controls.service import control_records

FILES = {
    "controls": b"control_id,title,statement,status\nAC-01,One,We do.,implemented\n",
    "library": b"answer_id,question,answer\nL-1,Do you?,yes\n",
    "facts": b"key,value\ndpo,Kim\n",
}


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("group", ["controls", "library", "facts"])
def test_what_was_exported_imports_unchanged(run, tmp_path, group):
    given, written = tmp_path / "given.csv", tmp_path / "written.csv"
    given.write_bytes(FILES[group])
    run(group, "import", given, "--organisation", "Acme")
    run(group, "export", written, "--organisation", "Acme")

    told = run(group, "import", written, "--organisation", "Acme")

    assert told.output.endswith("of Acme: 0 added, 0 changed, 1 unchanged.\n")


def test_an_unknown_organisation_is_named_and_ends_with_2(run, tmp_path):
    given = tmp_path / "controls.csv"
    given.write_bytes(FILES["controls"])

    told = run("controls", "import", given, "--organisation", "Nobody Inc")

    assert told.exit_code == 2
    assert "there is no organisation named 'Nobody Inc'" in told.output


def test_an_unknown_status_is_named_by_its_place_and_imports_nothing(run, tmp_path, acting_for):
    given = tmp_path / "controls.csv"
    given.write_bytes(FILES["controls"] + b"AC-02,Two,We do.,finished\n")

    told = run("controls", "import", given, "--organisation", "Acme")

    assert told.exit_code == 2
    assert "controls.csv, row 3, column 'status': expected one of implemented" in told.output
    assert control_records(acting_for("Acme")) == ()


def test_a_file_that_is_not_there_ends_with_2(run, tmp_path):
    told = run("facts", "import", tmp_path / "none.csv", "--organisation", "Acme")

    assert told.exit_code == 2
    assert "there is no such file" in told.output
