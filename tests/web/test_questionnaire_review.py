"""The review page: what it shows, what people decide there, and who may."""

import re
import uuid

import pytest
import sqlalchemy as sa

from foundation.clock import now
from questionnaires.controls.models import Control
from questionnaires.reviews.models import AnswerChange, AnswerState, AskedQuestion, DraftAnswer
from tests.factories.kept_questionnaire import keep_draft, keep_questionnaire
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls, uploaded

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    return answered(app, sign_in("sam"))


@pytest.fixture
def answers(acting_for, address):
    """The ids of the three answers, in the file's order."""
    with acting_for("Acme") as session:  # an open session would hold SQLite's only writer up
        in_order = sa.select(DraftAnswer.id).join(DraftAnswer.question).order_by(AskedQuestion.position)
        return [str(answer_id) for answer_id in session.scalars(in_order)]


def stored(acting_for, answer_id):
    with acting_for("Acme") as session:
        return session.get_one(DraftAnswer, uuid.UUID(answer_id))


def test_an_answer_is_shown_with_what_it_rests_on(sign_in, address):
    page = sign_in("bob").get(f"{address}/review").text

    assert "Do employees sign in with a second factor?" in page
    assert "in the buyer's words “Compliant”" in page
    assert "Control AC-01: Sign-in with a second factor" in page
    assert '<p class="q-source">Every employee signs in with a second factor.</p>' in page
    assert "Nothing in your controls, answers or facts speaks of this" in page


@pytest.mark.parametrize(
    ("filtered", "shown"),
    [
        ("", [0, 1, 2]),
        ("state=needs_input", [2]),
        ("state=approved", []),
        ("reason=nothing_found", [2]),
        ("section=Access", [0, 1]),
        ("section=Access&state=needs_input", []),
        ("state=nonsense", [0, 1, 2]),
        ("order=unsure", [2, 1, 0]),
        ("order=reason", [2, 0, 1]),
        ("order=nonsense", [0, 1, 2]),
    ],
)
def test_a_filter_shows_what_it_says(sign_in, address, answers, filtered, shown):
    page = sign_in("bob").get(f"{address}/review?{filtered}").text

    assert answer_ids(page) == [answers[at] for at in shown]


def test_a_filter_that_nothing_matches_offers_all(sign_in, address):
    assert "No answer matches" in sign_in("bob").get(f"{address}/review?state=approved").text


def test_approving_leads_back_to_the_answer_under_the_same_filter(sign_in, address, answers, acting_for):
    sent = sign_in("bob").post(f"{address}/answers/{answers[0]}/approve?section=Access", data={"version": "1"})

    assert sent.status_code == 303
    assert sent.location == f"{address}/review?page=1&section=Access#answer-{answers[0]}"
    row = stored(acting_for, answers[0])
    assert (row.state, row.approved_by) == (AnswerState.APPROVED, "Bob")


def test_a_page_with_scripts_gets_the_answer_alone(sign_in, address, answers):
    sent = sign_in("bob").post(f"{address}/answers/{answers[0]}/approve", data={"version": "1"}, headers=HTMX)

    assert sent.status_code == 200
    assert answer_ids(sent.text) == [answers[0]]
    assert "<html" not in sent.text
    assert "approved by Bob" in sent.text


def test_an_answer_without_a_verdict_cannot_be_approved(sign_in, address, answers, acting_for):
    sent = sign_in("bob").post(f"{address}/answers/{answers[2]}/approve", data={"version": "1"})

    assert sent.status_code == 409
    assert "This question has no answer yet" in sent.text
    assert stored(acting_for, answers[2]).state is AnswerState.NEEDS_INPUT


