"""The ledger's pages for admins: recording, confirming, withdrawing, the queue."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from auditmatch import file_chore
from foundation.audit.models import AuditEntry
from foundation.clock import now, today
from matcher.firms.models import Firm, FirmChange
from matcher.vetting.facts import Fact
from matcher.vetting.models import VettingCheck
from tests.factories.firm import add_firm

NOWHERE = "00000000-0000-0000-0000-000000000000"
COMMON = {"checked_on": "2026-11-20", "source": "https://board.example/oh-1234"}
SENT = {
    "firm_licence": {
        "licence_state": "oh", "licence_number": "OH-1234", "licence_status": "active",
        "licence_expires_on": "2028-06-30",
    },
    "signer_licence": {"signer": "Jo Secretname", "state": "OH", "status": "active", "last_day": "2027-06-30"},
    "peer_review": {
        "peer_review_type": "system", "peer_review_rating": "pass", "peer_review_period_end": "2025-12-31",
        "peer_review_covers_soc": "yes",
    },
    "clean_opinion": {"promises": "no"},
    "credential": {"framework": "ISO 27001", "held": "yes", "last_day": "2028-03-01"},
    "insurance": {"insured": "yes", "insurer": "Hidden Mutual", "amount_usd": "2000000", "last_day": "2027-06-30"},
    "sample_report": {"report": "Report of a payroll company", "flags": ["no_sample_sizes", "generic_description"]},
    "fees": {"type_2_fee_min_usd": "22000", "type_2_fee_max_usd": "33000", "fee_per_extra_category_pct": "12.5"},
    "capacity": {"open_slots": "2", "next_start_on": "2027-01-15", "fieldwork_weeks": "2.5"},
}  # fmt: skip


@pytest.fixture
def firm_id(acting_for):
    session = acting_for("The platform")
    key = add_firm(session).id
    session.commit()
    return key


@pytest.fixture
def platform(acting_for):
    return lambda: acting_for("The platform")


def record(browser, firm_id, name, **fields):
    return browser.post(f"/admin/firms/{firm_id}/vetting/new/{name}", data=COMMON | SENT[name] | fields)


def checks(platform):
    with platform() as session:
        return list(session.scalars(sa.select(VettingCheck).order_by(VettingCheck.recorded_at)))


def trail(platform):
    with platform() as session:
        lines = sa.select(AuditEntry.action).where(AuditEntry.thing == "firm").order_by(AuditEntry.at)
        return session.scalars(lines).all()


@pytest.mark.parametrize(
    ("name", "subject", "finding", "until"),
    [
        ("firm_licence", "OH", "Active, number OH-1234", date(2028, 6, 30)),
        ("signer_licence", "OH", "Active", date(2027, 6, 30)),
        ("peer_review", "", "System review: pass; covers SOC work; period to 31 December 2025", date(2029, 7, 2)),
        ("clean_opinion", "", "No", None),
        ("credential", "iso_27001", "Held", date(2028, 3, 1)),
        ("insurance", "", "Insured for $2,000,000", date(2027, 6, 30)),
        (
            "sample_report",
            "",
            "Grade C, for 2 red flags: tests name no sample sizes; the description of the system is generic",
            None,
        ),
        ("fees", "", "Type 1: not known; Type 2: $22,000 to $33,000; each further category adds 12.5 %", None),
        ("capacity", "", "2 open slots, next start 15 January 2027", None),
    ],
)
def test_each_fact_is_recorded_with_what_was_found(sign_in, platform, firm_id, name, subject, finding, until):
    answer = record(sign_in("ada"), firm_id, name)

    (check,) = checks(platform)
    assert answer.status_code == 303
    assert (check.fact, check.subject, check.valid_until, check.checked_by) == (name, subject, until, "Ada")
    assert check.finding == finding
    assert trail(platform) == ["firm.checked"]


def test_every_fact_has_its_form(sign_in, firm_id):
    ada = sign_in("ada")

    assert {ada.get(f"/admin/firms/{firm_id}/vetting/new/{fact}").status_code for fact in Fact} == {200}
    assert ada.get(f"/admin/firms/{firm_id}/vetting/new/shoe_size").status_code == 404


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("firm_licence", {"licence_checked_on": "2026-11-20", "licence_expires_on": "2028-06-30"}),
        ("peer_review", {"peer_review_period_end": "2025-12-31", "peer_review_source": COMMON["source"]}),
        ("clean_opinion", {}),
        ("credential", {"frameworks": "hipaa; iso_27001:2028-03-01"}),
        ("fees", {"type_2_fee_min_usd": "22000", "type_2_fee_max_usd": "33000", "fees_as_of": "2026-11-20"}),
        ("capacity", {"open_slots": "2", "next_start_on": "2027-01-15", "capacity_as_of": "2026-11-20"}),
        ("insurance", {}),
        ("signer_licence", {}),
        ("sample_report", {}),
    ],
)
def test_a_check_changes_the_columns_that_differ_and_names_its_source(sign_in, platform, firm_id, name, columns):
    record(sign_in("ada"), firm_id, name)

    with platform() as session:
        lines = session.scalars(sa.select(FirmChange).where(FirmChange.field.is_not(None))).all()
    assert {line.field: line.new for line in lines} == columns
    assert {line.source for line in lines} <= {COMMON["source"]}


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("firm_licence", {"licence_state": ""}, "Enter the state"),
        ("firm_licence", {"licence_status": ""}, "Select what the state board says"),
        ("firm_licence", {"licence_status": "splendid"}, "Not a valid choice"),
        ("firm_licence", {"licence_expires_on": "tomorrow"}, "enter a date such as 2027-03-31"),
        ("firm_licence", {"source": " "}, "Enter where it was looked up"),
        ("firm_licence", {"checked_on": ""}, "Enter the day on which it was looked up"),
        ("firm_licence", {"checked_on": "2999-01-01"}, "Enter a day that has come already"),
        ("peer_review", {"peer_review_type": ""}, "Select which review it was"),
        ("peer_review", {"peer_review_rating": ""}, "Select what the review found"),
        ("peer_review", {"peer_review_period_end": ""}, "Enter the last day of the period"),
        ("clean_opinion", {"promises": ""}, "Select yes or no"),
        ("credential", {"framework": ""}, "Enter the framework"),
        ("credential", {"framework": "a; b:c"}, "Enter one framework"),
        ("insurance", {"last_day": ""}, "Enter the last day of the policy"),
        ("insurance", {"amount_usd": "-1"}, "Number must be between"),
        ("sample_report", {"report": ""}, "Enter which report was read"),
        ("sample_report", {"flags": ["no_such_flag"]}, "valid choice"),
        ("fees", {"type_2_fee_max_usd": "21999"}, "enter at least 22000"),
        (
            "fees",
            {"type_2_fee_min_usd": "", "type_2_fee_max_usd": "", "fee_per_extra_category_pct": ""},
            "Enter one fee",
        ),
        ("capacity", {"open_slots": "", "next_start_on": ""}, "Enter how many engagements it can take"),
        ("signer_licence", {"signer": ""}, "Enter the name of the person who signs"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_kept(sign_in, platform, firm_id, name, fields, message):
    answer = record(sign_in("ada"), firm_id, name, **fields)

    assert answer.status_code == 422
    assert message in answer.text
    assert checks(platform) == []
    assert trail(platform) == []


def test_an_evidence_file_comes_back_as_it_was_for_admins_alone(app, sign_in, platform, firm_id, monkeypatch):
    ada = sign_in("ada")
    file = (io.BytesIO(b"<script>alert(1)</script>"), "../../board.html")
    record(ada, firm_id, "insurance", file=file)
    (check,) = checks(platform)
    address = f"/admin/firms/{firm_id}/vetting/checks/{check.id}/evidence"

    given = ada.get(address)

    assert given.data == b"<script>alert(1)</script>"
    assert given.mimetype == "application/octet-stream"
    assert given.headers["Content-Disposition"] == "attachment; filename=board.html"
    assert sign_in("alice").get(address).status_code == 403
    assert ada.get(f"/admin/firms/{firm_id}/vetting/checks/{NOWHERE}/evidence").status_code == 404


def test_an_empty_evidence_file_is_refused(sign_in, platform, firm_id):
    answer = record(sign_in("ada"), firm_id, "insurance", file=(io.BytesIO(b""), "board.png"))

    assert answer.status_code == 422
    assert "board.png is empty" in answer.text
    assert checks(platform) == []


def test_the_hourly_tidying_leaves_evidence_files(app, sign_in, platform, firm_id, monkeypatch):
    record(sign_in("ada"), firm_id, "insurance", file=(io.BytesIO(b"\x89PNG\r\n\x1a\n"), "board.png"))
    monkeypatch.setattr("foundation.orphans.now", lambda: now() + timedelta(days=2))
    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=0))

    file_chore(app.extensions["settings"], app.extensions["engine"])()

    assert len(list(app.extensions["settings"].files.iterdir())) == 1


def test_the_ledger_page_shows_what_stands_what_is_earlier_and_what_is_not_checked(sign_in, platform, firm_id):
    ada = sign_in("ada")
    record(ada, firm_id, "insurance")
    record(ada, firm_id, "insurance", insured="no", checked_on="2026-11-21")

    page = ada.get(f"/admin/firms/{firm_id}/vetting").text

    ledger, earlier = page.split("Earlier checks")
    assert "Not insured" in ledger
    assert "Insured for $2,000,000" not in ledger
    assert "Insured for $2,000,000" in earlier
    assert "Superseded on" in earlier
    assert ledger.count("Not checked") == 8


def test_a_check_that_an_edit_overtakes_is_marked(sign_in, acting_for, platform, firm_id):
    ada = sign_in("ada")
    record(ada, firm_id, "clean_opinion")
    assert "The directory says otherwise" not in ada.get(f"/admin/firms/{firm_id}/vetting").text
    with platform() as session:
        session.get(Firm, firm_id).guarantees_clean_opinion = True
        session.commit()

    assert "The directory says otherwise" in ada.get(f"/admin/firms/{firm_id}/vetting").text
    assert "Changed since this check" in ada.get(f"/firms/{firm_id}").text


def test_nobody_confirms_their_own_check_and_another_admin_does_once(app, sign_in, platform, firm_id, second_admin):
    ada, bertha = sign_in("ada"), sign_in("bertha")
    record(ada, firm_id, "insurance")
    (check,) = checks(platform)
    address = f"/admin/firms/{firm_id}/vetting/checks/{check.id}"

    assert "another admin has to confirm it" in ada.get(address).text
    assert ada.post(f"{address}/confirm").status_code == 422
    assert "I looked it up and found the same" in bertha.get(address).text
    assert bertha.post(f"{address}/confirm").status_code == 303
    assert bertha.post(f"{address}/confirm").status_code == 409
    assert trail(platform) == ["firm.checked", "firm.check_confirmed"]
    assert "confirmed by Bertha" in ada.get(f"/admin/firms/{firm_id}/vetting").text


def test_a_withdrawal_needs_a_reason_and_leaves_one_line(sign_in, platform, firm_id):
    ada = sign_in("ada")
    record(ada, firm_id, "clean_opinion")
    (check,) = checks(platform)
    address = f"/admin/firms/{firm_id}/vetting/checks/{check.id}/withdraw"

    assert ada.get(address).status_code == 200
    assert ada.post(address, data={"reason": " "}).status_code == 422
    assert ada.post(address, data={"reason": "Another firm"}).status_code == 303
    assert ada.post(address, data={"reason": "Again"}).status_code == 409
    assert trail(platform) == ["firm.checked", "firm.check_withdrawn"]
    with platform() as session:
        assert session.get(Firm, firm_id).guarantees_clean_opinion is None


@pytest.mark.parametrize("deed", ["", "/withdraw", "/evidence"])
def test_a_check_is_found_under_its_own_firm_only(sign_in, platform, acting_for, firm_id, deed):
    session = acting_for("The platform")
    other = add_firm(session, firm_id="F-902").id
    session.commit()
    ada = sign_in("ada")
    record(ada, firm_id, "insurance")
    (check,) = checks(platform)

    assert ada.get(f"/admin/firms/{other}/vetting/checks/{check.id}{deed}").status_code == 404


def test_the_queue_lists_by_day_and_says_what_waits(sign_in, platform, firm_id):
    ada = sign_in("ada")
    record(ada, firm_id, "capacity", checked_on="2026-01-02")
    record(ada, firm_id, "insurance", last_day=str(today()))

    ada.get("/admin/vetting")  # says what was recorded just now
    page = ada.get("/admin/vetting").text
    assert page.index("Insured for") > page.index("2 open slots")
    assert "1 overdue" in page
    assert "wait for a second admin" not in page
    assert "Insured for" not in ada.get("/admin/vetting?due=overdue").text
    assert "2 open slots" not in ada.get("/admin/vetting?due=all&fact=insurance").text
    assert ada.get("/admin/vetting?due=odd&fact=odd&page=99999999999").status_code == 200
    assert "Nothing to do here" in ada.get("/admin/vetting?fact=fees").text


def test_with_two_persons_the_queue_says_how_many_wait(app, sign_in, platform, firm_id):
    record(sign_in("ada"), firm_id, "insurance")
    app.extensions["settings"] = replace(app.extensions["settings"], two_person_vetting=True)

    assert "1 wait for a second admin" in sign_in("ada").get("/admin/vetting").text


def test_what_people_typed_is_shown_as_text(sign_in, platform, firm_id):
    ada = sign_in("ada")
    record(ada, firm_id, "insurance", source="<b>x</b>", note="<i>n</i>", insurer="<u>u</u>")
    (check,) = checks(platform)

    page = ada.get(f"/admin/firms/{firm_id}/vetting/checks/{check.id}").text

    assert not re.search("<b>x|<i>n|<u>u", page)
    assert "&lt;b&gt;x" in page
