"""How questionnaires, their answers and their exports are sent and given."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from foundation.api.schemas import PageQuery, Text, Whole, day, text, word
from questionnaires.answering.answer import Routing, SourceType, Verdict
from questionnaires.parsing.model import Kind
from questionnaires.reviews.forms import LONGEST_ANSWER
from questionnaires.reviews.models import AnswerState, BuyerQuestionnaire, DraftAnswer, Life, QuestionnaireExport, Stage
from questionnaires.reviews.queries import Tally

UPLOAD = {
    "required": True,
    "description": "The buyer's file, or the questions as pasted text",
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["buyer"],
                "properties": {
                    "buyer": {"type": "string", "minLength": 1, "description": "At most 200 characters, trimmed"},
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                    "text": {"type": "string", "description": "Instead of a file"},
                    "product": {
                        "type": "string",
                        "description": "It asks about this product only; at most 200 characters",
                    },
                    "under_nda": {"type": "boolean"},
                    "due_on": {"type": "string", "format": "date"},
                    "deal_value": {
                        "type": "integer",
                        "minimum": 0,
                        "maximum": 2_000_000_000,
                        "description": "Worth of the deal in whole US dollars",
                    },
                },
            }
        }
    },
}


def _counts(*names: str) -> dict[str, Any]:
    return {name: fields.Integer(required=True) for name in names}


Counts = Schema.from_dict(_counts("questions", "drafted", "needs_input", "approved"), name="Counts")
Progress = Schema.from_dict(_counts("steps_done", "steps_total"), name="Progress")


class QuestionnaireSchema(Schema):
    """A buyer's questionnaire: how far it is, and how many of its answers are where."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    buyer = fields.String(required=True)
    filename = fields.String(required=True)
    format = fields.String(required=True, metadata={"description": "Empty until the file was read"})
    product = text()
    under_nda = fields.Boolean(required=True)
    due_on = day()
    deal_value = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Worth of the deal in whole US dollars"}
    )
    life = fields.String(required=True, validate=validate.OneOf(list(Life)))
    revision = fields.Integer(required=True)
    sent_at = fields.DateTime(required=True, allow_none=True)
    stage = fields.String(required=True, validate=validate.OneOf(list(Stage)))
    problem = fields.String(required=True, allow_none=True, metadata={"description": "Why its last job failed"})
    progress = fields.Nested(Progress, required=True, metadata={"description": "Of its present or last job"})
    counts = fields.Nested(Counts, required=True)
    uploaded_by = fields.String(required=True)
    created_at = fields.DateTime(required=True)


class AskedQuestionSchema(Schema):
    """A question, and where it stands in the buyer's file."""

    sheet = fields.String(required=True)
    row = fields.Integer(required=True)
    ref = fields.String(required=True, allow_none=True)
    section = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(Kind)))
    vocabulary = fields.List(fields.String(), required=True, metadata={"description": "The buyer's own words"})


class CitationSchema(Schema):
    """What an answer rests on, quoted."""

    type = fields.String(required=True, validate=validate.OneOf(list(SourceType)))
    id = fields.String(required=True)
    quote = fields.String(required=True)


class DraftAnswerSchema(Schema):
    """An answer to one question of a questionnaire."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    question = fields.Nested(AskedQuestionSchema, required=True)
    state = fields.String(required=True, validate=validate.OneOf(list(AnswerState)))
    verdict = fields.String(required=True, validate=validate.OneOf(list(Verdict)))
    answer_text = fields.String(required=True)
    cell_value = fields.String(required=True, allow_none=True)
    confidence = fields.Float(required=True, allow_none=True)
    routing = fields.String(required=True, validate=validate.OneOf(list(Routing)))
    reasons = fields.List(fields.String(), required=True)
    citations = fields.List(fields.Nested(CitationSchema), required=True)
    edited_by = fields.String(required=True, allow_none=True)
    approved_by = fields.String(required=True, allow_none=True)
    approved_at = fields.DateTime(required=True, allow_none=True)


class AnswersQuery(PageQuery):
    """Which answers are wanted."""

    state = word(AnswerState)
    routing = word(Routing)
    reason = text(about="A reason code")
    section = text()


class AnswerChangeBody(Schema):
    """An answer in other words: a verdict, or one of the buyer's own words where the buyer gave a list."""

    verdict = fields.String(validate=validate.OneOf(list(Verdict)))
    word = Text(metadata={"description": "One of the question's vocabulary; not together with verdict"})
    answer_text = Text(validate=validate.Length(max=LONGEST_ANSWER))


class ApprovalBody(Schema):
    """Which drafts are approved at once, and how many they are known to be."""

    expected = Whole(required=True, validate=validate.Range(min=0))
    state = word(AnswerState)
    routing = word(Routing)
    reason = text(about="A reason code")
    section = text()


class ApprovedSchema(Schema):
    """How many drafts were approved."""

    approved = fields.Integer(required=True)


class ExportSchema(Schema):
    """One filled file as it left."""

    id = fields.UUID(required=True)
    at = fields.DateTime(required=True)
    actor_name = fields.String(required=True)
    filename = fields.String(required=True)
    size_bytes = fields.Integer(required=True)
    approved = fields.Integer(required=True)
    questions = fields.Integer(required=True)
    notes = fields.List(fields.String(), required=True)


class ExportsSchema(Schema):
    """The files that left, the newest first."""

    items = fields.List(fields.Nested(ExportSchema), required=True)


def questionnaire_body(row: BuyerQuestionnaire, tally: Tally, life: Life) -> dict[str, Any]:
    """Write a questionnaire."""
    plain = (
        "id", "version", "buyer", "filename", "format", "product", "under_nda", "due_on", "deal_value", "revision",
        "sent_at", "uploaded_by",
    )  # fmt: skip
    job = row.job
    return {name: getattr(row, name) for name in (*plain, "created_at", "stage", "problem")} | {
        "life": life,
        "progress": {"steps_done": job.steps_done if job else 0, "steps_total": job.steps_total if job else 0},
        "counts": {"questions": tally.questions, **{state.value: tally.count(state) for state in AnswerState}},
    }


def answer_body(row: DraftAnswer) -> dict[str, Any]:
    """Write an answer."""
    given = {name: getattr(row, name) for name in DraftAnswerSchema().fields if name != "reasons"}
    return given | {"reasons": [f"{each.code}: {each.detail}" if each.detail else each.code for each in row.reasons]}


def exports_body(rows: Sequence[QuestionnaireExport]) -> dict[str, Any]:
    """Write the list of exports."""
    return {"items": list(rows)}
