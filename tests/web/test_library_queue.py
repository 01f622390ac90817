"""The queue of answers that run out or are held back: renewed one by one or many at once, released, filtered."""

import io
import re
from datetime import date, timedelta

import pytest

import questionnaires.library.queue_views
import questionnaires.library.renewing
import questionnaires.library.views
from questionnaires.library.models import Held
from questionnaires.library.service import fetch_answer
from tests.factories.library import keep_answer

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_standing_day(monkeypatch):
    for module in (questionnaires.library.views, questionnaires.library.queue_views, questionnaires.library.renewing):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def rows(acting_for):
    """Keep one of each: held back, expired, expiring soon and later, holding, without a last day; gives ids by name."""
    days = {"L-LATER": 60, "L-HOLDS": 61, "L-GONE": -1, "L-SOON": 5}
    with acting_for("Acme") as session:
        kept = {
            name: keep_answer(session, name, question=f"Question {name}?", expires_on=TODAY + timedelta(days=left))
            for name, left in days.items()
        }
        kept["L-EVER"] = keep_answer(session, "L-EVER", question="For ever?")
        kept["L-HELD"] = keep_answer(session, "L-HELD", question="Held?", expires_on=TODAY + timedelta(days=300))
        kept["L-HELD"].held, kept["L-SOON"].owner = Held.NAMES_BUYER, "Bob"
        kept["L-GONE"].origin_questionnaire_id, kept["L-GONE"].product = kept["L-GONE"].id, ["Payroll, fast", "Zürich"]
        session.commit()
        return {name: row.id for name, row in kept.items()}


@pytest.fixture
def now_of(acting_for):
    def look(row_id):
        with acting_for("Acme") as session:
            row = fetch_answer(session, row_id)
            return row.approved_by, row.approved_on, row.expires_on, row.held

    return look


def shown(page):
    return re.findall(r"L-[A-Z]+", "".join(re.findall(r'<th scope="row".*?</th>', page.text, re.DOTALL)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["L-HELD", "L-GONE", "L-SOON", "L-LATER"]),
        ("standing=held", ["L-HELD"]),
        ("standing=expired", ["L-GONE"]),
        ("standing=expiring", ["L-SOON", "L-LATER"]),
        ("standing=holds", ["L-HELD", "L-GONE", "L-SOON", "L-LATER"]),
        ("owner=Bob", ["L-SOON"]),
        ("product=Payroll, fast", ["L-GONE"]),
        ("product=Zürich", ["L-GONE"]),
        ("origin=questionnaire", ["L-GONE"]),
        ("origin=own", ["L-HELD", "L-SOON", "L-LATER"]),
        ("search=later", ["L-LATER"]),
    ],
)
def test_the_queue_shows_what_is_held_back_and_what_runs_out_the_soonest_first(sign_in, rows, asked, found):
    assert shown(sign_in("sam").get(f"/library/queue?{asked}")) == found


def test_the_list_says_how_many_wait_and_an_empty_queue_says_so(sign_in, rows, acting_for):
    assert "To look at (4)" in sign_in("sam").get("/library/").text
    assert "Nothing to look at" in sign_in("charlie").get("/library/queue").text


def test_still_right_renews_by_the_settled_days_in_ones_own_name(sign_in, rows, now_of):
    sent = sign_in("bob").post(f"/library/{rows['L-GONE']}/renew", data={"version": "2", "back": "queue"})

    assert (sent.status_code, sent.location) == (303, "/library/queue")
    assert now_of(rows["L-GONE"]) == ("Bob", TODAY, date(2027, 3, 10), None)


def test_an_answer_that_was_changed_meanwhile_is_not_renewed(sign_in, rows, now_of):
    assert sign_in("bob").post(f"/library/{rows['L-GONE']}/renew", data={"version": "1"}).status_code == 409
    assert now_of(rows["L-GONE"])[2] == date(2026, 3, 9)


def test_what_is_held_back_is_not_renewed_but_let_into_use(sign_in, rows, now_of):
    bob = sign_in("bob")

    assert bob.post(f"/library/{rows['L-HELD']}/renew", data={"version": "2"}).status_code == 409
    assert bob.post(f"/library/{rows['L-HELD']}/release", data={"version": "1"}).status_code == 409
    assert bob.post(f"/library/{rows['L-HELD']}/release", data={"version": "2"}).status_code == 303
    assert now_of(rows["L-HELD"])[3] is None
    assert bob.post(f"/library/{rows['L-HELD']}/release", data={"version": "3"}).status_code == 409
    history = bob.get(f"/library/{rows['L-HELD']}/history").text
    assert "<dt>Held</dt><dd><del>names buyer</del> <ins>in use</ins></dd>" in history


def test_several_are_renewed_at_once_after_their_number_was_said(sign_in, rows, now_of):
    bob = sign_in("bob")
    chosen = [f"{rows['L-GONE']}.2", f"{rows['L-SOON']}.2"]
    page = bob.get("/library/renew", query_string={"chosen": chosen}).text

    assert "Renew 2 answers" in page
    assert "10 March 2027" in page
    assert re.findall(r'name="chosen" value="([^"]+)"', page) == chosen

    assert bob.post("/library/renew", data={"chosen": chosen}).status_code == 303
    assert [now_of(rows[name])[2] for name in ("L-GONE", "L-SOON", "L-LATER")] == [
        date(2027, 3, 10),
        date(2027, 3, 10),
        date(2026, 5, 9),
    ]


def test_where_one_of_several_was_changed_none_is_renewed(sign_in, rows, now_of):
    chosen = [f"{rows['L-GONE']}.2", f"{rows['L-SOON']}.1"]

    assert sign_in("bob").post("/library/renew", data={"chosen": chosen}).status_code == 409
    assert now_of(rows["L-GONE"])[2] == date(2026, 3, 9)