def test_an_edit_keeps_who_changed_what(sign_in, address, answers, acting_for):
    sam = sign_in("sam")
    form = {"version": "1", "verdict": "word:Non-compliant", "answer_text": "Not at one site."}

    assert sam.post(f"{address}/answers/{answers[0]}", data=form).status_code == 303

    with acting_for("Acme") as session:
        change = session.scalars(sa.select(AnswerChange)).one()
    assert (change.actor_name, change.old["verdict"], change.new["verdict"]) == ("Sam", "yes", "no")
    assert change.new["cell_value"] == "Non-compliant"
    history = sam.get(f"{address}/answers/{answers[0]}").text
    assert "<del>Yes. Every employee signs in with a second factor.</del>" in history
    assert "<ins>Not at one site.</ins>" in history


def test_a_reviewer_may_save_and_approve_at_once(sign_in, address, answers, acting_for):
    form = {"version": "1", "verdict": "word:N/A", "answer_text": "We run no submarines.", "approve": "yes"}

    sign_in("bob").post(f"{address}/answers/{answers[2]}", data=form)

    row = stored(acting_for, answers[2])
    assert (row.state, row.verdict, row.cell_value) == (AnswerState.APPROVED, "not_applicable", "N/A")


def test_a_proposal_of_sales_is_a_draft_even_if_it_says_approve(sign_in, address, answers, acting_for):
    form = {"version": "1", "verdict": "word:N/A", "answer_text": "We run no submarines.", "approve": "yes"}

    sent = sign_in("sam").post(f"{address}/answers/{answers[2]}", data=form)

    assert sent.status_code == 403
    assert stored(acting_for, answers[2]).state is AnswerState.NEEDS_INPUT


def test_taking_the_answer_away_makes_it_need_input(sign_in, address, answers, acting_for):
    sign_in("sam").post(f"{address}/answers/{answers[0]}", data={"version": "1", "verdict": "needs_input"})

    row = stored(acting_for, answers[0])
    assert (row.state, row.cell_value) == (AnswerState.NEEDS_INPUT, None)


def test_editing_an_approved_answer_takes_the_approval_back(sign_in, address, answers, acting_for):
    bob = sign_in("bob")
    bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": "1"})
    form = {"version": "2", "verdict": "word:Compliant", "answer_text": "Everybody does."}

    bob.post(f"{address}/answers/{answers[0]}", data=form)

    row = stored(acting_for, answers[0])
    assert (row.state, row.approved_by, row.approved_at) == (AnswerState.DRAFTED, None, None)


@pytest.mark.parametrize(("deed", "form"), [("", {"verdict": "word:N/A", "answer_text": "No."}), ("/needs-input", {})])
def test_sales_cannot_touch_an_approved_answer(sign_in, address, answers, acting_for, deed, form):
    sign_in("bob").post(f"{address}/answers/{answers[0]}/approve", data={"version": "1"})

    sent = sign_in("sam").post(f"{address}/answers/{answers[0]}{deed}", data={"version": "2", **form})

    assert sent.status_code == 403
    assert stored(acting_for, answers[0]).state is AnswerState.APPROVED


@pytest.mark.parametrize(
    ("deed", "form"),
    [("", {"verdict": "word:N/A", "answer_text": "Mine."}), ("/approve", {}), ("/needs-input", {})],
)
def test_the_slower_of_two_people_is_told_and_nothing_is_lost(sign_in, address, answers, acting_for, deed, form):
    quicker = {"version": "1", "verdict": "word:Compliant", "answer_text": "Quicker."}
    sign_in("sam").post(f"{address}/answers/{answers[0]}", data=quicker)

    sent = sign_in("bob").post(f"{address}/answers/{answers[0]}{deed}", data={"version": "1", **form})

    assert sent.status_code == 409
    assert "Somebody else has changed this answer" in sent.text
    row = stored(acting_for, answers[0])
    assert (row.answer_text, row.state) == ("Quicker.", AnswerState.DRAFTED)


