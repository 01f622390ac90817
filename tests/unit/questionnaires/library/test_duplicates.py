"""Questions that are asked alike."""

import tracemalloc

import pytest

from questionnaires.library.duplicates import find_alike

ASKED = "Are backups of customer data encrypted at rest?"


def test_a_question_that_is_worded_nearly_the_same_is_offered_once():
    found = find_alike(
        [ASKED, "Is there a bug bounty?", "Are the backups of customer data encrypted at rest"], ["", "", ""]
    )

    assert [(pair.first, pair.second) for pair in found] == [(0, 2)]
    assert 0.62 <= found[0].similarity < 1


def test_questions_under_one_key_come_first_however_they_are_worded():
    found = find_alike(
        [ASKED, "Are backups of customer data encrypted at rest", "Do you cipher copies?"], ["k", "", "k"]
    )

    assert [(pair.first, pair.second, pair.similarity >= 1) for pair in found][:1] == [(0, 2, True)]


@pytest.mark.parametrize("questions", [[], [ASKED], ["?", "!"], ["A", "B"]])
def test_where_nothing_can_be_alike_there_is_no_pair_but_of_the_same_nothing(questions):
    assert [pair for pair in find_alike(questions, [""] * len(questions)) if pair.similarity < 0.99] == []


def test_another_number_makes_another_question():
    asked = "Will you notify us of a confirmed breach within {} hours?"

    assert find_alike([asked.format(24), asked.format(72)], ["", ""]) == []
    assert len(find_alike([asked.format(24), asked.format(24) + "?"], ["", ""])) == 1


def test_copies_of_one_question_give_pairs_in_proportion_not_in_their_square():
    tracemalloc.start()
    found = find_alike([ASKED] * 1_000, ["k"] * 1_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert 999 <= len(found) <= 6_000
    assert peak < 100_000_000
