"""A workbook's own part: its sheets in order, where they lie, and its defined names."""

import posixpath
from dataclasses import dataclass, field

from questionnaires.parsing.cells import whole_number
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.scan import Scan, local


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet of the workbook and the ZIP part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the workbook part says; chart and dialogue sheets are left out."""

    part: str
    sheets: tuple[SheetPart, ...]
    names: dict[tuple[str | None, str], str] = field(default_factory=dict)
    """(sheet it is local to or None, lower-cased name) -> formula."""
    strings_part: str | None = None


class _RelationsScan(Scan):
    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.targets: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class _WorkbookScan(Scan):
    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.sheets: list[tuple[str, str, bool]] = []
        self.names: list[tuple[str | None, str, str]] = []
        self._name: tuple[str | None, str] | None = None
        self._formula: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))
        elif tag == "definedName":
            self._name = (attributes.get("localSheetId"), attributes.get("name", "").lower())
            self._formula = []

    def finish(self, name: str) -> None:
        if local(name) == "definedName" and self._name:
            self.names.append((*self._name, "".join(self._formula)))
            self._name = None

    def characters(self, data: str) -> None:
        if self._name:
            self._formula.append(data)


def read_workbook(archive: Archive) -> Workbook:
    """Read the parts that say which sheets there are; raises `UnreadableQuestionnaire` when there is none."""
    part = _main_part(archive)
    scan = _WorkbookScan(part)
    scan.run(archive.read(part))
    targets = _relations(archive, part)
    sheets = tuple(
        SheetPart(name, target, hidden)
        for name, relation, hidden in scan.sheets
        for kind, target in [targets.get(relation, ("", ""))]
        if kind == "worksheet" and target in archive.names
    )
    if not sheets:
        raise UnreadableQuestionnaire("the workbook has no worksheet that can be read", archive.filename)
    _refuse_doubles(sheets, archive.filename)
    strings = next((target for kind, target in targets.values() if kind == "sharedStrings"), None)
    order = [name for name, _, _ in scan.sheets]
    return Workbook(part, sheets, _named(scan.names, order), strings if strings in archive.names else None)


def _refuse_doubles(sheets: tuple[SheetPart, ...], filename: str) -> None:
    """No program writes two sheets of one name or in one part; two thousand of one large part would hurt."""
    if len({sheet.name.lower() for sheet in sheets}) < len(sheets) or len({sheet.part for sheet in sheets}) < len(
        sheets
    ):
        raise UnreadableQuestionnaire(
            "two sheets have one name or are kept in one part, so it is damaged; save it again in the office program",
            filename,
        )


def _named(names: list[tuple[str | None, str, str]], order: list[str]) -> dict[tuple[str | None, str], str]:
    """Key the defined names by the sheet they are local to; `order` holds every sheet, charts too."""
    keyed: dict[tuple[str | None, str], str] = {}
    for index, name, formula in names:
        number = whole_number(index) if index is not None else None
        if index is None:
            keyed[None, name] = formula
        elif number is not None and number < len(order):
            keyed[order[number], name] = formula
    return keyed


def _main_part(archive: Archive) -> str:
    """Find the workbook part by the package's own relations."""
    for kind, target in _relations(archive, "").values():
        if kind == "officeDocument" and target in archive.names:
            return target
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (kind, part it points to), paths made whole."""
    folder, base = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations not in archive.names:
        return {}
    scan = _RelationsScan(relations)
    scan.run(archive.read(relations))
    return {
        identity: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for identity, (kind, target) in scan.targets.items()
    }
