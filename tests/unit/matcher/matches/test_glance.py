"""Runs in brief, kept for those who look again."""

import uuid

import pytest

from matcher.matches.glance import Glances
from matcher.matches.models import MatchRun

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def run_of(organisation_id: uuid.UUID, run_id: uuid.UUID, eligible: int) -> MatchRun:
    report = {"matches": [], "binding_constraint": None, "what_would_change": [], "excluded": []}
    return MatchRun(
        organisation_id=organisation_id,
        id=run_id,
        report=report,
        shown=[],
        directory={},
        eligible=["F-001"] * eligible,
        average_score=None,
    )


def test_a_run_is_read_once():
    glances, run = Glances(), run_of(ONE, uuid.UUID(int=10), 4)

    assert glances.of(run).eligible == 4
    assert glances.of(run) is glances.of(run)


def test_runs_of_two_organisations_are_never_one_even_under_the_same_id():
    glances, same = Glances(), uuid.UUID(int=10)

    assert [glances.of(run_of(owner, same, n)).eligible for owner, n in ((ONE, 4), (OTHER, 5), (ONE, 4))] == [4, 5, 4]


@pytest.mark.parametrize(("looked_again", "stays"), [(True, True), (False, False)])
def test_the_run_that_was_not_looked_at_for_longest_gives_way(looked_again, stays):
    glances = Glances(most=2)
    first, second, third = (run_of(ONE, uuid.UUID(int=n), n) for n in (10, 11, 12))
    kept = glances.of(first)
    glances.of(second)
    if looked_again:
        glances.of(first)
    glances.of(third)

    assert (glances.of(first) is kept) is stays
