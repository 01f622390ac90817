"""What firms told of themselves, as admins see it: old and new, seen by one click, taken back with a reason."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.errors import Conflict
from foundation.mail.models import OutgoingMail
from matcher.firms.models import Firm, FirmChange, FirmTold
from matcher.firms.rows import profile_of
from matcher.firms.told.service import TakeBack, take_back
from matcher.portal.service import Offer, tell_offer
from tests.factories.firm import add_claimed_firm, add_firm

NOWHERE = "00000000-0000-0000-0000-000000000000"
LIST = "/admin/firms/changes"


@pytest.fixture
def key(acting_for):
    with acting_for("The platform") as session:
        key = add_claimed_firm(session, cisa_count=4).id
        session.commit()
        return key


@pytest.fixture
def tell(app, acting_for, key):
    """Let Fiona's firm tell something; gives the id of her word."""

    def say(*, days=0, **values):
        with acting_for("Invented Assurance") as session:
            firm = session.get_one(Firm, key)
            tell_offer(session, firm, Offer(values, firm.version), Actor(None, "Fiona"), today=now().date())
            told = session.scalars(sa.select(FirmTold).order_by(FirmTold.at.desc())).first()
            session.flush()
            told.at = now() - timedelta(days=days)
            session.commit()
            return told.id

    return say


@pytest.fixture
def look(app):
    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.execute(selection).all()

    return read


def profile(acting_for, key):
    with acting_for("The platform") as session:
        return profile_of(session.get_one(Firm, key))


def test_admins_see_old_and_new_the_newest_first_and_what_nobody_has_seen(sign_in, tell):
    tell(cisa_count=9, days=2)
    tell(languages=("en", "de"))

    page = sign_in("ada").get(LIST).text

    assert re.findall(r"<del>([^<]*)</del></td>\s*<td[^>]*><ins>([^<]*)</ins>", page) == [("en", "en; de"), ("4", "9")]
    assert page.count(">New<") == 2
    assert "2 not seen yet" in page
    assert "2 new" in sign_in("ada").get("/admin/firms").text


def test_one_post_marks_one_word_as_seen_or_all_of_a_page(sign_in, tell, look):
    first, second, third = tell(cisa_count=9), tell(cisa_count=10), tell(cisa_count=11)
    ada = sign_in("ada")

    one = ada.post(f"{LIST}/seen", data={"told": str(first)})
    unseen = ada.get(f"{LIST}?show=unseen").text
    rest = ada.post(f"{LIST}/seen", data={"told": [str(second), str(third), str(first), "nonsense", NOWHERE]})

    assert (one.status_code, rest.status_code) == (303, 303)
    assert f"told-{first}" not in unseen
    assert f"told-{second}" in unseen
    assert {row.seen_by for row in look(sa.select(FirmTold.seen_by))} == {"Ada"}
    assert len(look(sa.select(AuditEntry.id).where(AuditEntry.action == "firm.told_seen"))) == 2
    assert "Marked 2 as seen" in ada.get(LIST).text


def test_the_list_is_narrowed_to_one_firm(sign_in, acting_for, tell):
    tell(cisa_count=9)
    ada = sign_in("ada")

    assert "Plainfield" in ada.get(f"{LIST}?firm=F-901").text
    assert "Nothing to look at" in ada.get(f"{LIST}?firm=F-000&show=odd&page={'9' * 30}").text


def test_an_empty_list_says_what_will_stand_there(sign_in, key):
    assert "Nothing to look at" in sign_in("ada").get(LIST).text


def test_an_admin_takes_some_of_it_back_with_a_reason_and_the_firm_is_told(sign_in, acting_for, key, tell, look):
    told = tell(cisa_count=900, soc2_reports_per_year=12)
    ada = sign_in("ada")
    assert "CISAs: back from 900 to 4" in ada.get(f"{LIST}/{told}/take-back").text

    answer = ada.post(
        f"{LIST}/{told}/take-back", data={"fields": "cisa_count", "reason": "Not plausible", "version": "3"}
    )

    line = look(sa.select(FirmChange.old, FirmChange.new, FirmChange.source, FirmChange.actor_name, FirmChange.told_id)
                .order_by(FirmChange.at.desc()).limit(1))[0]  # fmt: skip
    (mail,) = look(sa.select(OutgoingMail.recipient, OutgoingMail.body))
    after = profile(acting_for, key)
    assert answer.status_code == 303
    assert (after.cisa_count, after.soc2_reports_per_year) == (4, 12)
    assert tuple(line) == ("900", "4", "Taken back: Not plausible", "Ada", None)
    assert mail.recipient == "fiona@example.com"
    assert "CISAs: back to 4" in mail.body
    assert "Not plausible" in mail.body
    assert look(sa.select(AuditEntry.summary).where(AuditEntry.action == "firm.taken_back")) == [
        ("Took back cisa_count of Plainfield Assurance",)
    ]
    assert look(sa.select(FirmTold.seen_by)) == [("Ada",)]
    assert "Changed since" in ada.get(LIST).text


