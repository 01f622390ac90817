"""Containers whose parts have names, or lead to places, outside of them: nothing there is read, written or fetched."""

import builtins
import io
import os
import socket

import pytest

from foundation.errors import Unreadable
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.fuzz.seeds import seeds
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

SEEDS = {name: content for name, content in seeds().items() if name in ("lists.xlsx", "table.docx")}
RELATIONS = {"lists.xlsx": "xl/_rels/workbook.xml.rels", "table.docx": "_rels/.rels"}
MEMBERS = ("../../secret_key", "/nowhere/evil", "C:\\Windows\\evil", "..\\evil", "xl/../../evil", "con", "n" * 300)
PLACES = (
    b"file:///etc/passwd",
    b"../../../../../../etc/passwd",
    b"/etc/passwd",
    b"\\\\buyer.example\\share",
    b"http://169.254.169.254/",
)


@pytest.fixture
def reached(monkeypatch):
    """Note every file that is opened and every place that is connected to."""
    found = []

    def noting(module, name):
        standing = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda place, *more, **named: found.append(place) or standing(place, *more, **named)
        )

    for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (socket, "getaddrinfo")):
        noting(module, name)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, place: found.append(place))
    return found


def round_trip(content, filename):
    """Read and fill a file; gives what was asked, or the refusal."""
    try:
        read = parse(content, filename=filename)
        cells = [(one.sheet, one.answer_cell) for one in read.questions if isinstance(one.answer_cell, str)]
        export(content, filename=filename, questionnaire=read, filled=[FilledCell(*cell, "Yes") for cell in cells])
    except Unreadable as refused:
        return str(refused)
    return str(read)


@pytest.mark.parametrize("filename", SEEDS)
def test_members_with_names_that_lead_elsewhere_are_written_nowhere(filename, reached):
    more = dict.fromkeys(MEMBERS, b"evil")

    told = round_trip(zipped(parts_of(SEEDS[filename]) | more), filename)

    assert "Do you encrypt data at rest?" in told
    assert reached == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("mode", [b"", b' TargetMode="External"'])
@pytest.mark.parametrize("filename", SEEDS)
def test_parts_that_stand_elsewhere_are_not_fetched(filename, place, mode, reached):
    def led(part):
        return part.replace(b'Target="', b'Target="' + place + b'"' + mode + b' Was="')

    told = round_trip(rewritten(SEEDS[filename], RELATIONS[filename], led), filename)

    assert reached == []
    assert "root:" not in told