@pytest.mark.parametrize(("chosen", "status"), [([], 422), (["nonsense"], 422), (["{}.1"], 404), (["x.1"] * 51, 422)])
def test_a_choice_that_names_nothing_is_told_so(sign_in, rows, chosen, status):
    unknown = "00000000-0000-4000-8000-000000000000"
    given = [one.format(unknown) for one in chosen]

    assert sign_in("bob").get("/library/renew", query_string={"chosen": given}).status_code == status


def test_another_organisation_chooses_none_of_them(sign_in, rows, now_of):
    charlie, chosen = sign_in("charlie"), [f"{rows['L-GONE']}.2"]

    assert charlie.post("/library/renew", data={"chosen": chosen}).status_code == 404
    assert now_of(rows["L-GONE"])[2] == date(2026, 3, 9)


def test_choosing_all_ticks_what_can_be_renewed(sign_in, rows):
    page = sign_in("bob").get("/library/queue?choose=all").text

    assert len(re.findall(r'type="checkbox"[^>]*checked', page)) == 3
    assert "checked" not in sign_in("bob").get("/library/queue").text


def test_a_salesperson_sees_the_queue_without_its_deeds(sign_in, rows):
    sam = sign_in("sam")

    assert "Still right" not in sam.get("/library/queue").text
    assert sam.post(f"/library/{rows['L-GONE']}/renew", data={"version": "2"}).status_code == 403
    assert sam.get("/library/renew", query_string={"chosen": [f"{rows['L-GONE']}.2"]}).status_code == 403


def four_eyes(browser):
    rules = {"error_budget": "3", "four_eyes": "y", "answer_days": "365", "version": "0"}
    assert browser.post("/reliability/rules", data=rules).status_code == 303


def write(browser, row_id, version, **fields):
    typed = {"question": "Question?", "word": "in_words", "words": "As we do.", "sensitivity": "public"}
    days = {"expires_on": str(TODAY + timedelta(days=5))}
    sent = browser.post(f"/library/{row_id}/edit", data=typed | days | {"version": version} | fields)
    assert sent.status_code == 303


def test_under_four_eyes_nobody_renews_what_they_wrote(sign_in, rows, now_of):
    alice, bob = sign_in("alice"), sign_in("bob")
    four_eyes(bob)
    write(bob, rows["L-SOON"], "2")

    own = bob.post(f"/library/{rows['L-SOON']}/renew", data={"version": "3"})

    assert own.status_code == 403
    assert "You wrote &#39;L-SOON&#39; yourself" in own.text
    both = {"chosen": [f"{rows['L-LATER']}.1", f"{rows['L-SOON']}.3"]}
    assert bob.post("/library/renew", data=both).status_code == 403
    assert now_of(rows["L-LATER"])[2] == TODAY + timedelta(days=60)
    assert alice.post(f"/library/{rows['L-SOON']}/renew", data={"version": "3"}).status_code == 303


def test_who_only_renewed_an_answer_may_renew_it_again(sign_in, rows, now_of):
    bob = sign_in("bob")
    four_eyes(bob)
    assert bob.post(f"/library/{rows['L-LATER']}/renew", data={"version": "1"}).status_code == 303

    assert bob.post(f"/library/{rows['L-LATER']}/renew", data={"version": "2"}).status_code == 303
    assert now_of(rows["L-LATER"])[0] == "Bob"


def test_under_four_eyes_nobody_lets_their_own_words_be_used(sign_in, rows, now_of):
    alice, bob = sign_in("alice"), sign_in("bob")
    four_eyes(bob)
    write(alice, rows["L-HELD"], "2")

    assert alice.post(f"/library/{rows['L-HELD']}/release", data={"version": "3"}).status_code == 403
    assert now_of(rows["L-HELD"])[3] is not None
    assert bob.post(f"/library/{rows['L-HELD']}/release", data={"version": "3"}).status_code == 303


def test_a_new_name_makes_nobody_somebody_else(sign_in, rows):
    bob = sign_in("bob")
    four_eyes(bob)
    write(bob, rows["L-SOON"], "2")
    assert bob.post("/account/name", data={"name": "Robert"}).status_code == 303

    assert bob.post(f"/library/{rows['L-SOON']}/renew", data={"version": "3"}).status_code == 403


def test_under_four_eyes_a_file_is_its_importers_words(sign_in, rows):
    bob = sign_in("bob")
    four_eyes(bob)
    content = b"answer_id,question,answer\nL-SOON,Question L-SOON?,By file.\n"
    preview = bob.post("/library/import", data={"file": (io.BytesIO(content), "a.csv")}).location
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', bob.get(preview).text)[0]
    assert bob.post(f"{preview}/confirm", data={"seen": seen}).status_code == 303

    assert bob.post(f"/library/{rows['L-SOON']}/renew", data={"version": "3"}).status_code == 403
    assert sign_in("alice").post(f"/library/{rows['L-SOON']}/renew", data={"version": "3"}).status_code == 303


def test_under_four_eyes_the_pages_offer_own_words_to_others_only(sign_in, rows):
    alice, bob = sign_in("alice"), sign_in("bob")
    write(bob, rows["L-SOON"], "2")
    renew = f'action="/library/{rows["L-SOON"]}/renew"'
    assert renew in bob.get("/library/queue").text

    four_eyes(bob)

    queue = bob.get("/library/queue").text
    assert renew not in queue
    assert f'value="{rows["L-SOON"]}.3"' not in queue
    assert "You wrote it: somebody else renews it." in queue
    assert "You wrote this answer." in bob.get(f"/library/{rows['L-SOON']}").text
    assert renew in alice.get("/library/queue").text
