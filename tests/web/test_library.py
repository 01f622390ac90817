"""The pages of the approved answers."""

import io
import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

import questionnaires.library.views
from questionnaires.library.service import library_answers
from questionnaires.library.standing import standing
from tests.factories.control import keep_control
from tests.factories.library import keep_answer

TODAY = date(2026, 3, 10)
TYPED = {
    "answer_id": "L-009",
    "question": "Do you encrypt backups?",
    "word": "yes",
    "words": "",
    "explanation": "With AES-256.",
    "controls": "CR-01; CR-02",
    "approved_by": "Head of Security",
    "expires_on": "2027-01-31",
    "sensitivity": "public",
}


@pytest.fixture(autouse=True)
def a_standing_day(monkeypatch):
    monkeypatch.setattr(questionnaires.library.views, "today", lambda: TODAY)


@pytest.fixture
def answer(acting_for):
    with acting_for("Acme") as acme:
        return keep_answer(acme).id


def kept(acting_for):
    with acting_for("Acme") as session:
        return library_answers(session)


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "expired"), (0, "expiring"), (60, "expiring"), (61, "holds"), (None, "holds")]
)
def test_an_answer_holds_through_its_last_day_and_warns_sixty_days_before(days, expected):
    last = None if days is None else TODAY + timedelta(days=days)

    assert standing(last, today=TODAY) == expected


@pytest.mark.parametrize(
    ("person", "method", "path", "expected"),
    [
        (None, "GET", "/library/", 302),
        ("fiona", "GET", "/library/", 403),
        ("sam", "GET", "/library/", 200),
        ("sam", "GET", "/library/{answer}", 200),
        ("sam", "GET", "/library/export", 200),
        ("sam", "GET", "/library/new", 403),
        ("sam", "POST", "/library/{answer}/edit", 403),
        ("bob", "GET", "/library/new", 200),
        ("bob", "GET", "/library/{answer}/edit", 200),
        ("bob", "GET", "/library/{answer}/remove", 200),
        ("charlie", "GET", "/library/{answer}", 404),
        ("charlie", "POST", "/library/{answer}/edit", 404),
        ("charlie", "POST", "/library/{answer}/remove", 404),
    ],
)
def test_who_may_open_which_page(sign_in, client, answer, person, method, path, expected):
    browser = sign_in(person) if person else client
    data = {"csrf_token": browser.csrf_token()} if method == "POST" else None

    assert browser.open(path.format(answer=answer), method=method, data=data).status_code == expected


def test_an_empty_library_says_what_to_do(sign_in):
    assert "Import answers you gave before" in sign_in("bob").get("/library/").text


def test_an_answer_that_was_typed_in_is_kept_as_typed(sign_in, acting_for):
    assert sign_in("bob").post("/library/new", data=TYPED).status_code == 303

    one = kept(acting_for)[0]
    assert (one.answer_id, one.answer, one.controls) == ("L-009", "yes", ("CR-01", "CR-02"))
    assert (one.approved_on, one.expires_on) == (None, date(2027, 1, 31))


def test_an_answer_in_words_is_kept_in_words(sign_in, acting_for):
    sign_in("bob").post("/library/new", data=TYPED | {"word": "in_words", "words": "Every night."})

    assert kept(acting_for)[0].answer == "Every night."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"answer_id": ""}, "Enter an id, such as L-001"),
        ({"answer_id": "L-001"}, "&#39;L-001&#39; names another approved answer already"),
        ({"question": ""}, "Enter the question"),
        ({"word": ""}, "Select the answer"),
        ({"word": "in_words"}, "Enter the answer in words"),
        ({"expires_on": "soon"}, "Enter a day that exists"),
    ],
)
def test_a_wrong_answer_is_told_what_to_enter_and_not_kept(sign_in, answer, acting_for, wrong, told):
    page = sign_in("bob").post("/library/new", data=TYPED | wrong)

    assert page.status_code == 422
    assert told in page.text
    assert len(kept(acting_for)) == 1


