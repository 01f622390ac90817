"""Evidence of controls and facts: links and files, and who may have them."""

import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import now, today
from foundation.orphans import remove_orphans
from foundation.storage import FolderStorage
from questionnaires.evidence.models import Evidence
from tests.factories.control import keep_control
from tests.factories.fact import keep_fact

LINK = {"title": "Access review", "url": "https://wiki.example/review?q=1"}


@pytest.fixture
def places(acting_for):
    """The pages of a control and of a fact of Acme."""
    with acting_for("Acme") as acme:
        return {
            "control": f"/controls/{keep_control(acme).id}",
            "other": f"/controls/{keep_control(acme, 'AC-02').id}",
            "fact": f"/facts/{keep_fact(acme).id}",
        }


def file(content=b"shown", name="review.html"):
    return {"title": "The setting", "file": (io.BytesIO(content), name)}


def pieces(acting_for):
    with acting_for("Acme") as session:
        return session.scalars(sa.select(Evidence).order_by(Evidence.added_at)).all()


def address_of_first(acting_for, place):
    return f"{place}/evidence/{pieces(acting_for)[0].id}"


@pytest.mark.parametrize("where", ["control", "fact"])
def test_a_link_is_shown_and_opened_without_telling_where_from(sign_in, places, where):
    bob = sign_in("bob")

    answer = bob.post(f"{places[where]}/evidence/new", data=LINK)

    assert answer.status_code == 303
    page = bob.get(places[where]).text
    assert '<a href="https://wiki.example/review?q=1" rel="noopener noreferrer" target="_blank">Access review' in page


def test_a_file_is_handed_out_as_it_came_in_and_only_to_be_saved(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=file(b"<script>alert(1)</script>", "../../etc/re\x00view.html"))

    answer = sign_in("sam").get(address_of_first(acting_for, places["control"]))

    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename=review.html"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert pieces(acting_for)[0].stored_name != "review.html"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": " ", "url": "https://a.example"}, "Enter what it shows"),
        ({"title": "T"}, "Enter a web address, or choose a file"),
        ({"title": "T", "url": "javascript:alert(1)"}, "Enter a web address that begins with https://"),
        ({"title": "T", "url": "data:text/html,x"}, "Enter a web address that begins with https://"),
        ({"title": "T", "url": "//a.example"}, "Enter a web address that begins with https://"),
        ({"title": "T", "url": "https://user:secret@a.example"}, "Enter a web address that begins with https://"),
        ({"title": "T", "url": "https://[::1"}, "Enter a web address that begins with https://"),
        ({"title": "T", "url": "https://a.example/" + "a" * 2000}, "Enter at most 2,000 characters"),
        ({**LINK, "title": "T" * 201}, "Enter at most 200 characters"),
        ({**LINK, "observed_on": "2999-01-01"}, "Enter a day that has come already"),
        ({**LINK, "observed_on": "2026-02-01", "valid_until": "2026-01-31"}, "Enter a day that is not before the one"),
    ],
)
def test_wrong_evidence_is_told_what_to_enter_and_not_kept(sign_in, places, acting_for, sent, told):
    answer = sign_in("bob").post(f"{places['control']}/evidence/new", data=sent)

    assert answer.status_code == 422
    assert told in answer.text
    assert pieces(acting_for) == []


def test_a_link_and_a_file_at_once_are_refused(sign_in, places, acting_for):
    answer = sign_in("bob").post(f"{places['control']}/evidence/new", data=file() | {"url": LINK["url"]})

    assert "Give either a web address or a file, not both" in answer.text
    assert pieces(acting_for) == []


def test_an_empty_file_is_refused(sign_in, places, acting_for):
    answer = sign_in("bob").post(f"{places['control']}/evidence/new", data=file(b""))

    assert answer.status_code == 422
    assert "review.html is empty" in answer.text


def test_evidence_past_its_day_is_marked_on_the_page_and_in_the_list(sign_in, places):
    bob = sign_in("bob")
    for title, until in (("Old", today() - timedelta(days=1)), ("Good to the last", today())):
        bob.post(f"{places['control']}/evidence/new", data=LINK | {"title": title, "valid_until": str(until)})

    assert bob.get(places["control"]).text.count("Past its day") == 1
    assert "Old evidence: 1" in bob.get("/controls/").text


def test_evidence_is_gone_only_after_the_question_and_its_file_with_it(app, sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=file())
    address, stored = address_of_first(acting_for, places["control"]), pieces(acting_for)[0].stored_name
    assert "The file review.html is deleted" in bob.get(f"{address}/remove").text
    assert len(pieces(acting_for)) == 1

    bob.post(f"{address}/remove")

    assert pieces(acting_for) == []
    assert not (app.extensions["settings"].files / stored).exists()
    with acting_for("Acme") as acme:
        trail = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action.startswith("evidence."))).all()
    assert sorted(one.summary for one in trail) == [
        "Added evidence of the control AC-01: The setting",
        "Removed evidence of the control AC-01: The setting",
    ]


def seen_on(browser, address):
    return re.findall(r'name="seen"[^>]*value="(\w+)"', browser.get(f"{address}/edit").text)[0]


