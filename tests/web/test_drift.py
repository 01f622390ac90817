"""The pages of the weekly look, and its line on the admin desk."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bench.drift import AT, asking
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import now
from matcher.drift.chore import drift_chore
from matcher.drift.features import FeatureDrift
from matcher.outcomes.models import EligibleSpread
from matcher.quotes.models import FeeHonesty
from tests.factories.drift import NAMES, add_check, keep_asking, keep_looks, usual

PAGE, DESK = "/admin/models/drift/", "/admin/desk"
FORGOTTEN = FeatureDrift("price", usual(unknown=0.7), usual())


@pytest.fixture
def looked(app, change, monkeypatch):
    """Look by the chore, in a world as it is told."""

    def done(*, level=0.0, ratio=(1.0, 0.95, 1.05), **spreads):
        today = now().date()
        world = asking(3, 20, level=level)
        moved = replace(world, at=tuple(at + (now() - AT) for at in world.at))
        change(lambda session: keep_asking(session, moved))
        change(lambda session: keep_looks(session, today - timedelta(weeks=20)))
        change(lambda session: keep_looks(session, today - timedelta(days=3), **spreads))
        counts = {"inside": 20, "below": 4, "above": 6}
        ends = {"median_ratio": ratio[0], "ratio_low": ratio[1], "ratio_high": ratio[2]}
        change(lambda session: session.add(FeeHonesty(at=now(), **counts, **ends)))
        look(app, monkeypatch)

    return done


def look(app, monkeypatch, minute=20):
    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=minute))
    drift_chore(app.extensions["settings"], app.extensions["engine"])()


def test_before_the_first_look_the_page_says_so_and_the_desk_is_quiet(sign_in):
    ada = sign_in("ada")

    assert "Nobody has looked yet" in ada.get(PAGE).text
    assert "desk-drift" not in ada.get(DESK).text


def test_a_world_that_stands_still_shows_figures_and_no_line_on_the_desk(sign_in, looked):
    looked()
    ada = sign_in("ada")
    page = ada.get(PAGE).text

    assert page.count("app-badge-good") >= 20  # three parts, seventeen factors
    assert "app-badge-bad" not in page
    assert re.search(
        r"Of [\d,]+ firms shown in [\d,]+ later matches \d+\u00a0% were asked; \d+\u00a0% was expected\.", page
    )
    assert len(re.findall(r'data-label="Expected"', page)) == 5
    assert "20 of 30 quotes lie inside what we estimated; in the middle they are 1.00 times the estimate." in page
    assert "17 of 17 factors can be told." in page
    assert "desk-drift" not in ada.get(DESK).text


@pytest.mark.parametrize(
    ("drift", "line", "part"),
    [
        ({"level": -1.5}, "Firms are asked less often than expected.", "calibration"),
        ({"price": {"unknown": 30}}, "Price: Unknown of 75\u00a0% of the eligible firms; it was 0\u00a0%.", "features"),
        ({"ratio": (1.3, 1.2, 1.4)}, "Firms quote more than we estimate.", "fees"),
    ],
)
def test_what_is_off_stands_on_its_page_and_on_the_desk(sign_in, looked, drift, line, part):
    looked(**drift)
    ada = sign_in("ada")

    assert ada.get(PAGE).text.count('class="drift-off"') == 1
    assert line in ada.get(PAGE).text
    (link, said) = re.findall(rf'<a href="({PAGE}#[a-z]+)">([^<]+)', ada.get(DESK).text)[0]
    assert said.startswith(line)
    assert link == f"{PAGE}#{part}"


def test_looking_that_stopped_is_said_on_both_pages(sign_in, change):
    change(lambda session: add_check(session, now() - timedelta(days=15)))
    ada = sign_in("ada")

    assert "Nobody has looked for over two weeks." in ada.get(PAGE).text
    assert "Nobody looks whether the ranking still holds" in ada.get(DESK).text


def test_too_little_is_never_a_green_light(sign_in, change):
    change(lambda session: add_check(session, now()))
    page = sign_in("ada").get(PAGE).text

    assert "app-badge-good" not in page
    assert page.count("Too few to tell:") == 2


def test_the_weeks_before_stand_below_and_each_has_a_page(sign_in, change):
    change(lambda session: add_check(session, now() - timedelta(weeks=1), FORGOTTEN))
    change(lambda session: add_check(session, now()))
    ada = sign_in("ada")
    page = ada.get(PAGE).text
    rows = re.findall(rf'<th scope="row"><a href="({PAGE}[0-9a-f-]{{36}})">', page)

    assert len(rows) == 2
    assert "drift-off" not in ada.get(rows[0]).text
    assert "Price: Unknown of 70\u00a0% of the eligible firms; it was 10\u00a0%." in ada.get(rows[1]).text
    assert ada.get(f"{PAGE}{'0' * 8}-0000-4000-8000-{'0' * 12}").status_code == 404


def test_many_weeks_are_cut_into_pages(sign_in, change):
    for weeks in range(27):
        change(lambda session, weeks=weeks: add_check(session, now() - timedelta(weeks=weeks)))
    ada = sign_in("ada")

    assert "Page 1 of 2" in ada.get(PAGE).text
    assert ada.get(f"{PAGE}?page=2").text.count('<th scope="row"><a') == 1


def test_the_chore_looks_at_its_minute_and_once_a_week(app, sign_in, monkeypatch):
    ada = sign_in("ada")
    look(app, monkeypatch, minute=19)
    assert "Nobody has looked yet" in ada.get(PAGE).text
    look(app, monkeypatch)
    look(app, monkeypatch)

    assert ada.get(PAGE).text.count('<th scope="row"><a') == 1


@pytest.mark.parametrize("person", ["alice", "bob", "sam", "fiona", "charlie"])
def test_only_admins_see_it(sign_in, person):
    assert sign_in(person).get(PAGE).status_code == 403


def test_a_match_writes_down_how_all_eligible_firms_stood_and_nothing_else(house):
    with open_session(house.extensions["engine"], EVERY_ORGANISATION) as session:
        row = session.scalars(sa.select(EligibleSpread)).first()
        assert set(row.spread) == set(NAMES)
        assert row.spread["platform_fit"] is None  # the furnished intake names no platform
        assert row.spread["industry_depth"].keys() == {"unknown", "low", "high", "deviation"}
        assert row.firms >= 1
