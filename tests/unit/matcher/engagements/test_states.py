"""Which stage follows which, and who may say so: every pair."""

import pytest

from matcher.engagements.states import ORDER, STAGES, TAKEN_BY, Stage, may_become
from matcher.firms.words import OfferedType
from matcher.introductions.states import Party

COMPANY, FIRM, SERVICE = Party.COMPANY, Party.FIRM, Party.SERVICE
TYPE_1, TYPE_2 = OfferedType.TYPE_1, OfferedType.TYPE_2
ALLOWED = {
    (TYPE_2, Stage.SIGNED, COMPANY): {"window", "report_issued", "cancelled"},
    (TYPE_2, Stage.SIGNED, FIRM): {"window", "cancelled"},
    (TYPE_2, Stage.WINDOW, COMPANY): {"fieldwork", "report_issued", "cancelled"},
    (TYPE_2, Stage.WINDOW, FIRM): {"fieldwork", "cancelled"},
    (TYPE_2, Stage.FIELDWORK, COMPANY): {"writing", "report_issued", "cancelled"},
    (TYPE_2, Stage.FIELDWORK, FIRM): {"writing", "cancelled"},
    (TYPE_2, Stage.WRITING, COMPANY): {"report_issued", "cancelled"},
    (TYPE_2, Stage.WRITING, FIRM): {"cancelled"},
    (TYPE_2, Stage.ISSUED, COMPANY): {"rated"},
    (TYPE_1, Stage.SIGNED, COMPANY): {"fieldwork", "report_issued", "cancelled"},
    (TYPE_1, Stage.SIGNED, FIRM): {"fieldwork", "cancelled"},
    (TYPE_1, Stage.FIELDWORK, COMPANY): {"writing", "report_issued", "cancelled"},
    (TYPE_1, Stage.FIELDWORK, FIRM): {"writing", "cancelled"},
    (TYPE_1, Stage.WRITING, COMPANY): {"report_issued", "cancelled"},
    (TYPE_1, Stage.WRITING, FIRM): {"cancelled"},
    (TYPE_1, Stage.ISSUED, COMPANY): {"rated"},
}


@pytest.mark.parametrize("report", [TYPE_1, TYPE_2])
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("party", list(Party))
def test_a_party_may_take_exactly_these_steps(report, stage, party):
    assert may_become(stage, party, report) == ALLOWED.get((report, stage, party), set())


def test_a_type_1_has_no_window():
    assert Stage.WINDOW not in ORDER[TYPE_1]
    assert may_become(Stage.WINDOW, COMPANY, TYPE_1) == frozenset()


def test_every_stage_has_its_words_and_its_parties():
    assert set(STAGES) == set(TAKEN_BY) == set(Stage)
