"""The directory's pages: who may, what they show, and what they refuse."""

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from matcher.firms.forms import entered
from matcher.firms.models import Firm, FirmChange
from matcher.firms.profile import FirmProfile
from tests.factories.firm import add_firm, make_profile

NOWHERE = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def add(acting_for):
    def more(**fields):
        session = acting_for("The platform")
        key = add_firm(session, **fields).id
        session.commit()
        return key

    return more


@pytest.fixture
def firm_id(add):
    return add()


def stored(acting_for, firm_id):
    """Read a firm and let go of the database, as the next request writes."""
    with acting_for("The platform") as session:
        return session.get(Firm, firm_id)


ADMIN_PAGES = [
    "/admin/firms",
    "/admin/firms/new",
    "/admin/firms/export",
    "/admin/firms/imports/new",
    "/admin/firms/{firm}",
    "/admin/firms/{firm}/edit",
    "/admin/firms/{firm}/suspend",
    "/admin/firms/{firm}/reinstate",
]


@pytest.mark.parametrize("path", ADMIN_PAGES)
@pytest.mark.parametrize(("person", "expected"), [("ada", 200), ("alice", 403), ("bob", 403), ("fiona", 403)])
def test_only_an_admin_opens_the_directory(sign_in, firm_id, path, person, expected):
    assert sign_in(person).get(path.format(firm=firm_id)).status_code == expected


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_a_visitor_is_sent_to_sign_in_before_the_directory(client, firm_id, path):
    assert client.get(path.format(firm=firm_id)).status_code == 302


@pytest.mark.parametrize("path", ["/admin/firms/{firm}/edit", "/admin/firms/{firm}/suspend", "/admin/firms/new"])
def test_no_company_changes_a_firm(sign_in, acting_for, firm_id, path):
    answer = sign_in("alice").post(path.format(firm=firm_id), data={"name": "Mine", "reason": "x", "source": "x"})

    assert answer.status_code == 403
    assert stored(acting_for, firm_id).name == "Plainfield Assurance"


@pytest.mark.parametrize(
    "path", ["/firms/{0}", "/admin/firms/{0}", "/admin/firms/{0}/edit", "/admin/firms/imports/{0}"]
)
def test_a_firm_or_import_that_does_not_exist_is_not_found(sign_in, path):
    assert sign_in("ada").get(path.format(NOWHERE)).status_code == 404


def test_a_firms_page_is_open_to_visitors_and_names_facts_with_dates_and_gaps(client, firm_id):
    page = client.get(f"/firms/{firm_id}").text

    assert "CPA firm licence OH OH-1234" in page
    assert "1 October 2026" in page
    assert "$20,000 to $30,000" in page
    assert "ISO 27001 (until 1 March 2027); HIPAA" in page
    assert "<li>Open slots</li>" in page
    assert "Invented sample firm" not in page


@pytest.mark.parametrize(
    "secret", ["Contact Person", "contact@plainfield.example", "trade fair", "Quiet Rival", "A test"]
)
def test_a_firms_page_tells_no_company_contacts_notes_or_clients(sign_in, firm_id, secret):
    assert secret not in sign_in("alice").get(f"/firms/{firm_id}").text
    assert secret in sign_in("ada").get(f"/admin/firms/{firm_id}").text


def test_a_sample_firm_says_that_it_is_invented(client, add):
    assert "Invented sample firm." in client.get(f"/firms/{add(is_sample=True)}").text


def test_a_removed_firm_has_no_page(client, add):
    assert client.get(f"/firms/{add(vetting_status='removed')}").status_code == 404


def test_an_address_that_is_no_web_address_is_no_link(client, add):
    page = client.get(f"/firms/{add(licence_source='javascript:alert(1)')}").text

    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=plainf", "Plainfield", "Second House"),
        ("q=OH-1234", "Plainfield", "Second House"),
        ("q=100%25", "No firm fits", "Plainfield"),
        ("tier=global", "Second House", "Plainfield"),
        ("licence_status=lapsed", "Second House", "Plainfield"),
        ("vetting_status=not_known", "Second House", "Plainfield"),
        ("kind=sample", "Second House", "Plainfield"),
        ("kind=real", "Plainfield", "Second House"),
    ],
)
def test_the_list_is_searched_and_narrowed(sign_in, add, firm_id, query, shown, hidden):
    add(
        firm_id="F-902", name="Second House", legal_name=None, website=None, tier="global", licence_status="lapsed",
        licence_number=None, vetting_status=None, is_sample=True,
    )  # fmt: skip

    page = sign_in("ada").get(f"/admin/firms?{query}").text

    assert shown in page
    assert hidden not in page


def test_the_list_is_ordered_by_fee_with_unknown_fees_last(sign_in, add, firm_id):
    add(firm_id="F-902", name="Cheap House", type_2_fee_min_usd=9000)
    add(firm_id="F-903", name="Silent House", type_2_fee_min_usd=None)

    page = sign_in("ada").get("/admin/firms?sort=fee").text

    assert page.index("Cheap House") < page.index("Plainfield") < page.index("Silent House")


def test_words_that_are_no_choice_leave_the_list_whole(sign_in, firm_id):
    page = sign_in("ada").get("/admin/firms?tier=tiny&sort=upwards&page=900")

    assert page.status_code == 200
    assert "Plainfield" in page.text


def test_an_empty_directory_says_what_to_do(sign_in):
    assert "The directory is empty" in sign_in("ada").get("/admin/firms").text


def edit_data(**fields):
    """What a browser sends of the whole form, with some answers changed."""
    return entered(make_profile(), 1) | {"source": "A call of 4 March"} | fields


def new_data(**fields):
    """What a browser sends of an otherwise empty form."""
    return entered(FirmProfile(firm_id="F-950", name="New House"), 0) | {"source": "Their site"} | fields


