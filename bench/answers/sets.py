"""What is asked: companies of the bank's test topics, the practice companies, and any folder of the same shape."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from questionnaires.answering.answer import Verdict
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.training.bank import Relation, Topic, Wording
from questionnaires.answering.training.companies import Company, Expected, read_company
from questionnaires.answering.training.practice import companies
from questionnaires.answering.training.samples import TopicSample
from questionnaires.controls.records import ControlRecord
from questionnaires.controls.table import read_controls
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Question

_SORTS = {"out_of_scope": "unsupported", "question": "supported", "statement": "supported", "imperative": "supported"}
_ACCEPTED = {
    Relation.PARTLY: (Verdict.PARTIAL, Verdict.NEEDS_INPUT),
    Relation.CONTRADICTS: (Verdict.NO, Verdict.PARTIAL, Verdict.NEEDS_INPUT),
    Relation.SILENT: (Verdict.NEEDS_INPUT,),
}
_GOLD = {"yes": (Verdict.YES,), "no": (Verdict.NO,), "partial": (Verdict.PARTIAL,), "na": (Verdict.NOT_APPLICABLE,)}


def bank_companies(topics: Sequence[TopicSample], lexicon: Lexicon) -> list[Company]:
    """Make companies of topics; the reference controls are all that they know."""
    return [_company(f"bank {at}", group, lexicon) for at, group in enumerate(companies(topics), start=1)]


def folder_company(folder: Path, lexicon: Lexicon) -> Company:
    """Read a company from a folder: our own shape, or controls.csv beside questionnaire_gold.jsonl."""
    if (folder / "questions.jsonl").exists():
        return read_company(folder, lexicon)
    controls = read_controls((folder / "controls.csv").read_bytes(), filename="controls.csv").records
    lines = (folder / "questionnaire_gold.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [_gold(json.loads(line), row) for row, line in enumerate(lines, start=1) if line.strip()]
    return Company(folder.name, Knowledge(tuple(controls), lexicon=lexicon), tuple(filter(None, asked)))


def _company(name: str, group: Sequence[TopicSample], lexicon: Lexicon) -> Company:
    controls = tuple(one.source.record for one in group if isinstance(one.source.record, ControlRecord))
    pairs = [(topic.topic, one.wording) for topic in group for one in topic.asked]
    asked = tuple(_expected(topic, wording, row) for row, (topic, wording) in enumerate(pairs, start=1))
    return Company(name, Knowledge(controls, lexicon=lexicon), asked)


def reference_of(question: Question, topics: Mapping[str, TopicSample]) -> str | None:
    """Give the id of the control that a question of the bank is held against; None for other questions."""
    sample = topics.get(question.ref or "")
    return sample.source.id if sample else None


def _expected(topic: Topic, wording: Wording, row: int) -> Expected:
    supports = wording.relation is Relation.SUPPORTS
    sort = _SORTS.get(wording.form, str(wording.form)) if supports or wording.form == "out_of_scope" else "near_miss"
    verdicts = (wording.verdict,) if supports else _ACCEPTED[wording.relation]
    return Expected(_question(wording.text, row, topic.name), verdicts, sort)


def _gold(told: dict[str, str], row: int) -> Expected | None:
    verdicts = _GOLD.get(told["answer"].strip().lower().replace("n/a", "na"))
    if verdicts is None:
        return None
    sort = "supported" if verdicts[0] is Verdict.YES else "unsupported"
    return Expected(_question(told["question"], row, told.get("id", "")), verdicts, sort)


def _question(text: str, row: int, ref: str) -> Question:
    kind = kind_of(text, None)
    return Question(
        sheet=str(row), row=row, ref=ref, question=text, answer_cell=f"C{row}", comment_cell=f"D{row}", kind=kind
    )
