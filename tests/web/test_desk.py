"""The admin desk, complaints, and the search over everything."""

import re

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.mail.models import OutgoingMail
from matcher.complaints.models import Complaint
from matcher.firms.models import Firm
from matcher.introductions.models import Introduction
from tests.factories.introduction import add_bare_firm, add_introduction


@pytest.fixture
def house(app):
    """A request of Acme to the firm of Fiona's people; gives its id."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
        add_bare_firm(session, vetting_status="verified", open_slots=2, capacity_as_of=now().date())
        add_bare_firm(session, "F-901", name="Full House CPAs", vetting_status="verified", open_slots=0)
        add_bare_firm(session, "F-902", name="Faded CPAs", vetting_status="stale")
        asked = add_introduction(session, ids["Acme"], partner_id=ids["Invented Assurance"], answer_by=now())
        session.commit()
        return asked.id


def change(app, statement):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(statement)
        session.commit()


def parts(page):
    """Give the title of each part with its count."""
    found = re.findall(r'<h2 class="card-title">(.*?) <span class="desk-count[^"]*">(\d+)</span>', page)
    return {re.sub(r",? ?last 30 days", "", title): int(count) for title, count in found}


def test_the_desk_counts_what_needs_somebody(app, house, sign_in):
    found = parts(sign_in("ada").get("/admin/desk").text)

    assert found == {
        "Clock runs out within 4 hours": 1,
        "No answer within 24 hours": 0,
        "Intakes that no firm answered": 0,
        "Complaints without an answer": 0,
        "Firms whose vetting is stale": 1,
        "Firms without known capacity": 2,
    }


def test_a_request_that_ran_out_is_a_breach_and_leaves_its_intake_unanswered(app, house, sign_in):
    change(app, sa.update(Introduction).values(stage="expired", closed_at=now()))
    page = sign_in("ada").get("/admin/desk").text

    assert parts(page)["No answer within 24 hours"] == 1
    assert parts(page)["Intakes that no firm answered"] == 1
    assert "1 asked, the last over on" in page


def test_an_intake_that_the_company_gave_up_itself_is_not_unanswered(app, house, sign_in):
    change(app, sa.update(Introduction).values(stage="withdrawn", closed_at=now()))

    assert parts(sign_in("ada").get("/admin/desk").text)["Intakes that no firm answered"] == 0


def test_a_complaint_reaches_the_desk_and_its_answer_whoever_wrote_it(app, house, sign_in):
    fiona, ada = sign_in("fiona"), sign_in("ada")
    assert fiona.post(f"/portal/introductions/{house}/complaint", data={"text": ""}).status_code == 422
    fiona.post(f"/portal/introductions/{house}/complaint", data={"text": "The brief was <b>wrong</b>."})
    assert parts(ada.get("/admin/desk").text)["Complaints without an answer"] == 1
    assert "The brief was" not in sign_in("alice").get(f"/introductions/{house}/complaint").text

    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        key = session.scalars(sa.select(Complaint.id)).one()
    assert "The brief was &lt;b&gt;wrong&lt;/b&gt;." in ada.get(f"/admin/complaints/{key}").text
    assert ada.post(f"/admin/complaints/{key}", data={"answer": "We corrected it."}).status_code == 303
    assert ada.post(f"/admin/complaints/{key}", data={"answer": "Once more."}).status_code == 409

    assert "We corrected it." in fiona.get(f"/portal/introductions/{house}/complaint").text
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        mails = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.occasion.like("complaint/%"))).all()
        lines = session.scalars(sa.select(AuditEntry).where(AuditEntry.thing == "complaint")).all()
    assert sorted(mail.recipient for mail in mails) == ["ada@example.com", "fiona@example.com"]
    assert sorted(line.action for line in lines) == ["complaint.answered", "complaint.raised"]
    assert [line.detail for line in lines if line.action == "complaint.answered"] == [{"reason": "We corrected it."}]


def test_the_search_finds_firms_people_organisations_and_introductions(app, house, sign_in):
    ada = sign_in("ada")

    assert "F-901" in ada.get("/admin/search?q=full+house").text
    found = ada.get("/admin/search?q=acme").text
    assert "Acme and Firm F-900" in found
    assert "company, since" in found
    assert "charlie@example.com" in ada.get("/admin/search?q=charlie").text
    assert "Nothing holds “zzz%_”" in ada.get("/admin/search?q=zzz%25_").text


def test_the_search_gives_nothing_of_a_companys_own(app, house, sign_in):
    sign_in("alice").post("/controls/new", data={"control_id": "ZEBRA-1", "title": "Zebra", "statement": "Zebra."})

    assert "Nothing holds" in sign_in("ada").get("/admin/search?q=zebra").text


def test_only_admins_come_to_the_desk(house, sign_in):
    assert [sign_in(who).get("/admin/desk").status_code for who in ("alice", "fiona", "ada")] == [403, 403, 200]


def test_a_firm_that_told_its_capacity_lately_is_not_listed(app, house, sign_in):
    change(app, sa.update(Firm).where(Firm.firm_id == "F-901").values(open_slots=1, capacity_as_of=now().date()))

    assert parts(sign_in("ada").get("/admin/desk").text)["Firms without known capacity"] == 1
