"""What reviewers approve enters the library with its origin, and leaves it when the approval is taken back."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import today
from foundation.imports.models import RecordVersion
from questionnaires.controls.models import Control
from questionnaires.controls.records import Sensitivity
from questionnaires.library.models import AnswerUse, ApprovedAnswer, Held
from questionnaires.library.service import library_answers
from tests.factories.library import keep_answer
from tests.factories.questionnaire import answer_ids, answered, buyer_workbook, keep_two_controls, version_of

TWO = (
    ("A-1", "Access", "Do employees sign in with a second factor?"),
    ("A-2", "Access", "Are backups restored in a test every quarter?"),
)
SETTLED = {"error_budget": "3", "answer_days": "30", "version": "0"}


@pytest.fixture
def bob(sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    return sign_in("bob")


@pytest.fixture
def receive(app, bob):
    def answer(questions=TWO, **fields):
        return answered(app, bob, buyer_workbook(questions), **fields)

    return answer


@pytest.fixture
def entries(acting_for):
    def look(organisation="Acme"):
        with acting_for(organisation) as session:
            return session.scalars(sa.select(ApprovedAnswer).order_by(ApprovedAnswer.position)).all()

    return look


def decide(browser, address, at=0, deed="approve"):
    page = browser.get(f"{address}/review").text
    answer_id = answer_ids(page)[at]
    sent = browser.post(f"{address}/answers/{answer_id}/{deed}", data={"version": version_of(page, answer_id)})
    assert sent.status_code == 303, sent.text
    return sent


def edit(browser, address, at=0, **form):
    answer_id = answer_ids(browser.get(f"{address}/review").text)[at]
    shown = browser.get(f"{address}/answers/{answer_id}").text
    version = re.findall(r'name="version"[^>]*value="(\d+)"', shown)[0]
    wording = {"verdict": "word:Non-compliant", "answer_text": "Not yet.", "version": version}
    assert browser.post(f"{address}/answers/{answer_id}", data={**wording, **form}).status_code == 303


def test_an_approved_answer_enters_with_origin_owner_approver_and_expiry(bob, receive, entries):
    decide(bob, receive())

    (one,) = entries()
    assert (one.question, one.answer, one.explanation) == (
        "Do employees sign in with a second factor?",
        "yes",
        "Every employee signs in with a second factor.",
    )
    assert (one.origin_buyer, one.origin_filename, one.origin_ref) == ("Globex", "review.xlsx", "A-1")
    assert (one.owner, one.approved_by, one.controls, one.held) == ("Bob", "Bob", ["AC-01"], None)
    assert (one.approved_on, one.expires_on) == (today(), today() + timedelta(days=365))
    assert re.fullmatch("Q-[0-9a-f]{10}", one.answer_id)


def test_nothing_enters_before_it_is_approved(receive, entries):
    receive()

    assert entries() == []


def test_approving_all_enters_all_that_say_something(bob, receive, entries):
    address = receive((*TWO, ("D-1", "Data", "Is a bug bounty programme run for submarines?")))
    bob.post(f"{address}/approve", data={"expected": "2"})

    assert [one.origin_ref for one in entries()] == ["A-1", "A-2"]


def test_the_settled_number_of_days_is_how_long_it_holds(bob, receive, entries):
    bob.post("/reliability/rules", data=SETTLED)
    decide(bob, receive())

    assert entries()[0].expires_on == today() + timedelta(days=30)


@pytest.mark.parametrize("days", ["0", "1096", "", "many"])
def test_an_answer_holds_one_day_to_three_years(bob, days):
    page = bob.post("/reliability/rules", data=SETTLED | {"answer_days": days})

    assert page.status_code == 422


def test_where_answers_are_chosen_one_by_one_the_deed_is_offered(bob, receive, entries):
    bob.post("/reliability/rules", data=SETTLED | {"only_chosen": "y"})
    address = receive()
    decide(bob, address)

    assert entries() == []
    assert "Keep in the library" in bob.get(f"{address}/review").text

    decide(bob, address, deed="keep")

    assert [one.origin_ref for one in entries()] == ["A-1"]
    page = bob.get(f"{address}/review").text
    assert "Keep in the library" not in page
    assert "In the library as Q-" in page


def test_a_salesperson_can_neither_keep_nor_sees_the_deed(sign_in, bob, receive, entries):
    bob.post("/reliability/rules", data=SETTLED | {"only_chosen": "y"})
    address = receive()
    decide(bob, address)
    page = sign_in("sam").get(f"{address}/review").text
    answer_id = answer_ids(page)[0]

    refused = sign_in("sam").post(f"{address}/answers/{answer_id}/keep", data={"version": "2"})

    assert "Keep in the library" not in page
    assert (refused.status_code, entries()) == (403, [])


def test_what_was_kept_already_or_is_not_approved_cannot_be_kept(bob, receive):
    address = receive()
    page = bob.get(f"{address}/review").text
    answer_id = answer_ids(page)[0]
    keep = f"{address}/answers/{answer_id}/keep"

    assert bob.post(keep, data={"version": version_of(page, answer_id)}).status_code == 409
    decide(bob, address)
    assert bob.post(keep, data={"version": "2"}).status_code == 409
    assert bob.post(keep, data={"version": "1"}).status_code == 409


def test_the_same_question_with_the_same_answer_enters_once(bob, receive, entries):
    decide(bob, receive())
    with_other_words = (("X-9", "Access", "Do your employees sign in with a second factor"),)
    bob.post(f"{receive(with_other_words, buyer='Initech')}/approve", data={"expected": "1"})

    assert [one.origin_buyer for one in entries()] == ["Globex"]


def test_what_repeats_a_cited_answer_does_not_enter_but_counts_as_its_use(bob, receive, entries, acting_for):
    with acting_for("Acme") as session:
        explanation = "Each of our people uses a hardware key."
        asked = "Do all employees sign in with a second factor and a password?"
        keep_answer(session, question=asked, explanation=explanation, controls=("AC-01",), expires_on=today())
        session.delete(session.scalars(sa.select(Control).where(Control.control_id == "AC-01")).one())
        session.commit()
    decide(bob, receive(TWO[:1]))

    assert [one.answer_id for one in entries()] == ["L-001"]
    with acting_for("Acme") as session:
        assert session.scalars(sa.select(AnswerUse.source_id)).all() == ["L-001"]


@pytest.mark.parametrize(("under_nda", "expected"), [({"under_nda": "y"}, "nda"), ({}, "public")])
def test_under_nda_it_is_never_public(bob, receive, entries, under_nda, expected):
    decide(bob, receive(**under_nda))

    assert entries()[0].sensitivity == expected


def test_it_is_as_secret_as_the_strictest_control_it_cites(bob, receive, entries, acting_for):
    with acting_for("Acme") as session:
        session.scalars(
            sa.select(Control).where(Control.control_id == "AC-01")
        ).one().sensitivity = Sensitivity.INTERNAL
        session.commit()
    address = receive()
    edit(bob, address, verdict="word:Compliant", answer_text="We do.", approve="yes")

    assert entries()[0].sensitivity == "internal"


def test_the_questionnaires_product_is_the_answers(bob, receive, entries):
    decide(bob, receive(product="Payroll"))

    assert entries()[0].product == ["Payroll"]


def test_a_text_that_names_a_buyer_is_held_back_and_nothing_rests_on_it(bob, receive, entries, acting_for):
    address = receive()
    edit(bob, address, verdict="word:Compliant", answer_text="As agreed with GLOBEX in May.", approve="yes")

    assert entries()[0].held is Held.NAMES_BUYER
    assert "held back, as it names a buyer" in bob.get(f"{address}/review").text
    assert library_answers(acting_for("Acme")) == ()
    assert b"GLOBEX" not in bob.get("/library/export").data


def test_a_contradiction_is_held_back_and_said_on_the_review_and_the_librarys_page(bob, receive, entries):
    decide(bob, receive())
    address = receive(buyer="Initech")
    edit(bob, address, approve="yes")

    first, second = entries()
    assert (first.held, second.held, second.answer) == (None, Held.CONTRADICTS, "no")
    review = bob.get(f"{address}/review").text
    assert "The library says something else to the same question" in review
    assert first.answer_id in review
    assert f"/library/{first.id}" in bob.get(f"/library/{second.id}").text
    assert "Contradicts" in bob.get("/library/").text


def test_a_draft_that_says_otherwise_than_the_library_is_flagged_before_approval(bob, receive, acting_for):
    with acting_for("Acme") as session:
        keep_answer(session, question=TWO[0][2], answer="no", explanation="Nobody does.")
    page = bob.get(f"{receive()}/review").text

    assert "approved answer L-001 of the library" in page or "Your own sources say different things" in page


@pytest.mark.parametrize("deed", ["needs-input", "edit"])
def test_an_approval_that_is_taken_back_takes_its_entry_with_it(bob, receive, entries, acting_for, deed):
    address = receive()
    decide(bob, address)
    decide(bob, address, deed=deed) if deed != "edit" else edit(bob, address)

    assert entries() == []
    with acting_for("Acme") as session:
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "answers.withdrawn")).one()
        assert line.detail["was"]["explanation"] == "Every employee signs in with a second factor."
        assert session.scalars(sa.select(AnswerUse)).all() == []
        deeds = sa.select(RecordVersion.deed).where(RecordVersion.collection == "answers").order_by(RecordVersion.at)
        assert session.scalars(deeds).all() == ["added", "removed"]


def test_approved_anew_it_enters_under_its_old_id(bob, receive, entries):
    address = receive()
    decide(bob, address)
    before = entries()[0].answer_id
    edit(bob, address, verdict="word:Compliant", answer_text="All of them do.", approve="yes")

    (one,) = entries()
    assert (one.answer_id, one.explanation) == (before, "All of them do.")


def test_what_a_person_has_changed_since_stays(bob, receive, entries):
    address = receive()
    decide(bob, address)
    one = entries()[0]
    bob.post(
        f"/library/{one.id}/edit",
        data={"version": "1", "question": one.question, "word": "yes", "explanation": "Mine.", "sensitivity": "public"},
    )
    decide(bob, address, deed="needs-input")

    assert [one.explanation for one in entries()] == ["Mine."]


def test_an_entry_outlives_its_questionnaire_and_says_so(bob, receive, entries):
    address = receive()
    decide(bob, address)
    bob.post(f"{address}/remove")

    page = bob.get(f"/library/{entries()[0].id}").text
    assert "review.xlsx of Globex" in page
    assert "(removed since)" in page


def test_a_follow_up_does_not_enter_by_itself_but_with_its_parent_when_kept(bob, receive, entries):
    address = receive((TWO[0], ("A-1.1", "Access", "If yes, are backups restored in a test every quarter?")))
    decide(bob, address)
    edit(bob, address, at=1, verdict="word:Compliant", answer_text="They are.", approve="yes")

    assert [one.origin_ref for one in entries()] == ["A-1"]
    assert "Keep in the library" in bob.get(f"{address}/review").text


def test_an_import_of_the_file_leaves_origin_owner_and_key_as_they_are(bob, receive, entries):
    import io

    decide(bob, receive())
    before = entries()[0]
    changed = bob.get("/library/export").data.replace(b"Every employee", b"Every single employee")
    preview = bob.post("/library/import", data={"file": (io.BytesIO(changed), "answers.csv")}).location
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', bob.get(preview).text)[0]
    assert bob.post(f"{preview}/confirm", data={"seen": seen}).status_code == 303

    (after,) = entries()
    assert after.explanation.startswith("Every single employee")
    kept = ("origin_buyer", "origin_ref", "origin_answer_id", "owner", "owner_id", "claim_key", "held")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.claim_key


def test_many_approvals_cost_no_more_statements_than_a_few(app, bob, receive):
    few = receive(TWO)
    many = receive(tuple((f"M-{n}", "Access", f"{TWO[0][2]} Case {n}") for n in range(30)), buyer="Initech")

    def statements(address):
        count = []
        engine = app.extensions["engine"]
        listener = lambda *_: count.append(1)  # noqa: E731 - removed by identity below
        shown = re.findall(r"Approve (\d+) answer", bob.get(f"{address}/approve").text)[0]
        sa.event.listen(engine, "before_cursor_execute", listener)
        bob.post(f"{address}/approve", data={"expected": shown})
        sa.event.remove(engine, "before_cursor_execute", listener)
        return len(count)

    assert statements(many) - statements(few) <= 12


@pytest.mark.parametrize(("worded", "alice_may"), [(True, 403), (False, 303)])
def test_under_four_eyes_who_worded_it_in_the_questionnaire_does_not_let_it_be_used(
    bob, sign_in, receive, entries, worded, alice_may
):
    alice = sign_in("alice")
    address = receive(TWO[:1], buyer="Employees Ltd")
    bob.post("/reliability/rules", data=SETTLED | {"four_eyes": "y"})
    if worded:
        edit(alice, address, verdict="word:Compliant", answer_text="They do.")
    decide(bob, address)

    (one,) = entries()
    assert one.held is Held.NAMES_BUYER
    sent = alice.post(f"/library/{one.id}/release", data={"version": "1"})
    assert sent.status_code == alice_may
    if worded:
        assert bob.post(f"/library/{one.id}/release", data={"version": "1"}).status_code == 303
