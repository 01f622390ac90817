"""Requests that no page of ours sends: forged, repeated, out of date, or without end."""

import logging
import re
import threading
import uuid

import pytest
import sqlalchemy as sa

from foundation.accounts.models import Membership, User
from foundation.jobs.models import Job, JobState
from foundation.jobs.worker import run_waiting
from matcher.firms.models import Firm
from questionnaires.controls.models import Control
from questionnaires.reviews.models import ANSWER_JOB, AnswerChange, BuyerQuestionnaire, DraftAnswer
from tests.factories.firm import add_firm
from tests.factories.people import PASSWORD
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls, uploaded, version_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


@pytest.fixture
def controls(acting_for):
    keep_two_controls(acting_for("Acme"))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/account", 302),
        ("POST", "/sign-in", 400),
        ("GET", "/nowhere", 404),
        ("GET", "/sign-out", 405),
        ("GET", "/static/css/auditmatch.css", 200),
        ("GET", "/static/../auditmatch.py", 404),
        ("GET", "/static/%00", 404),
        ("OPTIONS", "/sign-in", 200),
        ("GET", "/firms/not-a-uuid", 404),
    ],
)
def test_every_kind_of_answer_carries_the_headers(client, method, path, status):
    answer = client.open(path, method=method)

    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers.get("Cache-Control") == "no-store" or path.startswith("/static/css")
    answer.close()


def test_a_header_that_a_page_gives_itself_stands_once_as_it_gave_it(app):
    app.add_url_rule("/own", "own", lambda: ("read", {"cache-control": "private"}))

    assert app.test_client().get("/own").headers.getlist("Cache-Control") == ["private"]


def test_an_answer_that_failed_carries_the_headers_and_tells_nothing_of_the_inside(app, client, monkeypatch, caplog):
    def fail():
        raise RuntimeError("secret detail")

    fail.guard = None
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "home.index", fail)

    answer = client.get("/")

    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert re.search(r"Error number [0-9a-f]{8}", answer.text)
    assert "secret detail" in caplog.text


def test_the_cookie_is_out_of_the_reach_of_scripts_and_of_other_sites(client):
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_logs_hold_no_password_and_no_token(client, caplog):
    caplog.set_level(logging.DEBUG)
    client.post("/sign-in", data={"email": "alice@example.com", "password": "a wrong secret phrase"})
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})
    link = client.get("/intakes/link/a-private-token-of-nobody")

    assert link.status_code == 404
    for secret in ("a wrong secret phrase", PASSWORD, "a-private-token"):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    "elsewhere",
    ["///evil.example", "/\t/evil.example", "/%5cevil.example/..", "javascript:alert(1)", "\\\\evil.example"],
)
def test_signing_in_leads_to_no_other_site(client, elsewhere):
    given = {"email": "alice@example.com", "password": PASSWORD, "next": elsewhere}

    location = client.post("/sign-in", data=given).location

    assert location == "/" or (location.startswith("/") and location[1:2] not in ("/", "\\"))


@pytest.mark.parametrize("number", ["0", "-5", "9" * 30, "9" * 5000, "x", "1e3", "%EF%BC%94"])
@pytest.mark.parametrize("path", ["/controls/", "/library/", "/questionnaires/", "/intakes/", "/trail"])
def test_any_page_number_and_order_gives_a_page(sign_in, path, number):
    answer = sign_in("alice").get(f"{path}?page={number}&sort=nothing&status=odd&standing=odd&criterion=CC99&owner=x")

    assert answer.status_code == 200


@pytest.mark.parametrize("given", ["9" * 30, "9" * 5000, "-1", "", "x"])
def test_a_version_that_never_was_changes_no_firm(sign_in, acting_for, given):
    session = acting_for("Acme")
    key = add_firm(session).id
    session.commit()

    answer = sign_in("ada").post(f"/admin/firms/{key}/suspend", data={"version": given, "reason": "a test"})

    assert answer.status_code in (409, 422)
    assert session.scalars(sa.select(Firm.vetting_status)).all() == ["verified"]


@pytest.mark.parametrize("given", ["9" * 30, "9" * 5000, "-1", "", "x"])
def test_a_version_that_never_was_changes_no_answer(app, sign_in, controls, acting_for, given):
    bob = sign_in("bob")
    address = answered(app, bob)
    answer_id = answer_ids(bob.get(f"{address}/review").text)[0]

    answer = bob.post(f"{address}/answers/{answer_id}/approve", data={"version": given})

    assert answer.status_code in (409, 422)
    assert acting_for("Acme").scalars(sa.select(AnswerChange)).all() == []