def test_who_was_overtaken_sees_both_texts_and_may_send_theirs_again(sign_in, address, answers, acting_for):
    quicker = {"version": "1", "verdict": "word:Compliant", "answer_text": "Quicker."}
    sign_in("sam").post(f"{address}/answers/{answers[0]}", data=quicker)
    bob, mine = sign_in("bob"), {"verdict": "word:N/A", "answer_text": "Mine, with care."}

    page = bob.post(f"{address}/answers/{answers[0]}", data={"version": "1", **mine}).text
    assert "Quicker." in page
    assert "Sam, " in page
    assert ">Mine, with care.</textarea>" in page.replace("\r\n", "").replace("\n", "")
    assert re.findall(r'name="version"[^>]*value="(\d+)"', page) == ["2"]
    assert bob.post(f"{address}/answers/{answers[0]}", data={"version": "2", **mine}).status_code == 303

    assert stored(acting_for, answers[0]).answer_text == "Mine, with care."
    assert "<del>Quicker.</del>" in bob.get(f"{address}/answers/{answers[0]}").text


def test_an_overtaken_edit_is_put_in_its_place_on_a_page_with_scripts(sign_in, address, answers):
    quicker = {"version": "1", "verdict": "word:Compliant", "answer_text": "Quicker."}
    sign_in("sam").post(f"{address}/answers/{answers[0]}", data=quicker)

    mine = {"version": "1", "verdict": "word:N/A", "answer_text": "Mine."}
    sent = sign_in("bob").post(f"{address}/answers/{answers[0]}", data=mine, headers=HTMX)

    assert (sent.status_code, sent.headers["HX-Retarget"]) == (409, f"#edit-{answers[0]}")
    assert "<html" not in sent.text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"verdict": "yes", "answer_text": ""}, "Not a valid choice"),
        ({"verdict": "word:Compliant", "answer_text": "x" * 20_001}, "Enter at most 20,000 characters"),
    ],
)
def test_an_edit_that_cannot_stand_is_shown_again_in_its_place(sign_in, address, answers, form, said):
    sent = sign_in("sam").post(f"{address}/answers/{answers[0]}", data={"version": "1", **form}, headers=HTMX)

    assert sent.status_code == 422
    assert said in sent.text
    assert sent.headers["HX-Retarget"] == f"#edit-{answers[0]}"


def test_a_decision_without_a_version_is_refused(sign_in, address, answers):
    assert sign_in("bob").post(f"{address}/answers/{answers[0]}/approve").status_code == 422


def test_bulk_approval_says_the_count_first_and_then_approves_those(sign_in, address, answers, acting_for):
    bob = sign_in("bob")
    assert "Approve 2 answers" in bob.get(f"{address}/approve?section=Access").text

    sent = bob.post(f"{address}/approve?section=Access", data={"expected": "2"})

    assert sent.status_code == 303
    assert [stored(acting_for, answer).state for answer in answers] == ["approved", "approved", "needs_input"]


def test_bulk_approval_says_the_whole_count_and_lists_what_it_takes_page_by_page(sign_in, acting_for):
    with acting_for("Acme") as acme:
        held = keep_questionnaire(acme, now(), mapped_at=now())
        for position in range(60):
            keep_draft(acme, held, position, now(), reasons=["partial_support"])
        acme.commit()
        where = f"/questionnaires/{held.id}/approve"
    bob = sign_in("bob")

    pages = [bob.get(f"{where}?page={number}").text for number in (1, 2, 3)]

    assert [page.count("<br>Yes, always.") for page in pages] == [25, 25, 10]
    assert all("Approve 60 answers" in page for page in pages)
    assert "Page 3 of 3 · 60 in all" in pages[2]


def test_one_form_carries_each_deed_and_its_buttons_say_where_it_goes(sign_in, address, answers):
    page = sign_in("bob").get(f"{address}/review?section=Access").text
    card = page.split(f'id="answer-{answers[0]}"', 1)[1].split("</article>", 1)[0]

    deeds = re.findall(r'data-key="([anx])"(?: formaction="([^"]+)")?', card)
    where = f"{address}/answers/{answers[0]}"
    kept = "?page=1&amp;section=Access"
    assert deeds == [("a", f"{where}/approve{kept}"), ("n", ""), ("x", f"{where}/not-applicable{kept}")]
    assert f'action="{where}/needs-input{kept}"' in card
    assert card.count("<form") == 1