def test_an_answer_in_words_comes_back_into_its_form(sign_in, acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_answer(acme, answer="Every <b>night</b>.").id

    page = sign_in("bob").get(f"/library/{row_id}/edit").text

    assert "Every &lt;b&gt;night&lt;/b&gt;." in page
    assert re.search(r'<input checked[^>]*value="in_words"', page)


def test_what_was_edited_is_kept(sign_in, answer, acting_for):
    sign_in("bob").post(f"/library/{answer}/edit", data=TYPED | {"version": "1", "word": "no"})

    assert [(one.answer_id, one.answer) for one in kept(acting_for)] == [("L-001", "no")]


def test_a_removed_answer_is_gone(sign_in, answer, acting_for):
    sign_in("bob").post(f"/library/{answer}/remove")

    assert kept(acting_for) == ()


def test_the_page_links_the_controls_it_knows_and_names_the_others(sign_in, acting_for):
    with acting_for("Acme") as acme:
        control_id = keep_control(acme, "AC-01").id
        row_id = keep_answer(acme, controls=("AC-01", "AC-99")).id

    page = sign_in("sam").get(f"/library/{row_id}").text

    assert f'<a href="/controls/{control_id}">AC-01</a>' in page
    assert 'AC-99 <span class="text-secondary">(not in your control set)' in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["L-1", "L-2", "L-3", "L-4"]),
        ("standing=expired", ["L-1"]),
        ("standing=expiring", ["L-2"]),
        ("standing=holds", ["L-3", "L-4"]),
        ("search=elephant", ["L-3"]),
        ("sort=expires_on", ["L-1", "L-2", "L-3", "L-4"]),
        ("standing=nonsense", ["L-1", "L-2", "L-3", "L-4"]),
    ],
)
def test_the_list_shows_what_was_asked_for(sign_in, acting_for, asked, found):
    with acting_for("Acme") as acme:
        keep_answer(acme, "L-1", expires_on=TODAY - timedelta(days=1))
        keep_answer(acme, "L-2", expires_on=TODAY)
        keep_answer(acme, "L-3", expires_on=TODAY + timedelta(days=61), explanation="An Elephant never forgets.")
        keep_answer(acme, "L-4")

    page = sign_in("sam").get(f"/library/?{asked}")

    assert re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page.text) == found


def test_the_preview_names_controls_that_are_not_in_the_set(sign_in):
    bob = sign_in("bob")
    content = b"answer_id,question,answer,controls\nL-1,Do you?,yes,AC-99\n"

    page = bob.get(bob.post("/library/import", data={"file": (io.BytesIO(content), "a.csv")}).location)

    assert "L-1 rests on AC-99, which is not in your control set." in page.text


def test_a_last_day_can_be_taken_out_again(sign_in, answer, acting_for):
    bob = sign_in("bob")
    bob.post(f"/library/{answer}/edit", data=TYPED | {"version": "1"})

    bob.post(f"/library/{answer}/edit", data=TYPED | {"version": "2", "expires_on": ""})

    with acting_for("Acme") as acme:
        (one,) = library_answers(acme)
        assert one.expires_on is None


def test_an_answer_is_given_to_a_member_and_taken_from_strangers(sign_in, answer, acting_for):
    bob = sign_in("bob")
    page = bob.get(f"/library/{answer}/edit").text
    sam = re.findall(r'<option value="([0-9a-f-]{36})">Sam</option>', page)[0]

    bob.post(f"/library/{answer}/edit", data=TYPED | {"version": "1", "owner_id": sam})

    history = bob.get(f"/library/{answer}/history").text
    assert "<dt>Owner</dt><dd><del>nobody</del> <ins>Sam</ins></dd>" in history
    assert (
        '<dt>Owner</dt><dd class="collection-statement">Sam</dd>'
        in bob.get(f"/library/{answer}/history?on=2999-01-01").text
    )
    assert re.findall(r'<option selected value="([0-9a-f-]{36})">Sam</option>', bob.get(f"/library/{answer}/edit").text)
    wrong = bob.post(f"/library/{answer}/edit", data=TYPED | {"version": "3", "owner_id": sam[::-1]})
    assert wrong.status_code == 422


def test_the_history_says_who_changed_what_by_hand_and_by_file(sign_in, answer):
    bob = sign_in("bob")
    bob.post(f"/library/{answer}/edit", data=TYPED | {"version": "1", "explanation": "By <b>hand</b>."})
    content = b"answer_id,question,answer,explanation\nL-001,Do you encrypt backups?,yes,By file.\n"
    preview = bob.post("/library/import", data={"file": (io.BytesIO(content), "a.csv")}).location
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', bob.get(preview).text)[0]
    bob.post(f"{preview}/confirm", data={"seen": seen})

    page = bob.get(f"/library/{answer}/history").text

    titles = re.findall(r'<h2 class="card-title version-title"[^>]*>(.*?)</h2>', page)
    assert titles == ["Changed by Bob", "Changed by Bob", "Added by auditmatch"]
    assert "version 3 · from the file a.csv" in page
    assert "<ins>By &lt;b&gt;hand&lt;/b&gt;.</ins>" in page
    assert f'href="/library/{answer}">Back to the approved answer</a>' in page


@pytest.mark.parametrize("page", ["/library/", "/library/queue?standing=expiring", "/library/duplicates"])
def test_a_longer_list_asks_the_database_no_more_often(app, sign_in, acting_for, page):
    sam, engine = sign_in("sam"), app.extensions["engine"]

    def statements():
        count = []
        listener = lambda *_: count.append(1)  # noqa: E731 - removed by identity below
        sa.event.listen(engine, "before_cursor_execute", listener)
        assert sam.get(page).status_code == 200
        sa.event.remove(engine, "before_cursor_execute", listener)
        return len(count)

    with acting_for("Acme") as acme:
        for number in range(3):
            keep_answer(acme, f"L-{number}", expires_on=TODAY)
        few = statements()
        for number in range(3, 20):
            keep_answer(acme, f"L-{number}", expires_on=TODAY)

    assert statements() == few
