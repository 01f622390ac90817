"""The admin trains a ranking model, reads its report, promotes it and rolls back; anybody reads the public card."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

import auditmatch  # noqa: F401 - loads every model, as the application does
from foundation.access.scope import NOBODY, open_session
from foundation.clock import now
from foundation.db import open_engine
from matcher.ranker.record import count_with_outcomes
from tests.factories.outcomes import keep_outcomes

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
