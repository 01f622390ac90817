"""Rows of a table that nobody answers: how to fill it in, an example, the signature."""

import re
from functools import lru_cache

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.model import Layout
from questionnaires.parsing.words import fold, is_answer_word, word_count

_EXAMPLE = re.compile(
    r"^\W*(?:(?:for )?examples?|samples?|e\.?g\.?|beispiele?|z\.? ?b\.?|exemples?|ejemplos?|esempio|exemplo|voorbeeld)"
    r"(?:\W+(?:\d+|row|entry|answer|question|zeile|eintrag))?\W*$"
)
_SIGNING = re.compile(
    r"^\W*(?:signatures?|signed(?: by)?|sign[ -]?off|declaration|attestation|authori[sz]ed signature|unterschrift|"
    r"firma(?: autorizada)?|erklarung|declaracion|handtekening|assinatura)\b.{0,40}$"
    r"|^\W*(?:i|we|the undersigned|by signing)\b.{0,60}\b(?:confirm|certify|declare|attest)\b.*"
    r"\b(?:answers|responses|above|information (?:given|provided)|questionnaire|true|accurate)\b"
    r"|^\W*(?:ich bestatige|wir bestatigen|je certifie|nous certifions|certifico|certificamos)\b.*"
    r"\b(?:angaben|antworten|reponses|informations|respuestas|informacion|informazioni|risposte)\b"
)
_SCALE_WORDS = 3
_REMEMBERED = 512


def signs(grid: Grid, row: int) -> bool:
    """Whether a row begins the part in which somebody signs."""
    return any(map(_names_signing, grid.rows[row].values()))


def is_example(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether a row says of itself that it is an example, outside its question."""
    return any(_names_example(text) for column, text in grid.rows[row].items() if column != layout.question)


@lru_cache(_REMEMBERED)
def _names_signing(text: str) -> bool:
    return bool(_SIGNING.match(fold(text)))


@lru_cache(_REMEMBERED)
def _names_example(text: str) -> bool:
    return bool(_EXAMPLE.match(fold(text)))


def instructs(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether the row under the header says how to fill the columns in: a sentence where the answer belongs."""
    if row != layout.first_row or "answer" not in layout.columns:
        return False
    if grid.text(row, layout.question).rstrip().endswith("?"):
        return False  # a question that is answered already, the first of all
    answer = layout.columns["answer"]
    text = grid.text(row, answer)
    if word_count(text) < _SCALE_WORDS or is_answer_word(text):
        return False
    places = [layout.columns[role] for role in ("answer", "comment") if role in layout.columns]
    following = [cells for later, cells in grid.rows.items() if layout.holds(later) and later != row]
    return bool(following) and not any(place in cells for cells in following for place in places)
