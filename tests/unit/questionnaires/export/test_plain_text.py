"""No text that is written ever becomes a formula, breaks the XML or outgrows its cell."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text, csv_text
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.preview import preview
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import with_shared_strings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes", "Yes"),
        ("=1+1", '"=1+1"'),
        ("  =1+1", '"=1+1"'),
        ("\t@SUM(A1)", '"@SUM(A1)"'),
        ("- first\n- second", '"- first\n- second"'),
        ("+cmd", '"+cmd"'),
        ("-", '"-"'),
        ("+1 555 0100", "+1 555 0100"),
        ("-5", "-5"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("bell\x07 and \x00null\ufffe", "bell and null"),
        ("", ""),
    ],
)
def test_a_text_for_a_workbook(text: str, expected: str) -> None:
    assert cell_text(text, where="here") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("-5", "-5"), ("+1.5 %", "+1.5 %"), ("+1-555-0100", '"+1-555-0100"'), ("-1+2", '"-1+2"'), ("=A1", '"=A1"')],
)
def test_a_text_for_a_csv_is_guarded_more(text: str, expected: str) -> None:
    assert csv_text(text, where="here") == expected


@given(st.text())
def test_whatever_the_text_it_begins_with_no_sign_of_a_formula(text: str) -> None:
    written = cell_text(text, where="here")

    assert written[:1] not in ("=", "@", "\t", "\r")
    assert written[:1] not in ("+", "-") or written[1:2].isdigit()


@pytest.mark.parametrize(("length", "refused"), [(32_767, False), (32_768, True)])
def test_a_cell_holds_32767_characters(length: int, refused: bool) -> None:
    if refused:
        with pytest.raises(BadInput, match="has 32768 characters, a cell holds 32767"):
            cell_text("a" * length, where="here")
    else:
        assert cell_text("a" * length, where="here") == "a" * length


def test_a_character_outside_the_basic_plane_counts_twice_as_the_programs_count() -> None:
    with pytest.raises(BadInput, match="has 32768 characters"):
        cell_text("\U0001f512" * 16_384, where="here")


@pytest.mark.parametrize("text", ["_x0041_ stays", "a_x000D_b", "a ]]> b", "<c>&amp;</c>", "\u00e9\U0001f512", "x  y"])
def test_odd_texts_are_read_back_as_they_were_written(text: str) -> None:
    content = with_shared_strings(["Question", "Answer"], ["Do you encrypt data?"], ["Do you test backups?"])
    found = parse(content, filename="buyer.xlsx")
    written = export(content, filename="buyer.xlsx", questionnaire=found, filled=[FilledCell("Q", "B2", text)])

    again = parse(written, filename="buyer.xlsx")

    assert again.questions[0].filled
    assert openpyxl.load_workbook(io.BytesIO(written))["Q"]["B2"].data_type == "s"
    shown = preview(written, filename="buyer.xlsx", questionnaire=again)
    assert shown[0].rows[1].cells[1] == text
