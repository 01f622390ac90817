"""The versions of controls and facts: who changed what when, and how a record stood on a day."""

import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.clock import now, today
from foundation.imports.models import RecordVersion, VersionDeed
from questionnaires.controls.models import Control
from questionnaires.facts.models import StatedFact
from tests.factories.control import keep_control
from tests.factories.fact import keep_fact

TYPED = {
    "title": "Leavers",
    "statement": "We close accounts.",
    "status": "partial",
    "sensitivity": "public",
    "test_result": "",
}


@pytest.fixture
def control(acting_for):
    with acting_for("Acme") as acme:
        return keep_control(acme, owner="Head of IT").id


def versions(acting_for, key="AC-01"):
    with acting_for("Acme") as session:
        wanted = sa.select(RecordVersion).where(RecordVersion.key == key).order_by(RecordVersion.at)
        return [(one.deed, one.actor_name, one.source, one.changes) for one in session.scalars(wanted)]


def confirmed(bob, address, content, name):
    where = bob.post(f"{address}/import", data={"file": (io.BytesIO(content), name)}).location
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', bob.get(where).text)[1]
    return bob.post(f"{where}/confirm", data={"seen": seen})


def test_an_edit_is_kept_with_who_and_what_was_before(sign_in, control, acting_for):
    sign_in("bob").post(f"/controls/{control}/edit", data=TYPED | {"version": "1", "owner": "Head of IT"})

    page = sign_in("sam").get(f"/controls/{control}/history").text
    assert "Changed by Bob" in page
    assert "<del>implemented</del> <ins>partial</ins>" in page
    assert [deed for deed, *_ in versions(acting_for)] == [VersionDeed.ADDED, VersionDeed.CHANGED]


def test_an_import_keeps_a_version_of_each_record_that_it_adds_or_changes(sign_in, control, acting_for):
    content = b"control_id,title,statement,status\nAC-01,Other,We do.,planned\nAC-02,New,We do.,planned\n"

    confirmed(sign_in("bob"), "/controls", content, "ours.csv")

    deed, who, source, changes = versions(acting_for)[-1]
    assert (deed, who, source, changes["title"]) == (
        VersionDeed.CHANGED,
        "Bob",
        "ours.csv",
        ["Sign-in with a second factor", "Other"],
    )
    assert [one[:3] for one in versions(acting_for, "AC-02")] == [(VersionDeed.ADDED, "Bob", "ours.csv")]
    assert "from the file ours.csv" in sign_in("bob").get(f"/controls/{control}/history").text


def test_a_column_that_the_file_has_not_leaves_what_is_kept(sign_in, control, acting_for):
    confirmed(sign_in("bob"), "/controls", b"control_id,title,statement,status\nAC-01,Other,We do.,planned\n", "c.csv")

    with acting_for("Acme") as acme:
        row = acme.get_one(Control, control)
        assert (row.title, row.owner, row.criteria) == ("Other", "Head of IT", ["CC6.1"])


def test_an_import_wipes_neither_the_next_review_nor_the_owner_of_a_fact(sign_in, acting_for):
    with acting_for("Acme") as acme:
        fact = keep_fact(acme)
        fact.owner, fact.next_review_on = "Kim", today()
        acme.commit()
        row_id = fact.id

    confirmed(sign_in("bob"), "/facts", b"key,value,as_of\nemployees,90,\n", "f.csv")

    with acting_for("Acme") as acme:
        row = acme.get_one(StatedFact, row_id)
        assert (row.value, row.owner, row.next_review_on) == ("90", "Kim", today())


def test_a_record_that_is_kept_as_it_is_stays_while_the_others_come_in(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_fact(acme, "employees", "85")
        keep_fact(acme, "dpo", "Kim")
    bob = sign_in("bob")
    content = b"key,value\nemployees,90\ndpo,Robin\nhipaa,no\n"
    where = bob.post("/facts/import", data={"file": (io.BytesIO(content), "f.csv")}).location
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', bob.get(where).text)[1]

    bob.post(f"{where}/confirm", data={"seen": seen, "keep": "employees"})

    with acting_for("Acme") as acme:
        held = {row.key: row.value for row in acme.scalars(sa.select(StatedFact))}
    assert held == {"employees": "85", "dpo": "Robin", "hipaa": "no"}
    assert len(versions(acting_for, "employees")) == 1


def test_the_page_shows_the_record_as_it_stood_on_a_day(sign_in, control, acting_for):
    bob = sign_in("bob")
    bob.post(f"/controls/{control}/edit", data=TYPED | {"version": "1"})
    yesterday = today() - timedelta(days=1)
    with acting_for("Acme") as acme:
        first = acme.scalars(sa.select(RecordVersion).order_by(RecordVersion.at)).first()
        acme.execute(sa.update(RecordVersion).where(RecordVersion.id == first.id).values(at=now() - timedelta(days=1)))
        acme.commit()

    before = bob.get(f"/controls/{control}/history?on={yesterday}").text
    after = bob.get(f"/controls/{control}/history?on={today()}").text

    assert "Sign-in with a second factor</dd>" in before
    assert "Leavers</dd>" in after
    early = bob.get(f"/controls/{control}/history?on={yesterday - timedelta(days=1)}").text
    assert "No version is kept from so early" in early


def test_a_day_that_is_none_is_told(sign_in, control):
    page = sign_in("bob").get(f"/controls/{control}/history?on=soon")

    assert page.status_code == 200
    assert "Enter a day that exists" in page.text


def test_a_removed_control_that_is_added_again_has_its_whole_history(sign_in, control, acting_for):
    bob = sign_in("bob")
    bob.post(f"/controls/{control}/remove")
    again = bob.post("/controls/new", data=TYPED | {"control_id": "AC-01"}).location

    page = bob.get(f"{again}/history").text

    assert page.count("Added by") == 2
    assert "Removed by Bob" in page


def test_a_long_history_is_cut_into_pages(sign_in, control, acting_for):
    bob = sign_in("bob")
    for number in range(1, 22):
        bob.post(f"/controls/{control}/edit", data=TYPED | {"version": str(number), "title": f"Number {number}"})

    assert "Page 1 of 2 · 22 in all" in bob.get(f"/controls/{control}/history").text


@pytest.mark.parametrize(("person", "expected"), [("sam", 200), ("fiona", 403), ("charlie", 404)])
def test_who_may_read_a_history(sign_in, control, person, expected):
    assert sign_in(person).get(f"/controls/{control}/history").status_code == expected


def test_markup_in_a_version_is_shown_as_text(sign_in, control):
    bob = sign_in("bob")
    bob.post(f"/controls/{control}/edit", data=TYPED | {"version": "1", "title": "<script>alert(1)</script>"})

    page = bob.get(f"/controls/{control}/history").text

    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
