"""A firm's own pages: how it stands, what it may change of itself, and what it may not, whatever is sent."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import today
from matcher.firms.forms import entered
from matcher.firms.models import Firm, FirmChange, FirmTold
from matcher.firms.rows import NAMES, profile_of
from matcher.portal.facts import COMMERCIAL
from tests.factories.firm import add_claimed_firm, add_firm, make_profile


@pytest.fixture
def key(acting_for):
    session = acting_for("The platform")
    key = add_claimed_firm(session).id
    session.commit()
    return key


@pytest.fixture
def fiona(sign_in, key):
    return sign_in("fiona")


def stored(acting_for, key):
    with acting_for("The platform") as session:
        return session.get(Firm, key)


def sent(**fields):
    """What a browser sends of the whole profile page, with some answers changed; the claim made version 2."""
    shown = {name: value for name, value in entered(make_profile(), 2).items() if name in COMMERCIAL}
    return shown | {"version": "2"} | fields


PAGES = ["/portal/", "/portal/profile", "/portal/capacity"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("person", "expected"), [("fiona", 200), ("alice", 403), ("bob", 403), ("sam", 403), ("ada", 403), (None, 302)]
)
def test_only_a_firms_people_open_the_portal(client, sign_in, key, path, person, expected):
    browser = sign_in(person) if person else client

    assert browser.get(path).status_code == expected


@pytest.mark.parametrize(("path", "expected"), [("/portal/", 200), ("/portal/profile", 404), ("/portal/capacity", 404)])
def test_a_firms_people_without_a_firm_are_told_how_to_claim_one(sign_in, path, expected):
    answer = sign_in("fiona").get(path)

    assert answer.status_code == expected
    assert "Claim it on the firm" in answer.text


def test_another_firm_is_out_of_reach(sign_in, acting_for, key):
    with acting_for("The platform") as session:
        other = add_firm(session, firm_id="F-902", name="Other House").id
        session.commit()

    sign_in("fiona").post("/portal/profile", data=sent(cisa_count="7", firm_id="F-902", id=str(other)))

    assert stored(acting_for, other).cisa_count is None
    assert stored(acting_for, key).cisa_count == 7


def test_the_start_shows_the_vetting_with_its_days_and_what_is_not_known(fiona, key):
    page = fiona.get("/portal/").text

    assert "Our vetting: <strong>Verified</strong>, on 2 October 2026." in page
    assert 'Open slots: <a href="/portal/capacity"' in page
    assert "Not told yet: companies read that it is not known" in page
    assert f'href="/firms/{key}"' in page


@pytest.mark.parametrize("secret", ["trade fair", "F-901"])
def test_the_portal_tells_no_notes_of_the_platform(fiona, secret):
    assert [path for path in PAGES if secret in fiona.get(path).text] == []


def test_the_start_leads_to_the_pages_that_the_composition_root_names(fiona):
    page = fiona.get("/portal/").text

    assert re.findall(r'<h2><a href="([^"]+)" class="stretched-link">([^<]+)<', page) == [
        ("/portal/profile", "Profile"),
        ("/portal/capacity", "Capacity"),
        ("/portal/introductions/", "Requests"),
        ("/portal/engagements/", "Engagements"),
    ]


def test_what_a_firm_tells_is_kept_as_its_own_word_in_history_and_trail(fiona, acting_for, key):
    answer = fiona.post("/portal/profile", data=sent(cisa_count="7", languages="en; de"))

    session = acting_for("Invented Assurance")
    lines = session.scalars(sa.select(FirmChange).where(FirmChange.field.is_not(None)).order_by(FirmChange.field)).all()
    told = session.scalars(sa.select(FirmTold)).one()
    assert answer.location == "/portal/"
    assert [(line.field, line.old, line.new) for line in lines] == [
        ("cisa_count", None, "7"),
        ("languages", "en", "en; de"),
    ]
    assert {(line.source, line.actor_name, line.told_id) for line in lines} == {
        ("Told by the firm itself", "Fiona", told.id)
    }
    assert told.seen_at is None
    trail = session.scalars(sa.select(AuditEntry.summary).where(AuditEntry.action == "firm.told")).all()
    assert trail == ["Told languages, cisa_count of Plainfield Assurance"]


def test_saving_the_page_as_it_stands_changes_nothing(fiona, acting_for, key):
    answer = fiona.post("/portal/profile", data=sent())

    assert answer.status_code == 303
    assert stored(acting_for, key).version == 2
    assert acting_for("The platform").scalars(sa.select(FirmTold)).all() == []


HOSTILE = {
    "firm_id": "F-999",
    "name": "Better Name",
    "legal_name": "Better Name LLP",
    "website": "https://evil.example",
    "tier": "global",
    "hq_country": "DE",
    "hq_state": "CA",
    "licence_state": "CA",
    "licence_number": "CA-1",
    "licence_status": "unknown",
    "licence_checked_on": "2030-01-01",
    "licence_expires_on": "2099-01-01",
    "licence_source": "https://evil.example",
    "peer_review_type": "none",
    "peer_review_rating": "not_yet_due",
    "peer_review_period_end": "2030-01-01",
    "peer_review_covers_soc": "no",
    "peer_review_source": "https://evil.example",
    "frameworks": "iso_27001:2099-01-01; hitrust:2099-01-01",
    "fees_as_of": "2030-01-01",
    "next_start_on": "2030-01-01",
    "capacity_as_of": "2030-01-01",
    "open_slots": "99",
    "rating": "5",
    "rating_count": "999",
    "guarantees_clean_opinion": "no",
    "vetting_status": "candidate",
    "verified_on": "2030-01-01",
    "conflict_clients": "",
    "notes": "We are the best",
}
BESIDE = {"id": "x", "organisation_id": "x", "is_sample": "1", "created_at": "x", "updated_at": "x", "source": "Board"}


def test_the_hostile_values_name_every_column_that_is_not_of_the_page():
    assert set(HOSTILE) == set(NAMES) - COMMERCIAL


@pytest.mark.parametrize("column", [*HOSTILE, *BESIDE])
def test_no_other_column_can_be_sent_along(fiona, acting_for, key, column):
    before = stored(acting_for, key)

    answer = fiona.post("/portal/profile", data=sent(**{column: (HOSTILE | BESIDE)[column]}))

    after = stored(acting_for, key)
    assert answer.status_code == 303
    assert profile_of(after) == profile_of(before)
    assert (after.id, after.organisation_id, after.is_sample, after.version) == (
        before.id, before.organisation_id, before.is_sample, 2
    )  # fmt: skip


def test_everything_hostile_at_once_changes_what_was_the_firms_and_nothing_else(fiona, acting_for, key):
    before = profile_of(stored(acting_for, key))

    fiona.post("/portal/profile", data=sent(cisa_count="7", **HOSTILE, **BESIDE))
    fiona.post("/portal/capacity", data={**HOSTILE, "version": "3", "open_slots": "4", "next_start_on": ""})

    after = profile_of(stored(acting_for, key))
    changed = {name for name in NAMES if getattr(before, name) != getattr(after, name)}
    assert changed == {"cisa_count", "open_slots", "capacity_as_of"}
    assert after.capacity_as_of == today()


@pytest.mark.parametrize(
    ("fields", "as_of"),
    [
        ({}, date(2026, 9, 1)),
        ({"cisa_count": "9"}, date(2026, 9, 1)),
        ({"type_2_fee_min_usd": "21000"}, None),
        ({"fee_per_extra_category_pct": ""}, None),
        ({"fees_confirmed": "y"}, None),
    ],
)
def test_fees_are_as_of_today_once_they_changed_or_were_confirmed(fiona, acting_for, key, fields, as_of):
    fiona.post("/portal/profile", data=sent(**fields))

    assert stored(acting_for, key).fees_as_of == (as_of or today())


def test_fees_that_are_all_taken_away_have_no_day(fiona, acting_for, key):
    gone = dict.fromkeys(("type_2_fee_min_usd", "type_2_fee_max_usd", "fee_per_extra_category_pct"), "")

    fiona.post("/portal/profile", data=sent(**gone))

    assert stored(acting_for, key).fees_as_of is None


def test_a_firm_adds_companies_that_it_must_not_examine_and_takes_none_away(fiona, acting_for, key):
    page = fiona.get("/portal/profile").text
    fiona.post(
        "/portal/profile", data=sent(further_conflicts="Acme Rival; quiet  RIVAL inc\nThird & Co", conflict_clients="x")
    )

    assert "<li>Quiet Rival Inc</li>" in page
    assert stored(acting_for, key).conflict_clients == ["Quiet Rival Inc", "Acme Rival", "Third & Co"]


def test_a_firm_names_at_most_five_hundred_companies(fiona, acting_for, key):
    answer = fiona.post("/portal/profile", data=sent(further_conflicts=";".join(f"C{n}" for n in range(500))))

    assert answer.status_code == 422
    assert "at most 500 companies" in answer.text
    assert stored(acting_for, key).version == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"type_2_fee_min_usd": "lots"}, "enter whole US dollars"),
        ({"type_2_fee_max_usd": "19999"}, "Type 2 fee to: enter at least 20000"),
        ({"headcount_min": "50", "headcount_max": "9"}, "enter at least 50"),
        ({"cisa_count": "-1"}, "enter a whole number"),
        ({"cisa_count": "9" * 40}, "enter a whole number"),
        ({"cisa_count": "٣"}, "enter a whole number"),
        ({"fieldwork_weeks": "1e9"}, "enter a number"),
        ({"industries": "bakery:3"}, "Industries: enter"),
        ({"regions": "Atlantis"}, "Regions: enter"),
        ({"report_types": ["type_9"]}, "not a valid choice"),
        ({"senior_contact": "perhaps"}, "Not a valid choice"),
        ({"exception_process": "x" * 5_001}, "5000"),
        ({"contact_email": "me"}, "such as name@example.com"),
        ({"contact_email": "me@gmail.com"}, "Enter an address at plainfield.example"),
        ({"contact_email": "me@evil-plainfield.example"}, "Enter an address at plainfield.example"),
        ({"further_conflicts": "x" * 201}, "Use at most 200 characters for each company"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_changes_nothing(fiona, acting_for, key, fields, message):
    answer = fiona.post("/portal/profile", data=sent(**fields))

    assert answer.status_code == 422
    assert message in answer.text
    assert stored(acting_for, key).version == 2


def test_fees_that_nobody_told_cannot_be_confirmed(fiona, acting_for, key):
    gone = dict.fromkeys(("type_2_fee_min_usd", "type_2_fee_max_usd", "fee_per_extra_category_pct"), "")

    answer = fiona.post("/portal/profile", data=sent(**gone, fees_confirmed="y"))

    assert answer.status_code == 422
    assert "Enter your fees first" in answer.text


def test_a_contact_of_the_platform_at_another_domain_stays_until_the_firm_changes_it(fiona, acting_for, key):
    with acting_for("The platform") as session:
        session.get_one(Firm, key).contact_email = "ann@gmail.com"
        session.commit()

    answer = fiona.post("/portal/profile", data=sent(contact_email="ann@gmail.com", version="3", cisa_count="7"))

    assert answer.status_code == 303
    assert stored(acting_for, key).cisa_count == 7


@pytest.mark.parametrize("version", ["1", "", "x", "9" * 30])
@pytest.mark.parametrize("path", ["/portal/profile", "/portal/capacity", "/portal/capacity/confirm"])
def test_a_page_that_somebody_else_overtook_changes_nothing(fiona, acting_for, key, path, version):
    with acting_for("The platform") as session:
        session.get_one(Firm, key).open_slots = 2
        session.commit()

    answer = fiona.post(path, data=sent(cisa_count="7", open_slots="5", version=version))

    assert answer.status_code == 409
    assert stored(acting_for, key).version == 3


@pytest.mark.parametrize("path", ["/portal/profile", "/portal/capacity", "/portal/capacity/confirm"])
def test_a_form_without_its_token_changes_nothing(fiona, acting_for, key, path):
    assert fiona.post(path, data=sent(cisa_count="7", open_slots="5"), csrf=False).status_code == 400
    assert stored(acting_for, key).version == 2


def test_what_a_firm_writes_is_text_on_every_page(fiona, sign_in, key):
    mark = "<script>alert(1)</script>"
    fiona.post("/portal/profile", data=sent(exception_process=mark, clouds=mark, further_conflicts=mark))
    ada = sign_in("ada")
    pages = [fiona.get(path).text for path in PAGES]
    pages += [ada.get(path).text for path in (f"/firms/{key}", f"/admin/firms/{key}", "/admin/firms/changes")]

    assert [page for page in pages if "<script>alert" in page] == []


def test_a_removed_firm_offers_no_page_that_nobody_sees(fiona, acting_for, key):
    with acting_for("The platform") as session:
        session.get_one(Firm, key).vetting_status = "removed"
        session.commit()

    page = fiona.get("/portal/").text

    assert f'href="/firms/{key}"' not in page
    assert "Removed" in page


def capacity_of(acting_for, key):
    firm = stored(acting_for, key)
    return firm.open_slots, firm.next_start_on, firm.capacity_as_of


def test_capacity_is_told_as_of_today_and_companies_read_the_day(fiona, client, acting_for, key):
    start = today() + timedelta(days=30)

    answer = fiona.post(
        "/portal/capacity", data={"open_slots": "3", "next_start_on": start.isoformat(), "version": "2"}
    )

    assert answer.status_code == 303
    assert capacity_of(acting_for, key) == (3, start, today())
    page = client.get(f"/firms/{key}").text
    assert f"<dt>Capacity as of</dt><dd>{today().day} {today():%B %Y}</dd>" in page
    assert "Fresh" in page
    assert "Told today." in page


@pytest.mark.parametrize("left_out", ["open_slots", "next_start_on"])
def test_what_a_request_leaves_out_is_read_as_the_page_showed_it(fiona, acting_for, key, left_out):
    start = today() + timedelta(days=30)
    shown = {"open_slots": "3", "next_start_on": start.isoformat()}
    fiona.post("/portal/capacity", data=shown | {"version": "2"})

    answer = fiona.post("/portal/capacity", data={"version": "3"} | {n: v for n, v in shown.items() if n != left_out})

    assert answer.status_code == (422 if left_out == "open_slots" else 303)
    assert capacity_of(acting_for, key) == (3, start, today())


def test_one_click_confirms_capacity_and_leaves_admins_nothing_to_look_through(fiona, acting_for, key):
    told_on = today() - timedelta(days=50)
    with acting_for("The platform") as session:
        firm = session.get_one(Firm, key)
        firm.open_slots, firm.capacity_as_of = 0, told_on
        session.commit()
    page = fiona.get("/portal/capacity").text

    answer = fiona.post("/portal/capacity/confirm", data={"version": "3"})

    assert "None: you are full" in page
    assert "7 weeks ago" in page
    assert "Fading" in page
    assert answer.status_code == 303
    assert capacity_of(acting_for, key) == (0, None, today())
    assert acting_for("The platform").scalars(sa.select(FirmTold.seen_by)).all() == ["auditmatch"]


def test_capacity_that_nobody_told_cannot_be_confirmed(fiona, acting_for, key):
    answer = fiona.post("/portal/capacity/confirm", data={"version": "2"})

    assert answer.status_code == 422
    assert "There is nothing to confirm yet" in answer.text
    assert "Nothing changed" not in fiona.get("/portal/capacity").text


def test_companies_read_old_capacity_as_unconfirmed(client, acting_for, key):
    with acting_for("The platform") as session:
        session.get_one(Firm, key).capacity_as_of = today() - timedelta(days=61)
        session.commit()

    page = client.get(f"/firms/{key}").text

    assert "Unconfirmed" in page
    assert "Told 2 months ago. Ask the firm whether it still holds." in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"open_slots": ""}, "Enter a number; 0 when you are full"),
        ({"open_slots": " "}, "from 0 to 1,000"),
        ({"open_slots": "-1"}, "from 0 to 1,000"),
        ({"open_slots": "1001"}, "from 0 to 1,000"),
        ({"open_slots": "2.5"}, "from 0 to 1,000"),
        ({"next_start_on": "01/02/2030"}, "Enter a date such as 2027-03-31"),
        ({"next_start_on": "2030-02-30"}, "Enter a day that exists"),
        ({"next_start_on": "2020-01-01"}, "Enter today or a later day"),
    ],
)
def test_wrong_capacity_is_told_and_changes_nothing(fiona, acting_for, key, fields, message):
    answer = fiona.post("/portal/capacity", data={"open_slots": "3", "next_start_on": "", "version": "2"} | fields)

    assert answer.status_code == 422
    assert message in answer.text
    assert stored(acting_for, key).version == 2
