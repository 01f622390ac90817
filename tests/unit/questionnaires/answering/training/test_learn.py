"""Learning from a part of the bank: the same every time, and of use on topics never seen."""

from functools import lru_cache

import numpy as np

from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.training.bank import question_bank
from questionnaires.answering.training.learn import describe, folds, learn_judge, pairs_of
from questionnaires.answering.training.polarity import direction_of
from questionnaires.answering.training.samples import TopicSample, sample_of

LEXICON = security_lexicon()


@lru_cache
def some_topics() -> tuple[TopicSample, ...]:
    return tuple(sample_of(topic, LEXICON) for topic in question_bank()[::8])


@lru_cache
def judge_of_most() -> Judge:
    return learn_judge(some_topics()[:-8], LEXICON)


def test_every_topic_is_unseen_once() -> None:
    topics = some_topics()

    unseen = [topic.topic.name for _, outer in folds(topics) for topic in outer]

    assert sorted(unseen) == sorted(topic.topic.name for topic in topics)
    assert all(topic not in inner for inner, outer in folds(topics) for topic in outer)


def test_learning_twice_gives_the_same_judge() -> None:
    again = learn_judge(some_topics()[:-8], LEXICON)

    assert again.questions.as_json() == judge_of_most().questions.as_json()
    assert again.threshold == judge_of_most().threshold


def test_what_is_supported_is_likelier_than_what_is_not_on_topics_never_seen() -> None:
    unseen = some_topics()[-8:]
    pairs = pairs_of(unseen)
    likely = judge_of_most().questions.probability(describe(judge_of_most(), unseen, pairs, LEXICON))
    supported = np.array([pair.supported for pair in pairs])
    strangers = np.array([not pair.own for pair in pairs])

    assert likely[supported].mean() > likely[~supported & ~strangers].mean() + 0.1
    assert likely[supported].mean() > likely[strangers].mean() + 0.3


def test_polarity_learns_that_an_unsafe_deed_wants_a_no() -> None:
    asked = [one for topic in some_topics() for one in topic.asked if direction_of(one) is not None]
    polarity = judge_of_most().polarity
    adverse = [polarity.adverse(one.asked) for one in asked if str(direction_of(one)) == "no"]
    friendly = [polarity.adverse(one.asked) for one in asked if str(direction_of(one)) == "yes"]

    assert np.median(adverse) > 3 * np.median(friendly)