def test_what_changed_again_since_is_not_taken_back(sign_in, acting_for, key, tell):
    first = tell(cisa_count=9, soc2_reports_per_year=12)
    tell(cisa_count=10)
    ada = sign_in("ada")
    page = ada.get(f"{LIST}/{first}/take-back").text

    answer = ada.post(f"{LIST}/{first}/take-back", data={"fields": "cisa_count", "reason": "x", "version": "4"})

    assert "CISAs: back" not in page
    assert answer.status_code == 422
    assert profile(acting_for, key).cisa_count == 10


def test_the_service_itself_takes_back_only_what_stands(acting_for, key, tell):
    first = tell(cisa_count=9)
    tell(cisa_count=10)

    with acting_for("The platform") as session, pytest.raises(Conflict, match="has changed again since"):
        take_back(session, first, TakeBack(("cisa_count",), "x", 4), Actor(None, "Ada"))


def test_a_range_is_taken_back_with_both_its_ends(sign_in, acting_for, key, tell):
    told = tell(type_2_fee_min_usd=50_000, type_2_fee_max_usd=60_000)
    ada, path = sign_in("ada"), f"{LIST}/{told}/take-back"

    alone = ada.post(path, data={"fields": "type_2_fee_max_usd", "reason": "x", "version": "3"})
    both = ada.post(path, data={"fields": ["type_2_fee_min_usd", "type_2_fee_max_usd"], "reason": "x", "version": "3"})

    assert alone.status_code == 422
    assert "Take both ends back together" in alone.text
    assert both.status_code == 303
    after = profile(acting_for, key)
    assert (after.type_2_fee_min_usd, after.type_2_fee_max_usd) == (20_000, 30_000)


@pytest.mark.parametrize(
    ("data", "status", "message"),
    [
        ({"fields": "cisa_count", "reason": " "}, 422, "Enter the reason"),
        ({"reason": "x"}, 422, "Tick what you take back"),
        ({"fields": "vetting_status", "reason": "x"}, 422, "not a valid choice"),
        ({"fields": "cisa_count", "reason": "x", "version": "2"}, 409, "Somebody else changed"),
        ({"fields": "cisa_count", "reason": "x", "version": ""}, 409, "Somebody else changed"),
    ],
)
def test_what_cannot_be_taken_back_stays(sign_in, acting_for, key, tell, data, status, message):
    told = tell(cisa_count=9)

    answer = sign_in("ada").post(f"{LIST}/{told}/take-back", data={"version": "3"} | data)

    assert answer.status_code == status
    assert message in answer.text
    assert profile(acting_for, key).cisa_count == 9


def test_a_word_of_a_released_firm_is_taken_back_without_a_mail(sign_in, acting_for, key, tell, look):
    told = tell(cisa_count=9)
    with acting_for("The platform") as session:
        session.get_one(Firm, key).organisation_id = None
        session.commit()

    sign_in("ada").post(f"{LIST}/{told}/take-back", data={"fields": "cisa_count", "reason": "x", "version": "4"})

    assert profile(acting_for, key).cisa_count == 4
    assert look(sa.select(OutgoingMail.id)) == []


@pytest.mark.parametrize(("person", "expected"), [("alice", 403), ("fiona", 403), (None, 302)])
def test_only_admins_look_through_what_firms_told(client, sign_in, tell, person, expected):
    told = tell(cisa_count=9)
    browser = sign_in(person) if person else client

    assert browser.get(LIST).status_code == expected
    assert browser.post(f"{LIST}/seen", data={"told": str(told)}).status_code == expected
    assert (
        browser.post(f"{LIST}/{told}/take-back", data={"fields": "cisa_count", "reason": "x"}).status_code == expected
    )


def test_a_word_that_nobody_told_is_not_found(sign_in):
    assert sign_in("ada").get(f"{LIST}/{NOWHERE}/take-back").status_code == 404


def test_the_list_asks_the_database_no_more_for_more_words(app, sign_in, tell, acting_for):
    ada, asked = sign_in("ada"), []
    sa.event.listen(app.extensions["engine"], "after_cursor_execute", lambda *args: asked.append(args[2]))

    def statements():
        asked.clear()
        ada.get(LIST)
        return len(asked)

    tell(cisa_count=9)
    one = statements()
    with acting_for("The platform") as session:
        for number in range(8):
            firm = add_firm(session, firm_id=f"F-95{number}")
            session.add(FirmTold(firm_id=firm.firm_id, actor_name="x"))
        session.commit()
    for number in range(8):
        tell(cisa_count=20 + number)

    assert statements() == one
