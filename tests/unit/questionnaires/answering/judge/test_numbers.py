"""The small parts that the judge adds up: logistic models, pieces, likeness, memory."""

import numpy as np
import pytest
from scipy import sparse

from questionnaires.answering.judge.evidence import Evidence
from questionnaires.answering.judge.likeness import PLANES, Likeness
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.judge.memory import FEATURES, Memory
from questionnaires.answering.judge.pieces import Piece, Sort, content_stems, pieces_of
from questionnaires.answering.judge.tables import Tables
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.reading import read

LEXICON = security_lexicon()
TABLES = Tables(
    stems=("backup", "copi", "moon"),
    idf=np.array([1.0, 2.0, 3.0]),
    vectors=np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]]),
    links=sparse.csr_matrix([[0.9, 0.5, 0.0, 0.0], [0.4, 0.9, 0.0, 0.0], [0.0, 0.0, 0.9, 0.1]]),
    rate=np.array([0.5, 0.3, 0.2]),
)


def evidence(*stems: str, implied: frozenset[str] = frozenset()) -> Evidence:
    return Evidence(stems, frozenset(stems), implied)


def plane(name: str) -> int:
    return PLANES.index(name)


def test_a_logistic_model_standardises_before_it_weighs() -> None:
    model = Logistic(np.array([1.0]), np.array([2.0]), np.array([4.0]), -1.0)

    assert model.odds(np.array([[1.0], [2.0]])).tolist() == [-1.0, 1.0]
    assert model.probability(np.array([[1.5]])).tolist() == [0.5]


def test_a_logistic_model_survives_the_way_through_json() -> None:
    model = Logistic(np.array([0.125]), np.array([3.0]), np.array([-7.0]), 0.25)

    again = Logistic.from_json(model.as_json())

    assert (again.mean[0], again.scale[0], again.weights[0], again.intercept) == (0.125, 3.0, -7.0, 0.25)


def test_a_question_is_cut_into_concepts_measures_and_light_words() -> None:
    pieces = pieces_of(read("Do you encrypt laptops within 30 days?", LEXICON), LEXICON)

    assert [piece.sort for piece in pieces if piece.sort is Sort.MEASURE] == [Sort.MEASURE]
    assert any("encrypt" in piece.stems for piece in pieces)
    assert all(piece.stems for piece in pieces)
    assert [piece.at for piece in pieces] == sorted(piece.at for piece in pieces)


def test_little_words_are_no_content() -> None:
    assert content_stems(("do", "you", "keep", "the", "backups", "?"), LEXICON) == ("keep", "backup")


@pytest.mark.parametrize(
    ("piece", "covered"),
    [
        (Piece("mfa", 0, 1, ("mfa",), Sort.CONCEPT), True),
        (Piece("word:mfa", 0, 1, ("mfa",), Sort.WORD), False),
        (Piece("light:backup", 0, 1, ("backup",), Sort.LIGHT), True),
        (Piece("tape backup", 0, 2, ("tape", "backup"), Sort.CONCEPT), False),
    ],
)
def test_a_piece_is_covered_by_what_is_implied_or_stands_there_whole(piece: Piece, covered: bool) -> None:
    assert evidence("backup", implied=frozenset({"mfa"})).covers(piece) is covered


def compared(stem: str, *sources: Evidence) -> np.ndarray:
    """Give the planes of one stem beside each source."""
    likeness = Likeness(TABLES)
    return likeness.compare([stem], [likeness.words_of(one) for one in sources])[:, 0]


def test_likeness_finds_the_nearest_stem_of_each_source() -> None:
    near, far = compared("copi", evidence("backup"), evidence("moon"))

    assert near[plane("meaning")] == pytest.approx(0.8)
    assert far[plane("meaning")] == pytest.approx(0.6)
    assert near[plane("stands_for")] > far[plane("stands_for")]
    assert near[plane("nearest")] == pytest.approx(np.log(0.4 + 1e-4))


def test_spelling_is_the_share_of_trigrams_in_common() -> None:
    # <ba bac ack cku kup up> against <ba bac ack cku kup ups ps>: five of eight.
    assert compared("backup", evidence("backups"))[0, plane("spelling")] == pytest.approx(5 / 8)


def test_a_stem_never_seen_is_alike_by_spelling_alone() -> None:
    row = compared("zebra", evidence("backup"))[0]

    assert row[plane("spelling")] == row[plane("meaning")] == row[plane("subject")] == 0


def test_a_source_without_words_is_like_nothing() -> None:
    row = compared("backup", evidence(), evidence("backup"))[0]

    assert row[plane("spelling")] == row[plane("meaning")] == 0


def memory() -> Memory:
    empty = Memory(TABLES, None, None, np.zeros(0, dtype=int), np.zeros(0, dtype=bool))
    return Memory(
        tables=TABLES,
        wordings=empty.weigh([["backup"], ["backup", "copi"], ["moon"]]),
        subjects=empty.weigh([["backup", "copi"], ["moon"]]),
        topic=np.array([0, 0, 1]),
        supported=np.array([True, False, False]),
    )


def recalled(*sources: str) -> np.ndarray:
    """Describe the question `backup` beside sources of one word each."""
    return memory().rows(["backup"], [memory().recall([one]) for one in sources])


def test_memory_tells_what_became_of_questions_alike() -> None:
    row = dict(zip(FEATURES, recalled("backup")[0], strict=True))

    assert row["nearest"] == pytest.approx(1.0)
    assert row["nearest_supported"] == 1.0
    assert 0.5 < row["neighbours_supported"] < 1.0
    assert row["alike"] == pytest.approx(1.0)


def test_memory_sees_that_a_source_is_on_another_subject() -> None:
    rows = recalled("backup", "moon")

    assert rows[0][FEATURES.index("topics_alike")] > rows[1][FEATURES.index("topics_alike")]
    assert rows[1][FEATURES.index("best_topic_like_source")] == 0


def test_texts_are_weighed_to_unit_length_and_unknown_stems_left_out() -> None:
    row = memory().weigh([["backup", "copi", "zebra"]]).toarray()[0]

    assert row.tolist() == pytest.approx([1 / 5**0.5, 2 / 5**0.5, 0.0])