def test_bulk_approval_stops_when_the_count_has_changed(sign_in, address, answers, acting_for):
    bob = sign_in("bob")
    bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": "1"})

    sent = bob.post(f"{address}/approve", data={"expected": "2"})

    assert sent.status_code == 409
    assert stored(acting_for, answers[1]).state is AnswerState.DRAFTED


def test_sales_sees_no_button_that_approves(sign_in, address):
    page = sign_in("sam").get(f"{address}/review").text

    assert 'data-key="e"' in page
    assert 'data-key="a"' not in page
    assert "Approve all" not in page


def test_the_cited_control_is_shown_as_it_stood_when_it_is_gone(sign_in, address, acting_for):
    session = acting_for("Acme")
    for control in session.scalars(sa.select(Control)):
        session.delete(control)
    session.commit()

    assert "It was removed since" in sign_in("bob").get(f"{address}/review").text


ROUTES = [
    ("GET", ""),
    ("GET", "/progress"),
    ("GET", "/columns"),
    ("POST", "/columns"),
    ("POST", "/answer"),
    ("POST", "/remove"),
    ("GET", "/review"),
    ("GET", "/answers/{answer}"),
    ("POST", "/answers/{answer}"),
    ("POST", "/answers/{answer}/approve"),
    ("POST", "/answers/{answer}/needs-input"),
    ("GET", "/approve"),
    ("POST", "/approve"),
    ("POST", "/exports"),
    ("GET", "/exports/{answer}"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_anothers_questionnaire_does_not_exist(sign_in, address, answers, method, path):
    charlie = sign_in("charlie")
    send = charlie.post if method == "POST" else charlie.get

    assert send(address + path.format(answer=answers[0])).status_code == 404


@pytest.mark.parametrize("path", ["", "/approve", "/needs-input"])
def test_an_answer_is_not_reached_through_another_questionnaire(sign_in, address, answers, path):
    alice = sign_in("alice")
    other = uploaded(alice)

    assert alice.post(f"{other}/answers/{answers[0]}{path}", data={"version": "1"}).status_code == 404


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("GET", "/../")])
@pytest.mark.parametrize(("person", "expected"), [("fiona", 403), ("ada", 403), (None, 302)])
def test_firms_admins_and_visitors_are_kept_out(client, sign_in, address, answers, method, path, person, expected):
    browser = sign_in(person) if person else client
    send = browser.post if method == "POST" else browser.get
    target = "/questionnaires/" if path == "/../" else address + path.format(answer=answers[0])

    assert send(target).status_code == expected


@pytest.mark.parametrize("path", ["/answers/{answer}/approve", "/approve"])
def test_sales_may_not_approve(sign_in, address, answers, path):
    assert sign_in("sam").post(address + path.format(answer=answers[0]), data={"version": "1"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/answer", "/remove", "/answers/{answer}/approve", "/answers/{answer}/needs-input", "/exports"]
)
def test_deeds_are_not_done_by_following_a_link(sign_in, address, answers, path):
    assert sign_in("bob").get(address + path.format(answer=answers[0])).status_code == 405


def test_a_decision_without_its_token_is_refused(sign_in, address, answers):
    sent = sign_in("bob").post(f"{address}/answers/{answers[0]}/approve", data={"version": "1"}, csrf=False)

    assert sent.status_code == 400


def test_the_review_asks_the_database_no_more_than_fourteen_times(app, sign_in, address):
    browser = sign_in("bob")

    asked = []
    sa.event.listen(app.extensions["engine"], "before_cursor_execute", lambda *told: asked.append(told[2]))
    browser.get(f"{address}/review")

    assert len([one for one in asked if not one.startswith("BEGIN")]) <= 14
