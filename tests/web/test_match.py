"""From an intake to three matched firms, and what stands on their pages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from matcher.firms.models import Firm
from matcher.matches.models import MatchRun
from matcher.matches.pages import shown_matches
from tests.factories.intake import DULL_FIRM, add_firms, add_intake, four_firms


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def matched(acting_for, sign_in):
    """Match an intake of Acme with some firms: gives Alice's browser and the path of the run."""

    def run(*firms, **answers):
        session = acting_for("Acme")
        add_firms(session, *firms)
        intake_id = add_intake(session, **answers).id
        session.commit()
        alice = sign_in("alice")
        return alice, alice.post(f"/intakes/{intake_id}/match").location

    return run


def test_three_firms_are_shown_best_first(matched):
    alice, run = matched(*four_firms())

    page = alice.get(run).text

    assert "Your three matches" in page
    assert page.index("Deepest Assurance") < page.index("Middling Assurance") < page.index("Shallow Assurance")
    assert "$20,000 to $25,000" in page


def test_the_earliest_report_is_worked_out_by_hand(matched, acting_for):
    matched(DULL_FIRM)

    (shown,) = shown_matches(acting_for("Acme").scalars(sa.select(MatchRun)).one())

    # ready on 23 November 2026, a window of 6 months to 23 May 2027, 3 + 4 weeks of work
    assert shown.earliest_report_on == date(2027, 7, 11)


def test_every_firm_that_was_ruled_out_stands_with_its_rule(matched):
    alice, run = matched(*four_firms())

    page = alice.get(f"{run}/excluded").text

    assert "Costly Assurance" in page
    assert "Its estimated fee is above your budget" in page
    assert "We estimate its fee at $40,000 to $50,000; your budget ends at $30,000." in page


def test_the_list_of_those_ruled_out_is_narrowed_by_rule(matched):
    alice, run = matched(*four_firms())

    assert "Costly Assurance" in alice.get(f"{run}/excluded?rule=over_budget").text
    assert "Costly Assurance" not in alice.get(f"{run}/excluded?rule=no_capacity").text


def test_the_contributions_of_each_match_add_up_to_its_difference_as_printed(matched, acting_for):
    matched(*four_firms())

    shown = shown_matches(acting_for("Acme").scalars(sa.select(MatchRun)).one())

    for match in shown:
        assert round(sum(row.points for row in match.contributions), 1) == match.difference
        assert round(match.average + match.difference, 1) == match.score
    assert shown[0].difference > 0 > shown[2].difference


def test_the_details_name_every_factor(matched):
    alice, run = matched(*four_firms())

    page = alice.get(f"{run}/details/1").text

    assert "50 fintech reports" in page
    assert page.count('<th scope="row">') == 17
    assert alice.get(f"{run}/details/4").status_code == 404


@pytest.fixture
def apart(matched, acting_for):
    """Match two firms that are so far apart, with so much uncertain about it, in points."""

    def run(difference, uncertain):
        alice, address = matched(*four_firms())
        session = acting_for("Acme")
        kept = session.scalars(sa.select(MatchRun)).one()
        first, second, third = kept.shown
        first = first | {"score": 0.7, "spread": uncertain / 100, "is_close": difference <= uncertain}
        second = second | {"score": 0.7 - difference / 100, "spread": 0.001, "is_close": False}
        kept.shown = [first, second, third | {"score": 0.1}]
        session.commit()
        return alice, address

    return run


def test_matches_that_are_too_close_to_call_say_so_on_both_cards_and_by_how_much(apart):
    alice, run = apart(0.8, 2.1)
    page = alice.get(run).text

    for other in ("number 2, Middling Assurance", "number 1, Deepest Assurance"):
        said = f"Too close to call against {other}: 0.8 points apart, no more than the 2.1 that are uncertain."
        assert page.count(said) == 1
    assert page.count("Too close to call") == 2


def test_the_details_say_how_sure_the_order_is_towards_both_neighbours(apart):
    alice, run = apart(0.8, 2.1)
    page = alice.get(f"{run}/details/2").text

    assert "<strong>Too close to call</strong> against number 1, Deepest Assurance: 0.8 points apart" in page
    assert "Ahead of number 3, Shallow Assurance: 59.2 points apart, more than what is uncertain about it" in page
    assert f'href="{run}#changes"' in page


def test_matches_that_are_far_apart_are_not_called_close(apart):
    alice, run = apart(3.0, 2.1)

    assert "Too close to call" not in alice.get(run).text
    assert "Behind number 1, Deepest Assurance: 3.0 points apart, more than" in alice.get(f"{run}/details/2").text


