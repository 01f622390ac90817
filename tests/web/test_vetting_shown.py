"""What anyone reads of a firm's vetting: the dated list and what is not checked, without names."""

import io
import re
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.clock import today
from matcher.firms.models import Firm
from matcher.firms.rows import profile_of
from matcher.firms.seed import seed_firms
from matcher.vetting.effects import still_stands
from matcher.vetting.models import VettingCheck
from matcher.vetting.requirements import found_by
from matcher.vetting.seed import seed_checks
from tests.factories.firm import add_firm

COMMON = {"checked_on": "2026-11-20", "source": "https://board.example/oh-1234", "note": "Quiet note"}
INSURED = {"insured": "yes", "insurer": "Hidden Mutual", "amount_usd": "2000000", "last_day": "2027-06-30"}


@pytest.fixture
def firm_id(acting_for):
    session = acting_for("The platform")
    key = add_firm(session).id
    session.commit()
    return key


def line_of(page, title):
    rows = re.findall(r"<tr>(.*?)</tr>", page, flags=re.DOTALL)
    return " ".join(next(row for row in rows if title in row).split())


def test_the_list_says_what_was_found_when_until_when_and_by_how_many(client, sign_in, firm_id):
    sign_in("ada").post(f"/admin/firms/{firm_id}/vetting/new/insurance", data=COMMON | INSURED)

    line = line_of(client.get(f"/firms/{firm_id}").text, "Insurance")

    for said in ("Insured for $2,000,000", "20 November 2026", "30 June 2027", "An admin alone", COMMON["source"]):
        assert said in line


def test_a_second_admin_is_told_of_without_names(client, sign_in, acting_for, firm_id, second_admin):
    sign_in("ada").post(f"/admin/firms/{firm_id}/vetting/new/insurance", data=COMMON | INSURED)
    with acting_for("The platform") as session:
        check = session.scalars(sa.select(VettingCheck.id)).one()
    sign_in("bertha").post(f"/admin/firms/{firm_id}/vetting/checks/{check}/confirm")

    page = client.get(f"/firms/{firm_id}").text

    assert "An admin, and a second one" in line_of(page, "Insurance")
    assert not re.search("Ada|Bertha", page)


@pytest.mark.parametrize("secret", ["Hidden Mutual", "Quiet note", "proof.png", "Jo Secretname", "Ada"])
def test_what_is_for_admins_stands_on_no_public_page(client, sign_in, firm_id, secret):
    ada = sign_in("ada")
    file = (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "proof.png")
    ada.post(f"/admin/firms/{firm_id}/vetting/new/insurance", data=COMMON | INSURED | {"file": file})
    signer = {"signer": "Jo Secretname", "state": "OH", "status": "active"}
    ada.post(f"/admin/firms/{firm_id}/vetting/new/signer_licence", data=COMMON | signer)

    page = client.get(f"/firms/{firm_id}").text

    assert "Licence of the person who signs OH" in page
    assert secret not in page


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("verified", "<strong>Verified</strong>, on 2 October 2026."),
        ("stale", "<strong>Stale</strong>, last verified on 2 October 2026. Something is to be checked again."),
        ("under_review", "<strong>Under review</strong>."),
    ],
)
def test_where_the_firm_stands_is_said_with_the_day_it_was_verified(client, acting_for, firm_id, status, said):
    with acting_for("The platform") as session:
        session.get(Firm, firm_id).vetting_status = status
        session.commit()

    assert f"Our vetting: {said}" in client.get(f"/firms/{firm_id}").text


def test_what_nobody_checked_is_said_plainly(client, firm_id):
    page = client.get(f"/firms/{firm_id}").text

    not_checked = re.findall(r"<li>(.*?): not checked</li>", page)
    assert not_checked == [
        "Licence of the person who signs", "Credential for another framework", "Insurance", "Sample report", "Fees",
        "Capacity",
    ]  # fmt: skip
    assert "Entered without a check" in line_of(page, "CPA firm licence OH OH-1234")


def test_a_firm_of_which_nothing_is_known_has_everything_unchecked(client, acting_for):
    session = acting_for("The platform")
    bare = {"licence_checked_on": None, "peer_review_type": None, "peer_review_rating": None}
    key = add_firm(session, **bare, guarantees_clean_opinion=None, vetting_status=None).id
    session.commit()

    page = client.get(f"/firms/{key}").text

    assert page.count(": not checked</li>") == 9
    assert "Our vetting: <strong>Candidate</strong>." in page


def test_a_check_past_its_day_is_marked(client, sign_in, firm_id):
    past = {"open_slots": "2", "checked_on": "2026-01-01"}
    sign_in("ada").post(f"/admin/firms/{firm_id}/vetting/new/capacity", data=COMMON | past)

    assert "Stale: to be checked again" in line_of(client.get(f"/firms/{firm_id}").text, "Capacity")


def test_the_sample_firms_have_a_ledger_that_agrees_with_the_directory_and_says_it_is_invented(acting_for):
    session = acting_for("The platform")
    seed_firms(session, today=today())
    made = seed_checks(session, today=today())

    checks = session.scalars(sa.select(VettingCheck)).all()
    assert made == len(checks) > 300
    assert {check.source for check in checks} == {"Invented for the demo: nobody was asked"}
    disagreeing = [
        (check.firm.firm_id, check.title)
        for check in checks
        if not still_stands(profile_of(check.firm), found_by(check))
    ]
    assert disagreeing == []
    assert any(check.stale_since for check in checks)
    assert any(check.confirmed_at for check in checks)
    assert seed_checks(session, today=today()) == 0


def test_seeding_leaves_firms_that_are_no_samples_alone(acting_for):
    session = acting_for("The platform")
    add_firm(session)

    assert seed_checks(session, today=date(2026, 12, 1)) == 0
    assert session.scalars(sa.select(Firm)).one().firm_id == "F-901"
