"""Files stand in the ZIP under the names that people gave them, and nowhere else."""

import uuid

import pytest

from foundation.privacy.files import KeptFile, Names


def file(name: str, table: str = "evidence") -> KeptFile:
    return KeptFile(table, uuid.UUID(int=1), name, "0" * 32)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("buyer review.xlsx", "files/evidence/buyer review.xlsx"),
        ("../../etc/passwd", "files/evidence/_.._etc_passwd"),
        ("C:\\temp\\plan?.pdf", "files/evidence/C__temp_plan_.pdf"),
        ("..", "files/evidence/file"),
        ("\x00", "files/evidence/file"),
        (".htaccess", "files/evidence/htaccess"),
        ("CON.txt", "files/evidence/_CON.txt"),
        ("console.txt", "files/evidence/console.txt"),
        ("nul.tar.gz", "files/evidence/_nul.tar.gz"),
    ],
)
def test_a_name_leads_nowhere_else(name, place):
    assert Names().place(file(name)) == place


def test_a_very_long_name_is_cut_and_keeps_its_ending():
    place = Names().place(file("a" * 300 + ".docx"))

    assert place == f"files/evidence/{'a' * 150}.docx"


def test_files_of_one_name_get_a_number_in_whatever_case_they_are_written():
    names = Names()

    assert [names.place(file(name)) for name in ("plan.pdf", "Plan.pdf", "plan.pdf")] == [
        "files/evidence/plan.pdf",
        "files/evidence/Plan (2).pdf",
        "files/evidence/plan (3).pdf",
    ]
    assert names.place(file("plan.pdf", "questionnaire")) == "files/questionnaire/plan.pdf"
