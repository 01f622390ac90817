"""The figures of the ranking benchmark, computed by hand, and what its simulator promises."""

import math
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from bench.ranking.curves import OURS, Measured, best_variant, judge_ranking
from bench.ranking.feedback import Log, observe, react, show
from bench.ranking.metrics import has_best, ndcg, regret
from bench.ranking.page import Results, to_chart, to_page
from bench.ranking.shapes import SHAPES, shape
from bench.ranking.speed import Speed
from bench.ranking.svg import chart
from bench.ranking.world import Case, World
from matcher.ranking.model import FeatureSpec


def test_ndcg_of_the_first_three_has_gains_of_two_to_the_grade():
    grades = np.array([0.0, 4.0, 1.0, 2.0])
    found = 15 / math.log2(3) + 1 / math.log2(4)  # shown: grades 0, 4, 1
    best = 15 + 3 / math.log2(3) + 1 / math.log2(4)

    assert ndcg(np.array([0, 1, 2, 3]), grades) == pytest.approx(found / best)


def test_an_intake_without_a_relevant_firm_says_nothing():
    assert math.isnan(ndcg(np.array([0, 1]), np.zeros(2)))


def test_the_best_firm_counts_only_among_those_shown():
    worth = np.array([0.0, 1.0, 2.0, 4.0])

    assert [has_best(np.array(order), worth) for order in ([0, 1, 3, 2], [0, 1, 2, 3])] == [1.0, 0.0]
    assert regret(np.array([0, 1, 2, 3]), worth) == pytest.approx(0.5)


def test_the_first_two_are_shown_by_score_and_the_third_is_drawn_with_its_probability():
    rng = np.random.default_rng(1)
    score = np.array([0.9, 0.8, 0.50, 0.50, 0.1])
    drawn = [show(score, 3, rng) for _ in range(400)]

    assert {tuple(rows[:2]) for rows, _ in drawn} == {(0, 1)}
    third = [int(rows[2]) for rows, _ in drawn]
    assert third.count(2) / 400 == pytest.approx(0.5, abs=0.08)
    assert drawn[0][1].tolist() == pytest.approx([1.0, 1.0, 0.5], abs=1e-4)


def test_a_firm_that_was_not_opened_has_grade_nought():
    rng = np.random.default_rng(2)
    case = Case(np.zeros((3, 1)), np.full(3, 9.0))
    seen = [react(case, np.arange(3), 0.0, 0.1, rng) for _ in range(200)]

    assert all((grades[~opened] == 0).all() for opened, grades in seen)
    assert all((grades[opened] >= 1).all() for opened, grades in seen)
    assert max(int((grades >= 3).sum()) for _, grades in seen) == 1
    assert [np.mean([opened[at] for opened, _ in seen]) for at in range(3)] == pytest.approx(
        [0.95, 0.75, 0.55], abs=0.1
    )


def test_the_log_is_the_same_for_the_same_seed_and_is_cut_at_whole_intakes():
    world = shape("few features", 3)
    log, again = (observe(world, 20, np.random.default_rng(5)) for _ in range(2))

    assert isinstance(log, Log)
    assert np.array_equal(log.grades, again.grades)
    assert set(log.first(7).intake.tolist()) == set(range(7))
    assert set(log.positions.tolist()) == {0, 1, 2}  # this world counts from nought


@pytest.mark.parametrize("name", SHAPES)
def test_every_bare_world_is_well_formed(name):
    world = shape(name, 0)

    assert all(case.rows.shape == (len(case.worth), len(world.specs)) for case in world.cases)
    assert all(((case.rows >= 0) & (case.rows <= 1)).all() for case in world.held)
    assert len(world.held) == 300


def test_the_best_variant_is_picked_by_its_median_over_worlds():
    def at(*figures: float) -> dict[str, dict[int, dict[str, Measured]]]:
        return {"rival": {30: {f"v{at}": Measured(figure, 0.0, 0.0) for at, figure in enumerate(figures)}}}

    name, chosen = best_variant([at(0.5, 0.6), at(0.5, 0.7), at(0.9, 0.1)], "rival", 30) or ("", [])

    assert (name, [one.ndcg for one in chosen]) == ("v1", [0.6, 0.7, 0.1])
    assert best_variant([{"rival": {}}], "rival", 30) is None


def test_the_chart_is_well_formed_and_its_labels_do_not_touch():
    lines = {"ours & all": {0: (0.8, 0.7, 0.9), 30: (0.9, 0.8, 1.0)}, "other": {30: (0.895, 0.8, 0.9)}}
    root = ET.fromstring(chart(lines, (0, 30), band="ours & all", title="NDCG"))
    texts = {node.text: float(node.get("y", 0)) for node in root.iter("{http://www.w3.org/2000/svg}text")}

    assert abs(texts["ours & all"] - texts["other"]) >= 16
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 2


def test_the_page_marks_what_was_not_measured_and_tells_least_and_most():
    worlds = [
        {OURS: {0: {"": Measured(figure, 0.5, 0.1)}, 30: {"": Measured(figure, 0.5, 0.1)}}, "rival": {30: {"v": RIVAL}}}
        for figure in (0.7, 0.8, 0.9)
    ]
    results = Results("2026-11-29", (0, 30), worlds, {"curved": worlds}, Speed(0.002, 0.03, 4.0, 5.0), "numpy 0")
    page = to_page(results)

    assert "| **AdditiveRanker (ours)** | 0.800 (0.70–0.90) | 0.800 (0.70–0.90) |" in page
    assert "| rival | – | 0.600 (0.60–0.60) |" in page
    assert "LightGBM takes 30.0 ms, 15 times as long" in page
    assert to_chart(results).startswith("<svg")


RIVAL = Measured(0.6, 0.4, 0.2)


def test_firms_that_the_log_never_knew_are_judged_apart():
    held, elsewhere = (Case(np.array([[0.0], [1.0]]), np.array(worth)) for worth in ([0.0, 4.0], [4.0, 0.0]))
    specs = (FeatureSpec("a", 1, 1.0),)
    graded = [Case(np.zeros((5, 1)), np.arange(5.0))]
    world = World("two", specs, graded, [held], elsewhere=[elsewhere])

    found = judge_ranking(world, lambda rows: rows[:, 0])

    assert (found.ndcg, found.best_shown) == (1.0, 1.0)
    assert found.elsewhere == pytest.approx(1 / math.log2(3))
    assert math.isnan(judge_ranking(replace(world, elsewhere=()), lambda rows: rows[:, 0]).elsewhere)
