"""Where a firm stands: the status page, suspending and reinstating, and two persons."""

import re
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from matcher.firms.models import Firm, FirmChange
from matcher.vetting.models import VettingCheck
from tests.factories.firm import add_firm

NEEDED = {
    "firm_licence": {"licence_state": "OH", "licence_status": "active", "licence_expires_on": "2028-06-30"},
    "peer_review": {
        "peer_review_type": "system", "peer_review_rating": "pass", "peer_review_period_end": "2025-12-31",
        "peer_review_covers_soc": "yes",
    },
    "clean_opinion": {"promises": "no"},
}  # fmt: skip
COMMON = {"checked_on": "2026-11-20", "source": "A test"}


@pytest.fixture
def add(acting_for):
    def more(**fields):
        session = acting_for("The platform")
        key = add_firm(session, **fields).id
        session.commit()
        return key

    return more


@pytest.fixture
def stored(acting_for):
    def read(key):
        with acting_for("The platform") as session:
            return session.get(Firm, key)

    return read


def move(browser, key, status, reason="Because", **fields):
    return browser.post(f"/admin/firms/{key}/vetting/status", data={"status": status, "reason": reason} | fields)


def check_all(browser, key):
    for name, fields in NEEDED.items():
        sent = browser.post(f"/admin/firms/{key}/vetting/new/{name}", data=COMMON | fields)
        assert sent.status_code == 303


def entries(acting_for):
    with acting_for("The platform") as session:
        lines = session.scalars(sa.select(AuditEntry).where(AuditEntry.thing == "firm").order_by(AuditEntry.at))
        return [(line.action, line.detail.get("reason")) for line in lines]


def test_a_candidate_is_reviewed_checked_and_verified_each_with_a_reason(sign_in, acting_for, add, stored):
    ada = sign_in("ada")
    key = add(
        vetting_status="candidate", verified_on=None, licence_checked_on=None, peer_review_type=None,
        guarantees_clean_opinion=None,
    )  # fmt: skip
    assert move(ada, key, "under_review", "They asked us", version="1").status_code == 303
    refused = move(ada, key, "verified", "Looks fine")
    assert refused.status_code == 422
    assert "It cannot be verified yet. We have no day on which its licence was checked" in refused.text
    check_all(ada, key)
    page = ada.get(f"/admin/firms/{key}/vetting").text
    assert "Licence, peer review and its word on opinions stand" in page

    assert move(ada, key, "verified", "All three are checked", version=str(stored(key).version)).status_code == 303

    firm = stored(key)
    assert (firm.vetting_status, firm.verified_on is not None) == ("verified", True)
    assert entries(acting_for) == [
        ("firm.status_changed", "They asked us"),
        *[("firm.checked", None)] * 3,
        ("firm.status_changed", "All three are checked"),
    ]
    history = ada.get(f"/admin/firms/{key}/vetting").text.split("Where it stood")[1]
    assert history.index("All three are checked") < history.index("They asked us")


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"status": "candidate"}, {"status": ""}, {"status": "splendid"}])
def test_a_move_that_is_not_offered_or_has_no_reason_changes_nothing(sign_in, add, stored, wrong):
    key = add()
    sent = {"status": "stale", "reason": "Because", "version": "1"} | wrong

    assert sign_in("ada").post(f"/admin/firms/{key}/vetting/status", data=sent).status_code == 422
    assert (stored(key).vetting_status, stored(key).version) == ("verified", 1)


def test_a_move_from_an_older_version_is_refused(sign_in, add, stored):
    ada, key = sign_in("ada"), add()
    move(ada, key, "stale", version="1")

    assert move(ada, key, "removed", version="1").status_code == 409
    assert stored(key).vetting_status == "stale"


