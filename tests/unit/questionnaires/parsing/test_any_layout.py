"""Sheets made at random whose questions are known by construction."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.parsing.cells import cell_name
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.sheets import read_sheets

HEADS: Mapping[str, Sequence[str]] = {
    "ref": ("ID", "Ref", "#", "Question ID", "Control ID", "No.", "Question #", "Item no.", "Nr.", "N°", "Código"),
    "section": ("Domain", "Category", "Section", "Topic", "Control domain", "Themenbereich", "Domaine", "Ámbito"),
    "question": (
        "Question",
        "Questions",
        "Requirement",
        "Security question",
        "Question text",
        "Assessment question",
        "Frage",
        "Pregunta",
        "Domanda",
    ),
    "answer": (
        "Answer",
        "Response",
        "Vendor response",
        "Supplier answer",
        "Yes/No",
        "Your answer",
        "Antwort",
        "Réponse",
        "Respuesta",
    ),
    "comment": (
        "Comments",
        "Explanation",
        "Notes",
        "Additional information",
        "Vendor comments",
        "Details",
        "Bemerkung",
        "Commentaires",
    ),
    "guidance": ("Guidance", "Examples", "Weight", "Reviewer notes", "ISO 27001 mapping", "Hinweise", "Ejemplos"),
}
ASKED = (
    "Do you encrypt customer data at rest?",
    "Is access reviewed at least once a quarter?",
    "Describe how leavers lose their access.",
    "Are backups tested, and how often?",
    "How long do you keep security logs?",
    "Has the product been tested by outsiders this year?",
    "Which standards does your development follow?",
    "Do all employees receive security training?",
    "Is multi-factor authentication enforced for administrators?",
    "Please provide your incident response plan.",
)
COVER = (
    "Supplier security review",
    "Version 3",
    "Please answer all questions below.",
    "Buyer: Umbrella",
    "Confidential",
)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Grid, dict[str, int], dict[int, tuple[str, str | None, str | None]]]:
    """Draw a grid, its columns, and row -> (question, ref, section)."""
    optional = [role for role in ("ref", "section", "comment", "guidance") if draw(st.booleans())]
    left = [role for role in ("ref", "section") if role in optional]
    right = draw(st.permutations(["answer", *[role for role in ("comment", "guidance") if role in optional]]))
    first = draw(st.integers(1, 4))
    columns = {role: first + place for place, role in enumerate([*left, "question", *right])}
    rows: dict[int, dict[int, str]] = {}
    row = draw(st.integers(1, 3))
    for text in draw(st.lists(st.sampled_from(COVER), max_size=5, unique=True)):
        rows[row] = {first: text}
        row += draw(st.integers(1, 2))
    rows[row] = {column: draw(st.sampled_from(HEADS[role])) for role, column in columns.items()}
    if draw(st.booleans()):  # buyer's columns right of all others
        rows[row] |= {first + len(columns): "Score", first + len(columns) + 1: "Risk rating"}
    gold: dict[int, tuple[str, str | None, str | None]] = {}
    asked = draw(st.lists(st.sampled_from(ASKED), min_size=3, max_size=10, unique=True))
    for number, text in enumerate(asked, start=1):
        row += draw(st.integers(1, 2))
        ref = f"A-{number:02}" if "ref" in columns else None
        section = f"Area {(number + 2) // 3}" if "section" in columns else None
        values = {"question": text, "ref": ref, "section": section, "guidance": "Say it in one line."}
        rows[row] = {column: value for role, column in columns.items() if (value := values.get(role))}
        gold[row] = (text, ref, section)
    return Grid(name="Q", rows=rows), columns, gold


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_the_questions_and_their_cells_are_found_wherever_they_stand(
    drawn: tuple[Grid, dict[str, int], dict[int, tuple[str, str | None, str | None]]],
) -> None:
    grid, columns, gold = drawn

    questions = read_sheets([grid], None)[0].questions

    assert {q.row: (q.question, q.ref, q.section) for q in questions} == gold
    assert [q.answer_cell for q in questions] == [cell_name(row, columns["answer"]) for row in gold]
    comment = columns.get("comment")
    assert [q.comment_cell for q in questions] == [cell_name(row, comment) if comment else None for row in gold]