def test_what_a_link_says_is_changed_and_the_trail_keeps_what_it_said(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=LINK | {"observed_on": "2026-01-02"})
    address = address_of_first(acting_for, places["control"])
    said = {
        "title": "Review of April",
        "url": "https://wiki.example/april",
        "observed_on": "",
        "valid_until": "2099-01-01",
    }

    sent = bob.post(f"{address}/edit", data=said | {"seen": seen_on(bob, address)})

    assert sent.status_code == 303
    (one,) = pieces(acting_for)
    assert (one.title, one.url, one.observed_on) == ("Review of April", "https://wiki.example/april", None)
    assert str(one.valid_until) == "2099-01-01"
    with acting_for("Acme") as acme:
        line = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "evidence.changed")).one()
    assert (line.summary, line.actor_name) == ("Changed evidence of the control AC-01: Review of April", "Bob")
    assert line.detail["changes"] == {
        "title": ["Access review", "Review of April"],
        "observed_on": ["2026-01-02", ""],
        "valid_until": ["", "2099-01-01"],
        "url": ["https://wiki.example/review?q=1", "https://wiki.example/april"],
    }


def test_the_file_of_evidence_stays_whatever_is_said_of_it(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['fact']}/evidence/new", data=file())
    address = address_of_first(acting_for, places["fact"])

    said = {"title": "Settings", "url": "https://wiki.example/", "seen": seen_on(bob, address)}
    assert bob.post(f"{address}/edit", data=said).status_code == 303

    (one,) = pieces(acting_for)
    assert (one.title, one.url, one.filename) == ("Settings", None, "review.html")
    assert bob.get(address).data == b"shown"


def test_evidence_that_somebody_changed_meanwhile_is_not_overwritten(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=LINK)
    address = address_of_first(acting_for, places["control"])
    old = seen_on(bob, address)
    sign_in("alice").post(f"{address}/edit", data=LINK | {"title": "Hers", "seen": old})

    late = bob.post(f"{address}/edit", data=LINK | {"title": "His", "seen": old})

    assert late.status_code == 409
    assert "Somebody changed the evidence &#39;Hers&#39; while you had it open." in late.text
    assert [one.title for one in pieces(acting_for)] == ["Hers"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": ""}, "Enter what it shows"),
        ({"url": ""}, "Enter a web address"),
        ({"url": "javascript:alert(1)"}, "Enter a web address that begins with https:// or http://"),
        ({"observed_on": "2999-01-01"}, "Enter a day that has come already"),
        ({"seen": ""}, "Reload the page and try again"),
    ],
)
def test_a_wrong_change_is_told_what_to_enter_and_changes_nothing(sign_in, places, acting_for, sent, told):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=LINK)
    address = address_of_first(acting_for, places["control"])

    answer = bob.post(f"{address}/edit", data=LINK | {"seen": seen_on(bob, address)} | sent)

    assert answer.status_code == 422
    assert told in answer.text
    assert [(one.title, one.url) for one in pieces(acting_for)] == [(LINK["title"], LINK["url"])]


def test_saving_what_stands_leaves_no_line_in_the_trail(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=LINK)
    address = address_of_first(acting_for, places["control"])

    bob.post(f"{address}/edit", data=LINK | {"seen": seen_on(bob, address)})

    with acting_for("Acme") as acme:
        changed = sa.select(AuditEntry).where(AuditEntry.action == "evidence.changed")
        assert acme.scalars(changed).all() == []


@pytest.mark.parametrize(
    ("person", "deed", "expected"),
    [
        ("sam", "", 200),
        ("sam", "/edit", 403),
        ("charlie", "/edit", 404),
        ("sam", "/remove", 403),
        ("fiona", "", 403),
        ("charlie", "", 404),
        ("charlie", "/remove", 404),
        ("bob", "/remove", 200),
    ],
)
def test_who_may_have_a_file(sign_in, places, acting_for, person, deed, expected):
    sign_in("bob").post(f"{places['control']}/evidence/new", data=file())

    assert sign_in(person).get(address_of_first(acting_for, places["control"]) + deed).status_code == expected


@pytest.mark.parametrize("where", ["other", "fact"])
def test_evidence_is_not_found_at_another_record(sign_in, places, acting_for, where):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=file())

    assert bob.get(address_of_first(acting_for, places[where])).status_code == 404


def test_a_link_has_no_file(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=LINK)

    assert bob.get(address_of_first(acting_for, places["control"])).status_code == 404


def test_evidence_goes_with_its_control(sign_in, places, acting_for):
    bob = sign_in("bob")
    bob.post(f"{places['control']}/evidence/new", data=file())

    bob.post(f"{places['control']}/remove")

    assert pieces(acting_for) == []


def test_a_file_that_evidence_names_is_no_orphan(app, sign_in, places, acting_for, monkeypatch):
    sign_in("bob").post(f"{places['control']}/evidence/new", data=file())
    monkeypatch.setattr("foundation.orphans.now", lambda: now() + timedelta(days=2))

    with acting_for("Acme") as acme:
        removed = remove_orphans(acme, FolderStorage(app.extensions["settings"].files))

    assert removed == 0


def test_long_evidence_is_cut_into_pages(sign_in, places, acting_for):
    bob = sign_in("bob")
    for number in range(51):
        bob.post(f"{places['fact']}/evidence/new", data=LINK | {"title": f"Piece {number}"})

    page = bob.get(places["fact"]).text

    assert "Page 1 of 2 · 51 in all" in page
    assert len(re.findall(r'rel="noopener noreferrer"', page)) == 50