def test_the_comparison_lays_the_matches_side_by_side(matched):
    alice, run = matched(*four_firms())

    page = alice.get(f"{run}/compare").text

    assert page.count('<th scope="col">') == 4
    assert "Reports in fintech" in page


def test_fewer_than_three_are_shown_without_padding(matched):
    alice, run = matched(*four_firms()[2:])

    page = alice.get(run).text

    assert "One match" in page
    assert "No other of the 2 firms meets every rule" in page


def test_no_match_names_what_binds_and_shows_no_firm(matched):
    alice, run = matched(*four_firms(), budget_usd={"min": None, "max": 15_000})

    page = alice.get(run).text

    assert "No firm fits as things stand" in page
    assert "Its estimated fee is above your budget." in page
    assert "Deepest Assurance would qualify" not in page.split("What would change this")[0]


def test_an_empty_directory_is_said_to_be_empty(matched):
    alice, run = matched()

    assert "The directory is empty" in alice.get(run).text


def test_trying_a_change_leaves_the_intake_as_it_was(matched, acting_for):
    alice, run = matched(*four_firms(), budget_usd={"min": None, "max": 15_000})

    trial = alice.post(f"{run}/try/1").location

    assert "With a budget of $20,000 instead of $15,000" in alice.get(trial).text
    assert '"max": 15000' in alice.get(f"{run.partition('/matches/')[0]}/intake.json").text


def test_a_tried_change_can_be_taken_into_the_intake(matched):
    alice, run = matched(*four_firms(), budget_usd={"min": None, "max": 15_000})
    trial = alice.post(f"{run}/try/1").location

    alice.post(f"{trial}/adopt")

    assert '"max": 20000' in alice.get(f"{run.partition('/matches/')[0]}/intake.json").text


def test_a_change_that_was_not_proposed_cannot_be_tried(matched):
    alice, run = matched(*four_firms())

    assert alice.post(f"{run}/try/99").status_code == 404


def test_the_page_is_the_same_after_firms_have_changed(matched, acting_for):
    alice, run = matched(*four_firms())
    before = alice.told(run)
    session = acting_for("Acme")
    for firm in session.scalars(sa.select(Firm)):
        firm.name, firm.type_2_fee_min_usd, firm.industries = "Renamed", 1, {}
    session.commit()

    assert alice.told(run) == before


def test_a_run_keeps_nothing_that_only_admins_see(matched, acting_for):
    matched(DULL_FIRM)

    run = acting_for("Acme").scalars(sa.select(MatchRun)).one()

    assert "Secret Client" not in str([run.shown, run.directory, run.report])
    assert "partner@dull.example" not in str([run.shown, run.directory, run.report])


def test_a_deadline_that_passed_since_it_was_saved_is_said_on_the_review(matched):
    alice, location = matched(DULL_FIRM, report_needed_by="2026-11-22")

    page = alice.get(location).text

    assert "/matches/" not in location
    assert "The day you need the report by, 2026-11-22, has passed" in page


def test_matching_leaves_a_line_in_the_trail(matched, acting_for):
    matched(*four_firms())

    entry = acting_for("Acme").scalars(sa.select(AuditEntry).where(AuditEntry.action == "intake.matched")).one()

    assert entry.detail == {"shown": ["F-001", "F-002", "F-003"]}


@pytest.mark.parametrize("path", ["", "/excluded", "/compare", "/details/1", "/report.json"])
def test_a_run_does_not_exist_for_another_organisation(matched, sign_in, path):
    _alice, run = matched(*four_firms())

    assert sign_in("charlie").get(run + path).status_code == 404
    assert sign_in("bob").get(run + path).status_code == 200


def test_who_may_only_read_cannot_match(matched, sign_in):
    _alice, run = matched(*four_firms())
    intake = run.partition("/matches/")[0]

    assert sign_in("bob").post(f"{intake}/match").status_code == 403
    assert sign_in("alice").get(f"{intake}/match").status_code == 405


def test_the_report_comes_as_a_file(matched):
    alice, run = matched(*four_firms())

    assert alice.get(f"{run}/report.json").json["matches"][0]["firm_id"] == "F-001"


def test_the_model_card_publishes_the_weights_to_anyone(client):
    page = client.get("/matching/model").text

    assert "Reports in your industry" in page
    assert "no firm can pay for a place or a rank" in page


def test_long_names_and_markup_in_them_are_written_out(matched):
    name = "<b>" + "Long" * 40
    alice, run = matched(replace(DULL_FIRM, name=name))

    assert "&lt;b&gt;LongLong" in alice.get(run).text