def test_a_stale_firm_is_verified_again_in_one_step_once_its_facts_stand(sign_in, add, stored):
    ada, key = sign_in("ada"), add(vetting_status="stale", licence_checked_on=date(2025, 1, 1))
    assert "Verify again" not in ada.get(f"/admin/firms/{key}/vetting").text
    check_all(ada, key)

    assert "Verify again" in ada.get(f"/admin/firms/{key}/vetting").text
    chosen = ada.get(f"/admin/firms/{key}/vetting/status?to=verified").text
    assert re.search(r'<input checked[^>]*value="verified"', chosen)
    assert move(ada, key, "verified", version=str(stored(key).version)).status_code == 303
    assert stored(key).vetting_status == "verified"


def test_with_two_persons_the_first_alone_verifies_nobody(app, sign_in, acting_for, add, stored, second_admin):
    app.extensions["settings"] = replace(app.extensions["settings"], two_person_vetting=True)
    ada, bertha, key = sign_in("ada"), sign_in("bertha"), add(vetting_status="under_review")
    check_all(ada, key)

    refused = move(ada, key, "verified", version=str(stored(key).version))
    assert refused.status_code == 422
    assert refused.text.count("a second admin must confirm the check of 20 November 2026") >= 3
    with acting_for("The platform") as session:
        found = session.scalars(sa.select(VettingCheck.id)).all()
    for one in found:
        assert bertha.post(f"/admin/firms/{key}/vetting/checks/{one}/confirm").status_code == 303
    assert move(ada, key, "verified", version=str(stored(key).version)).status_code == 303


def test_a_suspension_that_ends_keeps_the_day_of_the_verification(sign_in, add, stored):
    ada, key = sign_in("ada"), add()
    ada.post(f"/admin/firms/{key}/suspend", data={"reason": "Complaint", "version": "1"})
    ada.post(f"/admin/firms/{key}/reinstate", data={"reason": "Settled", "version": "2"})

    assert (stored(key).vetting_status, str(stored(key).verified_on)) == ("verified", "2026-10-02")


def test_a_firm_whose_facts_ran_out_while_suspended_comes_back_under_review(sign_in, add, stored, acting_for):
    ada, key = sign_in("ada"), add(licence_status="lapsed")
    ada.post(f"/admin/firms/{key}/suspend", data={"reason": "Complaint", "version": "1"})

    assert "From then on it stands here: Under review" in ada.get(f"/admin/firms/{key}/reinstate").text
    ada.post(f"/admin/firms/{key}/reinstate", data={"reason": "Settled", "version": "2"})

    assert (stored(key).vetting_status, stored(key).verified_on) == ("under_review", None)
    assert entries(acting_for) == [("firm.suspended", "Complaint"), ("firm.reinstated", "Settled")]


def test_a_removed_firm_is_not_suspended_and_begins_anew_as_a_candidate(sign_in, client, add, stored):
    ada, key = sign_in("ada"), add()
    assert move(ada, key, "removed", version="1").status_code == 303
    assert client.get(f"/firms/{key}").status_code == 404

    assert ada.post(f"/admin/firms/{key}/suspend", data={"reason": "x", "version": "2"}).status_code == 409
    assert move(ada, key, "candidate", version="2").status_code == 303
    assert (stored(key).vetting_status, stored(key).verified_on) == ("candidate", None)


def test_the_status_page_of_a_suspended_firm_leads_to_reinstating(sign_in, add):
    key = add(vetting_status="suspended")
    page = sign_in("ada").get(f"/admin/firms/{key}/vetting/status").text

    assert f"/admin/firms/{key}/reinstate" in page
    assert 'value="verified"' not in page


def test_history_has_one_line_a_move_with_who_and_why(sign_in, acting_for, add):
    key = add()
    move(sign_in("ada"), key, "under_review", "A complaint came in", version="1")

    with acting_for("The platform") as session:
        lines = session.scalars(sa.select(FirmChange).where(FirmChange.field == "vetting_status")).all()
        assert [(one.old, one.new, one.source, one.actor_name) for one in lines] == [
            ("verified", "under_review", "A complaint came in", "Ada")
        ]
