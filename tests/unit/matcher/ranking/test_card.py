"""The model card: the same facts on the page, as JSON and in docs/model-card.md."""

import json
from pathlib import Path

import pytest

from bench.card import FENCE, prior_card
from matcher.firms.records.columns import FIRM_COLUMNS
from matcher.ranking.card import Change, model_card
from matcher.ranking.card_page import card_markdown
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURES
from tests.factories.ranking_model import evaluated

PAGE = Path(__file__).parents[4] / "docs" / "model-card.md"
TRAINING = {
    "intakes_with_outcomes": 41, "intakes_shown": 90, "shown_from": "2026-01-02T10:00:00+00:00",
    "shown_until": "2026-02-03T10:00:00+00:00", "as_of": "2026-03-04T10:00:00+00:00", "fingerprint": "f",
}  # fmt: skip


def test_the_page_of_the_expert_prior_is_what_its_card_gives():
    assert PAGE.read_text(encoding="utf-8").partition(FENCE)[2] == "\n" + prior_card()


def test_a_card_lists_every_feature_with_columns_that_the_directory_has():
    card = model_card(expert_ranker())

    assert [one.name for one in card.reads] == [feature.name for feature in FEATURES]
    assert {column for one in card.reads for column in one.columns} <= {column.name for column in FIRM_COLUMNS}
    assert card.reads[0].points == (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0)


def test_a_learnt_models_card_says_what_it_learnt_from_and_how_it_fared():
    said = card_markdown(model_card(expert_ranker(), training=TRAINING, evaluation=evaluated()))

    assert "41 intakes with outcomes of 90 shown from 2026-01-02 to 2026-02-03, as known on 2026-03-04." in said
    assert "| candidate | 0.900 (0.850 to 0.950) |" in said
    assert "Lead over the prior: 0.050 (0.010 to 0.090)." in said
    assert "Not audited yet." in said


def test_a_card_survives_its_json():
    changed = Change("2026-03-04", "learnt-from-outcomes", "v1", 41, "promoted", despite_warning=True)
    card = model_card(expert_ranker(), training=TRAINING, evaluation=evaluated(), history=[changed])

    stored = json.loads(json.dumps(card.to_json()))

    assert stored["history"] == [
        {
            "on": "2026-03-04",
            "model": "learnt-from-outcomes",
            "version": "v1",
            "trained_on": 41,
            "how": "promoted",
            "despite_warning": True,
        }
    ]
    assert stored["training"]["intakes_with_outcomes"] == 41


@pytest.mark.parametrize("word", ["Payment", "Names, ids", "place in a file"])
def test_a_card_says_what_is_never_read(word):
    assert any(word in line for line in model_card(expert_ranker()).never_reads)
