"""The admin trains a ranking model, reads its report, promotes it and rolls back; anybody reads the public card."""

import uuid
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

import auditmatch  # noqa: F401 - loads every model, as the application does
from foundation.access.scope import NOBODY, open_session
from foundation.clock import now
from foundation.db import open_engine
from matcher.drift.features import FeatureDrift
from matcher.drift.queries import latest_check
from matcher.ranker.record import count_with_outcomes
from matcher.ranking.expert import expert_ranker
from matcher.ranking.stored import model_to_json
from tests.factories.drift import add_check, usual
from tests.factories.outcomes import keep_outcomes
from tests.factories.ranking_model import UNTIL, add_model

pytestmark = pytest.mark.browser


@pytest.fixture
def outcomes(address, demo_folder):
    """Outcomes of ninety intakes in the demo's record, kept once."""
    engine = open_engine(f"sqlite:///{demo_folder}/instance/auditmatch.db")
    with open_session(engine, NOBODY) as session:
        if count_with_outcomes(session) < 30:
            keep_outcomes(session, 90, now() - timedelta(days=30))
            session.commit()
    engine.dispose()


def test_a_model_is_trained_promoted_and_rolled_back(page: Page, check, sign_in, outcomes):
    sign_in("admin@auditmatch.example")
    page.goto("/admin/models/")
    check()
    page.get_by_role("button", name="Train a candidate").click()
    expect(page.get_by_text("A candidate is being trained.")).to_be_visible()
    check()
    expect(page.get_by_role("button", name="Train a candidate")).to_be_visible(timeout=60_000)
    page.get_by_role("region", name="Models").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Order of the firms (NDCG@3)")).to_be_visible()
    check()
    version = page.get_by_role("heading", level=1).inner_text()

    page.get_by_role("button", name="Let it rank").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why")
    check()
    page.get_by_label("Why?").fill("Better on later intakes")
    page.get_by_role("button", name="Let it rank").click()
    expect(page.get_by_text("Better on later intakes")).to_be_visible()
    page.goto("/matching/model")
    expect(page.get_by_role("main")).to_contain_text(version.lower())
    check()

    page.goto("/admin/models/")
    page.get_by_label("Which model shall rank again?").select_option("prior")
    page.get_by_label("Why?").fill("Only a test")
    page.get_by_role("button", name="Let it rank again").click()
    expect(page.get_by_text("The expert prior ranks again.")).to_be_visible()
    check()
    page.goto("/matching/model")
    expect(page.get_by_text("The expert prior is in force")).to_be_visible()
    check()


@pytest.fixture
def sized(demo_folder):
    """The address of a candidate that likes large firms."""
    model = expert_ranker()
    model.name, model.version, model.trained_on_ = "learnt-from-outcomes", f"sized-{uuid.uuid4().hex[:6]}", 60
    model.coef_[model.feature_names.index("tier")] = 0.04
    engine = open_engine(f"sqlite:///{demo_folder}/instance/auditmatch.db")
    with open_session(engine, NOBODY) as session:
        row = add_model(session, model.version, content=model_to_json(model, {"shown_until": UNTIL}))
        session.commit()
        address = f"/admin/models/{row.id}"
    engine.dispose()
    return address


def test_a_model_that_keeps_small_firms_down_asks_for_a_tick_and_public_pages_say_so(page: Page, check, sign_in, sized):
    sign_in("admin@auditmatch.example")
    page.goto(sized)
    page.get_by_label("Why?").fill("Our companies ask for large firms")
    page.get_by_role("button", name="Let it rank").click()
    expect(page.get_by_text("Small firms would get less than their eligibility gives.")).to_be_visible()
    check()

    page.get_by_label("Let it rank although small firms get less").check()
    page.get_by_role("button", name="Let it rank").click()
    expect(page.get_by_text("It ranks every match.")).to_be_visible()
    page.goto("/matching/exposure")
    expect(page.get_by_text("No named feature")).to_be_visible()
    check()
    page.goto("/matching/model")
    expect(page.get_by_text("although small firms get less for no named reason").first).to_be_visible()
    check()

    page.goto("/admin/models/")
    page.get_by_label("Which model shall rank again?").select_option("prior")
    page.get_by_label("Why?").fill("Only a test")
    page.get_by_role("button", name="Let it rank again").click()
    expect(page.get_by_text("The expert prior ranks again.")).to_be_visible()


@pytest.fixture
def looked(address, demo_folder):
    """A look of next week that found the price unknown of many more firms, kept once."""
    engine = open_engine(f"sqlite:///{demo_folder}/instance/auditmatch.db")
    with open_session(engine, NOBODY) as session:
        latest = latest_check(session)
        if latest is None or not latest.off:
            off = FeatureDrift("price", usual(unknown=0.7), usual())
            add_check(session, now() + timedelta(weeks=1), off, FeatureDrift("tier", usual(), usual()))
            session.commit()
    engine.dispose()


def test_an_admin_reads_from_the_desk_what_the_weekly_look_found_off(page: Page, check, sign_in, looked):
    sign_in("admin@auditmatch.example")
    page.goto("/admin/desk")
    check()
    page.get_by_role("link", name="Price: Unknown of 70").click()
    expect(page.get_by_role("heading", name="Does the ranking still hold?")).to_be_visible()
    check()
    page.get_by_role("region", name="Week by week").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="The latest look")).to_be_visible()
    check()
