"""The shipped bank reads well, and nothing that is tested was learnt from."""

import json
from collections import Counter
from pathlib import Path

import pytest

from foundation.criteria import all_criteria
from foundation.errors import BadInput
from questionnaires.answering.answer import Verdict
from questionnaires.answering.training.bank import Relation, question_bank, read_bank
from questionnaires.answering.training.near import near_duplicates
from questionnaires.answering.training.split import is_test, split

VERDICTS = {
    Relation.SUPPORTS: {Verdict.YES, Verdict.NO, Verdict.STATED},
    Relation.PARTLY: {Verdict.PARTIAL, Verdict.NEEDS_INPUT, Verdict.STATED},
    Relation.CONTRADICTS: {Verdict.NO, Verdict.NEEDS_INPUT, Verdict.YES},
    Relation.SILENT: {Verdict.NEEDS_INPUT},
}


def test_every_topic_has_three_controls_of_its_own_and_known_criteria():
    known = {criterion.id for criterion in all_criteria()}

    for topic in question_bank():
        assert len(topic.controls) == 3, topic.name
        assert topic.criteria, topic.name
        assert set(topic.criteria) <= known, topic.name


def test_every_verdict_fits_its_relation_and_what_is_missing_is_named():
    odd = [
        wording.text
        for topic in question_bank()
        for wording in topic.wordings
        if wording.verdict not in VERDICTS[wording.relation]
        or (wording.relation is not Relation.SUPPORTS and not wording.missing)
    ]

    assert odd == []


def test_no_text_stands_in_the_bank_twice():
    texts = Counter(wording.text.casefold() for topic in question_bank() for wording in topic.wordings)

    assert [text for text, count in texts.items() if count > 1] == []


def test_nothing_that_is_tested_stands_almost_alike_among_what_is_learnt():
    parts = split(question_bank())
    learnt = [wording.text for topic in parts.train for wording in topic.wordings]
    tested = [wording.text for topic in (*parts.test_topics, *parts.test_styles) for wording in topic.wordings]

    assert near_duplicates(learnt, tested) == []


def test_a_swapped_word_makes_a_near_duplicate_and_other_words_do_not():
    learnt = ["Is customer data encrypted at rest in all of your production databases?"]

    assert near_duplicates(learnt, ["Is customer data encrypted at rest in each of your production databases?"])
    assert not near_duplicates(learnt, ["Do you scramble what you store about our patients?"])


def test_a_topic_is_learnt_or_tested_and_never_both():
    parts = split(question_bank())

    assert not {topic.name for topic in parts.train} & {topic.name for topic in parts.test_topics}
    assert all(is_test(topic.name) for topic in parts.test_topics)


def test_a_fault_names_its_file_and_line(tmp_path: Path):
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({"topic": "one", "area": "x"}))

    with pytest.raises(BadInput, match=r"odd\.jsonl, line 1"):
        read_bank([file])