def test_an_approval_that_is_sent_twice_counts_once(app, sign_in, controls, acting_for):
    bob = sign_in("bob")
    address = answered(app, bob)
    page = bob.get(f"{address}/review").text
    answer_id = answer_ids(page)[0]
    deed = f"{address}/answers/{answer_id}/approve"
    version = version_of(page, answer_id)

    assert bob.post(deed, data={"version": version}).status_code == 303
    assert bob.post(deed, data={"version": version}).status_code == 409

    assert len(acting_for("Acme").scalars(sa.select(AnswerChange)).all()) == 1


def test_an_export_with_nothing_approved_is_refused_in_words(app, sign_in, controls):
    sam = sign_in("sam")
    address = answered(app, sam)

    answer = sam.post(f"{address}/exports")

    assert answer.status_code == 422
    assert "No answer is approved yet" in answer.text


def test_who_was_removed_from_the_organisation_is_signed_out(sign_in, acting_for):
    sam, alice = sign_in("sam"), sign_in("alice")
    with acting_for("Acme") as acme:
        sams = sa.select(Membership.id).join(User, Membership.user_id == User.id).where(User.name == "Sam")
        member = acme.scalars(sams).one()
    alice.post(f"/organisation/members/{member}/remove")

    answer = sam.get("/controls/")

    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_a_job_whose_questionnaire_is_gone_fails_in_words(app, sign_in, controls, acting_for):
    sam = sign_in("sam")
    sam.post(f"{uploaded(sam)}/answer")
    acme = acting_for("Acme")
    acme.delete(acme.scalars(sa.select(BuyerQuestionnaire)).one())
    acme.commit()

    run_waiting(app.extensions["engine"], app.extensions["deeds"])

    job = acme.scalars(sa.select(Job).where(Job.kind == ANSWER_JOB)).one()
    assert job.state is JobState.FAILED
    assert job.problem == "The questionnaire was removed before it was answered."


def test_controls_that_vanish_before_the_answering_lead_to_no_claim(app, sign_in, controls, acting_for):
    sam, acme = sign_in("sam"), acting_for("Acme")
    address = uploaded(sam)
    sam.post(f"{address}/answer")
    for control in acme.scalars(sa.select(Control)):
        acme.delete(control)
    acme.commit()

    run_waiting(app.extensions["engine"], app.extensions["deeds"])

    assert sam.get(f"{address}/review").status_code == 200
    assert set(acme.scalars(sa.select(DraftAnswer.verdict))) == {"needs_input"}


def test_two_workers_at_once_draft_each_answer_once(app, sign_in, controls, acting_for):
    sam = sign_in("sam")
    sam.post(f"{uploaded(sam)}/answer")
    workers = [
        threading.Thread(target=run_waiting, args=(app.extensions["engine"], app.extensions["deeds"])) for _ in range(2)
    ]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    acme = acting_for("Acme")
    assert acme.scalars(sa.select(Job.state).where(Job.kind == ANSWER_JOB)).all() == [JobState.DONE]
    assert len(acme.scalars(sa.select(DraftAnswer)).all()) == 3


def test_a_questionnaire_is_sent_to_be_answered_once(sign_in, controls, acting_for):
    sam = sign_in("sam")
    address = uploaded(sam)

    assert sam.post(f"{address}/answer").status_code == 303
    assert sam.post(f"{address}/answer").status_code == 409

    assert len(acting_for("Acme").scalars(sa.select(Job).where(Job.kind == ANSWER_JOB)).all()) == 1


def test_four_hundred_questions_are_reviewed_page_by_page(app, sign_in, controls):
    sam = sign_in("sam")
    lines = "".join(f"Q{number},Do you keep record {number}?,\n" for number in range(1, 401))
    address = answered(app, sam, f"ID,Question,Answer\n{lines}".encode(), filename="long.csv")

    page = sam.get(f"{address}/review")

    assert page.status_code == 200
    assert len(page.data) < 1_000_000
    assert sam.get(f"{address}/review?page=999").status_code == 200


def test_things_that_never_were_are_not_found(sign_in):
    alice = sign_in("alice")
    for path in ("controls", "library", "questionnaires", "intakes"):
        assert alice.get(f"/{path}/{uuid.uuid4()}").status_code == 404
        assert alice.get(f"/{path}/1%27%20OR%201=1").status_code == 404


def test_a_cell_that_looks_like_a_formula_leaves_as_text(sign_in):
    bob = sign_in("bob")
    for number, start in enumerate(("=1+1", "@SUM(1)", "+1+1", "-1+1", "\t=1+1")):
        bob.post("/facts/new", data={"known": "", "own_key": f"own_{number}", "value": start + "|cmd"})

    cells = [line.split(",")[1] for line in bob.get("/facts/export").text.splitlines()[1:]]

    assert cells == ["'=1+1|cmd", "'@SUM(1)|cmd", "'+1+1|cmd", "'-1+1|cmd", "'=1+1|cmd"]
