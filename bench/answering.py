"""Answering 200 questions from 106 controls, beside a plain TF-IDF look-up that checks nothing."""

from datetime import date

from sklearn.feature_extraction.text import TfidfVectorizer

from bench.timing import compare
from foundation.assets import asset
from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.controls.table import read_controls
from questionnaires.library.table import read_answers
from questionnaires.parsing.model import Question
from questionnaires.parsing.read import parse

TODAY = date(2026, 11, 23)
QUESTIONS = 200


def run() -> None:
    """Print the ratio."""
    controls = read_controls(asset("seed_data", "controls.csv").read_bytes(), filename="controls.csv").records
    answers = read_answers(asset("seed_data", "answers.csv").read_bytes(), filename="answers.csv").records
    sample = asset("seed_data", "questionnaires", "marrowfield_vendor_assessment.xlsx")
    asked = parse(sample.read_bytes(), filename=sample.name).questions
    questions = [asked[n % len(asked)] for n in range(QUESTIONS)]
    statements = [control.statement for control in controls]
    compare(
        "answer 200 questions",
        lambda: Answerer(Knowledge(controls, answers), today=TODAY).answer(questions),
        "TF-IDF look-up without any check",
        lambda: rival(statements, questions),
        runs=3,
    )


def rival(statements: list[str], questions: list[Question]) -> object:
    """Find the nearest statement to each question and nothing else."""
    vectors = TfidfVectorizer().fit(statements)
    return (vectors.transform([one.question for one in questions]) @ vectors.transform(statements).T).argmax(axis=1)
