"""`answer` and `inspect`: a questionnaire file on the command line, without a database."""

from pathlib import Path

import click

from foundation.commands.day import today_option
from foundation.commands.files import json_bytes, read_file, read_json, write_files, write_json
from foundation.config import settings_from
from foundation.criteria import all_criteria
from foundation.errors import BadInput
from foundation.tables.model import raise_if_any
from questionnaires.answering.cells import filled_cells
from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.report import answer_report
from questionnaires.answering.rewording.reword import Fared, fared, reworded
from questionnaires.controls.table import read_controls
from questionnaires.documents.read import SUFFIXES, read_document
from questionnaires.documents.section import Section
from questionnaires.endpoint.client import endpoint_from
from questionnaires.export.write import export_file, exported_name
from questionnaires.facts.table import read_facts
from questionnaires.library.table import read_answers
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Questionnaire
from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report
from questionnaires.semantic.encoder import encoder_from

MOST_DOCUMENTS = 1_000
FILE = click.Path(path_type=Path)
encoding_option = click.option("--encoding", help="How a CSV, TSV or text is written, if not as found: utf-8, cp1252 …")
delimiter_option = click.option("--delimiter", help="What parts the fields of a CSV, if not as found: comma, tab, ; …")


@click.command()
@click.argument("questionnaire", type=FILE)
@click.option("--controls", required=True, type=FILE, help="The control set, as CSV, XLSX or JSON.")
@click.option("--library", type=FILE, help="Approved answers.")
@click.option("--facts", type=FILE, help="Facts about the organisation.")
@click.option("--documents", type=FILE, help="A folder of policies and evidence: .md, .docx, .pdf.")
@click.option("--product", help="The product the buyer asks about.")
@click.option("--nda", is_flag=True, help="The buyer has signed an NDA.")
@click.option("--mapping", type=FILE, help="The `sheets` list of an inspect report, corrected by hand.")
@encoding_option
@delimiter_option
@today_option
@click.option("--out", required=True, type=FILE, help="Where the filled questionnaire goes.")
@click.option("--report", type=FILE, help="Where the report goes, as JSON.")
def answer(
    questionnaire, controls, library, facts, documents, product, nda, mapping, encoding, delimiter, today, out, report
):
    """Answer a questionnaire file from a control set.

    Example: auditmatch answer buyer.xlsx --controls controls.csv --out filled.xlsx --report report.json
    """
    content, asked = _read(questionnaire, mapping, encoding, delimiter)
    named, out = out, out.with_name(exported_name(out.name, asked.format))
    if report and report.resolve() == out.resolve():
        raise BadInput("the report and the filled questionnaire need a file each", where=str(out))
    knowledge = _knowledge(controls, library, facts, documents)
    settings = settings_from()
    endpoint, encoder = endpoint_from(settings), encoder_from(settings)
    answerer = Answerer(
        knowledge, today=today, product=product, under_nda=nda, criteria=all_criteria(), encoder=encoder
    )
    answers = reworded(asked.questions, answerer.answer(asked.questions), endpoint, knowledge, product)
    filled = filled_cells(asked.questions, answers)
    told = answer_report(asked, answers, answerer.trust)
    exported = export_file(content, filename=questionnaire.name, questionnaire=asked, filled=filled)
    written = {out: exported.content}
    write_files({**written, report: json_bytes(told)} if report else written)
    for note in exported.notes:
        click.echo(f"Note: {note}", err=True)
    if out != named:
        click.echo(f"Note: the filled questionnaire is {out}.", err=True)
    _tell_wording(fared(answers))
    counts = told["questionnaire"]
    click.echo(f"{counts['answered']} of {counts['questions']} answered, {counts['for_review']} for review.")


@click.command()
@click.argument("questionnaire", type=FILE)
@encoding_option
@delimiter_option
@click.option("--report", type=FILE, help="Where the report goes, as JSON.")
def inspect(questionnaire, encoding, delimiter, report):
    """Tell what a questionnaire file asks and where its answers belong.

    Example: auditmatch inspect buyer.xlsx --report found.json
    """
    _content, asked = _read(questionnaire, None, encoding, delimiter)
    if report:
        write_json(report, inspect_report(asked))
    if asked.encoding:
        click.echo(f"Read as {asked.encoding}, fields parted by {asked.delimiter!r}.")
    for sheet in asked.sheets:
        count = sum(question.sheet == sheet.name for question in asked.questions)
        columns = ", ".join(f"{role} {column}" for role, column in sheet.columns.items())
        click.echo(f"{sheet.name}: {count} questions" + (f" ({columns})" if columns else ""))


def _read(path: Path, mapping: Path | None, encoding: str | None, delimiter: str | None) -> tuple[bytes, Questionnaire]:
    content = read_file(path)
    corrected = mapping_from_json(read_json(mapping)) if mapping else None
    return content, parse(content, filename=path.name, mapping=corrected, encoding=encoding, delimiter=delimiter)


def _knowledge(controls: Path, library: Path | None, facts: Path | None, documents: Path | None) -> Knowledge:
    controls_file = read_controls(read_file(controls), filename=controls.name)
    answers_file = read_answers(read_file(library), filename=library.name) if library else None
    facts_file = read_facts(read_file(facts), filename=facts.name) if facts else None
    for given in (controls_file, answers_file, facts_file):
        if given:
            raise_if_any(given.problems)
            _tell_extra(given.extra_columns)
    return Knowledge(
        controls_file.records,
        answers_file.records if answers_file else (),
        facts_file.records if facts_file else (),
        _documents(documents) if documents else (),
    )


def _documents(folder: Path) -> tuple[Section, ...]:
    """Read every document of a folder and the folders in it; says which files are left out."""
    if not folder.is_dir():
        raise BadInput("there is no such folder", where=str(folder))
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if len(files) > MOST_DOCUMENTS:
        raise BadInput(f"it holds more than {MOST_DOCUMENTS:,} files; name the folder of the policies", str(folder))
    wanted = [path for path in files if path.suffix.lower() in SUFFIXES]
    left_out = [path.relative_to(folder).as_posix() for path in files if path not in set(wanted)]
    if left_out:
        click.echo(f"Note: not read, as they are no {', '.join(SUFFIXES)}: {', '.join(left_out[:10])}.", err=True)
    return tuple(
        section
        for path in wanted
        for section in read_document(read_file(path), filename=path.relative_to(folder).as_posix())
    )


def _tell_wording(endpoint: Fared) -> None:
    if endpoint.asked:
        rest = "" if endpoint.worded == endpoint.asked else "; the others keep our wording, and the report says why"
        click.echo(f"Note: the endpoint worded {endpoint.worded} of {endpoint.asked} answers{rest}.", err=True)


def _tell_extra(columns: tuple[str, ...]) -> None:
    if columns:
        click.echo(f"Note: columns that are not used: {', '.join(columns)}.", err=True)
