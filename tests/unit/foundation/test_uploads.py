"""Files that are kept as they are: documents, pictures, tables and texts that are what their ending says."""

import pytest

from foundation.errors import BadInput
from foundation.uploads import UploadedFile, refuse_other_kinds

PNG = b"\x89PNG\r\n\x1a\n\x00\x00"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("board.PNG", PNG),
        ("report.pdf", b"%PDF-1.7\n\x00"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0\x00"),
        ("policy.docx", b"PK\x03\x04\x00"),
        ("mail.msg", b"\xd0\xcf\x11\xe0\x00"),
        ("notes.txt", "Käse".encode()),
        ("from-excel.csv", "a;b".encode("utf-16")),
    ],
)
def test_a_file_that_is_what_its_ending_says_is_taken(name, content):
    refuse_other_kinds(UploadedFile(name, content))


@pytest.mark.parametrize("name", ["setup.exe", "run.sh", "picture.svg", "noending", ".htaccess", "archive.tar.gz"])
def test_a_file_of_another_kind_is_refused_with_what_is_taken(name):
    with pytest.raises(BadInput, match="is of no kind that is kept here"):
        refuse_other_kinds(UploadedFile(name, b"anything"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("board.png", b"MZ\x90"), ("report.pdf", PNG), ("policy.docx", b"%PDF-1.7"), ("notes.txt", b"MZ\x90\x00\x03")],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(name, content):
    with pytest.raises(BadInput, match="is not what its ending says"):
        refuse_other_kinds(UploadedFile(name, content))