def test_an_edit_is_kept_with_its_source_in_history_and_trail(sign_in, acting_for, firm_id):
    answer = sign_in("ada").post(f"/admin/firms/{firm_id}/edit", data=edit_data(type_2_fee_min_usd="22000"))

    session = acting_for("The platform")
    change = session.scalars(sa.select(FirmChange).where(FirmChange.field.is_not(None))).one()
    assert answer.status_code == 303
    assert (change.field, change.old, change.new) == ("type_2_fee_min_usd", "20000", "22000")
    assert (change.source, change.actor_name) == ("A call of 4 March", "Ada")
    assert session.scalars(sa.select(AuditEntry.action).where(AuditEntry.thing == "firm")).all() == ["firm.edited"]


@pytest.mark.parametrize("sent", ["suspended", "candidate", "removed", ""])
def test_no_edit_moves_a_firm_in_our_vetting(sign_in, acting_for, firm_id, sent):
    data = edit_data(vetting_status=sent, verified_on="2026-01-01", hq_state="PA")

    assert sign_in("ada").post(f"/admin/firms/{firm_id}/edit", data=data).status_code == 303
    firm = stored(acting_for, firm_id)
    assert (firm.hq_state, firm.vetting_status, str(firm.verified_on)) == ("PA", "verified", "2026-10-02")


def test_saving_the_form_as_it_stands_changes_nothing(sign_in, acting_for, firm_id):
    sign_in("ada").post(f"/admin/firms/{firm_id}/edit", data=edit_data())

    assert stored(acting_for, firm_id).version == 1


def test_the_history_of_one_field_stands_on_the_firms_record(sign_in, firm_id):
    ada = sign_in("ada")
    ada.post(f"/admin/firms/{firm_id}/edit", data=edit_data(hq_state="PA", open_slots="3"))

    page = ada.get(f"/admin/firms/{firm_id}?field=hq_state").text

    assert "<del>OH</del> → <ins>PA</ins>" in page
    assert "<ins>3</ins>" not in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": ""}, "Enter where the values are from"),
        ({"source": " "}, "Enter where the values are from"),
        ({"name": " "}, "Enter the firm&#39;s name"),
        ({"fees_as_of": "03/04/2026"}, "Fees as of: enter a date such as 2027-03-31"),
        ({"type_2_fee_min_usd": "1.5k"}, "enter whole US dollars"),
        ({"type_2_fee_max_usd": "19999"}, "Type 2 fee to: enter at least 20000"),
        ({"industries": "bakery:3"}, "Industries: enter"),
        ({"hq_country": "United States"}, "enter a country code"),
        ({"rating": "5.1"}, "enter a number from 0 to 5"),
    ],
)
def test_a_wrong_edit_is_told_beside_its_field_and_changes_nothing(sign_in, acting_for, firm_id, fields, message):
    answer = sign_in("ada").post(f"/admin/firms/{firm_id}/edit", data=edit_data(**fields))

    assert answer.status_code == 422
    assert message in answer.text
    assert stored(acting_for, firm_id).version == 1


def test_an_edit_of_an_older_version_is_refused(sign_in, acting_for, firm_id):
    ada = sign_in("ada")
    ada.post(f"/admin/firms/{firm_id}/edit", data=edit_data(hq_state="PA"))

    answer = ada.post(f"/admin/firms/{firm_id}/edit", data=edit_data(hq_state="NY"))

    assert answer.status_code == 409
    assert stored(acting_for, firm_id).hq_state == "PA"


def test_a_firm_is_added_as_a_candidate_with_unknowns_left_unknown(sign_in, acting_for):
    answer = sign_in("ada").post("/admin/firms/new", data=new_data(vetting_status="verified", verified_on="2026-01-01"))

    firm = acting_for("The platform").scalars(sa.select(Firm)).one()
    assert answer.status_code == 303
    assert (firm.firm_id, firm.vetting_status, firm.offshore_staff, firm.categories) == ("F-950", "candidate", None, [])
    assert firm.verified_on is None


def test_a_firm_id_that_is_taken_is_refused(sign_in, firm_id):
    answer = sign_in("ada").post("/admin/firms/new", data=new_data(firm_id="F-901"))

    assert answer.status_code == 422
    assert "already has a firm F-901" in answer.text


def test_a_suspended_firm_is_reinstated_to_where_it_stood(sign_in, acting_for, firm_id):
    ada = sign_in("ada")

    ada.post(f"/admin/firms/{firm_id}/suspend", data={"reason": "Complaint", "version": "1"})
    assert stored(acting_for, firm_id).vetting_status == "suspended"
    ada.post(f"/admin/firms/{firm_id}/reinstate", data={"reason": "Settled", "version": "2"})

    session = acting_for("The platform")
    wanted = sa.select(FirmChange.source).where(FirmChange.field == "vetting_status").order_by(FirmChange.at)
    assert session.get(Firm, firm_id).vetting_status == "verified"
    assert session.scalars(wanted).all() == ["Complaint", "Settled"]


def test_a_suspension_needs_a_reason_and_happens_once(sign_in, firm_id):
    ada = sign_in("ada")

    assert ada.post(f"/admin/firms/{firm_id}/suspend", data={"reason": " "}).status_code == 422
    assert ada.post(f"/admin/firms/{firm_id}/suspend", data={"reason": "Complaint"}).status_code == 303
    assert ada.post(f"/admin/firms/{firm_id}/suspend", data={"reason": "Again"}).status_code == 409


def test_a_form_without_its_token_changes_no_firm(sign_in, firm_id):
    answer = sign_in("ada").post(f"/admin/firms/{firm_id}/suspend", data={"reason": "x"}, csrf=False)

    assert answer.status_code == 400
