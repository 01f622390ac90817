"""What a workbook holds, for comparing the buyer's file with the one that went back."""

import io
import zipfile

import openpyxl


def cells(content: bytes) -> dict[tuple[str, str], object]:
    """Give each filled cell by sheet and coordinate."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Name the ZIP parts that are not byte for byte as before, those that came and those that went among them."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def parts(content: bytes) -> dict[str, bytes]:
    """Give each part of the ZIP by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
