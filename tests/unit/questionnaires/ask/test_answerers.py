"""Ready answerers: kept for many who know little, for few who know much, and never shared."""

import uuid
from datetime import date

import pytest

from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.ask.answerers import Answerers, Kept, Kind
from tests.factories.library import make_answer

TODAY = date(2026, 11, 23)


def kind_of(number: int, product: str | None = None) -> Kind:
    return Kind(uuid.UUID(int=number), product, under_nda=False, today=TODAY)


def who_answers(answerers: Answerers, number: int, sources: int, stamp: int = 1) -> Answerer:
    """Give the answerer that an organisation is answered by, which knows so many sources when it is built."""
    known = tuple(make_answer(f"L-{number}-{place}") for place in range(sources))
    place = answerers.place(kind_of(number), stamp)
    return place.use(lambda answerer: answerer, lambda: Answerer(Knowledge((), known), today=TODAY))


def test_an_answerer_is_built_once_while_its_knowledge_stays():
    answerers = Answerers()
    first = who_answers(answerers, 1, sources=3)

    assert who_answers(answerers, 1, sources=3) is first
    assert who_answers(answerers, 1, sources=3, stamp=2) is not first


def test_organisations_never_share_an_answerer():
    answerers = Answerers()
    known = [who_answers(answerers, number, sources=2).knowledge.answers[0].answer_id for number in (1, 2, 1)]

    assert known == ["L-1-0", "L-2-0", "L-1-0"]


@pytest.mark.parametrize(("most_sources", "stays"), [(30, True), (29, False)])
def test_many_stay_as_long_as_all_together_know_little_enough(most_sources, stays):
    answerers = Answerers(most_sources=most_sources)
    first = who_answers(answerers, 1, sources=10)
    for number in (2, 3, 4):  # what is asked for is counted once it is built, so the fourth weighs nothing yet
        who_answers(answerers, number, sources=10)

    assert (answerers.place(kind_of(1), 1).answerer is first) is stays


def test_the_one_that_is_asked_for_stays_however_much_it_knows():
    answerers = Answerers(most_sources=5)
    first = who_answers(answerers, 1, sources=10)

    assert who_answers(answerers, 1, sources=10) is first


def test_those_who_know_nothing_are_not_kept_without_end():
    answerers = Answerers(most_kept=2)
    first = who_answers(answerers, 1, sources=0)
    for number in (2, 3):
        who_answers(answerers, number, sources=0)

    assert who_answers(answerers, 1, sources=0) is not first


def test_what_was_weighed_once_is_not_weighed_again_for_each_question(monkeypatch):
    answerers = Answerers()
    for number in (1, 2, 3, 1):  # the second time for the first one is when the third is found built
        who_answers(answerers, number, sources=2)
    weighed = []
    monkeypatch.setattr(Kept, "sources", property(lambda kept: weighed.append(kept) or 2))

    who_answers(answerers, 2, sources=2)

    assert weighed == []
