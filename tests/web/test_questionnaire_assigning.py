"""Giving questions to people: one from the panel, many by topic; who has them, and the mail that they get."""

import re
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.audit.models import AuditEntry
from foundation.jobs.worker import run_waiting
from foundation.mail.models import OutgoingMail
from questionnaires.assigning.models import Assignment
from questionnaires.reviews.models import AskedQuestion, DraftAnswer
from tests.factories.control import keep_control
from tests.factories.questionnaire import answer_ids, answered, step, version_of

DAY = date(2031, 3, 4)


@pytest.fixture
def address(app, sign_in, acting_for):
    with acting_for("Acme") as session:
        keep_control(session, "AC-01", owner="Bob")
        keep_control(
            session,
            "BC-02",
            title="Restore tests of backups",
            statement="Backups are restored in a test every quarter.",
            criteria=("A1.3",),
            owner="IT operations",
        )
    return answered(app, sign_in("sam"))


@pytest.fixture
def answers(sign_in, address):
    return answer_ids(sign_in("bob").get(f"{address}/review").text)


def person(page, name):
    """Read somebody's id out of the choices of a page."""
    return re.findall(rf'<option[^>]*value="([0-9a-f-]{{36}})"[^>]*>{name}</option>', page)[0]


def give(browser, address, answer_id, name, due_on=""):
    page = browser.get(f"{address}/answers/{answer_id}/panel").text
    who = person(page, name) if name else ""
    return browser.post(f"{address}/answers/{answer_id}/assign", data={"assignee": who, "due_on": due_on})


def in_force(acting_for):
    with acting_for("Acme") as session:
        rows = session.execute(
            sa.select(AskedQuestion.ref, Assignment.assignee, Assignment.due_on)
            .join(Assignment, Assignment.question_id == AskedQuestion.id)
            .where(Assignment.ended_at.is_(None))
            .order_by(AskedQuestion.position)
        )
        return [tuple(row) for row in rows]


def mails(acting_for):
    with acting_for("Acme") as session:
        return [(mail.recipient, mail.subject, mail.body) for mail in session.scalars(sa.select(OutgoingMail))]


def test_a_question_is_given_to_a_person_who_gets_one_mail(sign_in, acting_for, address, answers):
    sent = give(sign_in("sam"), address, answers[2], "Bob", "2031-03-04")

    assert sent.status_code == 303
    assert in_force(acting_for) == [("D-1", "Bob", DAY)]
    [(recipient, subject, body)] = mails(acting_for)
    assert (recipient, subject) == ("bob@example.com", "1 question for you in Globex's questionnaire")
    assert "Sam gave you 1 question of Globex's questionnaire. Please look at them by 4 March 2031." in body
    assert "D-1 Is a bug bounty programme run for submarines?" in body
    assert "with Bob, by 4 March 2031" in sign_in("bob").get(f"{address}/review").text


def test_who_takes_a_question_on_themselves_gets_no_mail(sign_in, acting_for, address, answers):
    give(sign_in("bob"), address, answers[2], "Bob")

    assert in_force(acting_for) == [("D-1", "Bob", None)]
    assert mails(acting_for) == []


def test_giving_it_again_with_nothing_different_changes_nothing(sign_in, acting_for, address, answers):
    sam = sign_in("sam")
    give(sam, address, answers[2], "Bob")
    give(sam, address, answers[2], "Bob")

    assert len(mails(acting_for)) == 1
    with acting_for("Acme") as session:
        assert session.scalar(sa.select(sa.func.count(Assignment.id))) == 1


def test_whose_hands_it_was_in_stays(sign_in, acting_for, address, answers):
    sam = sign_in("sam")
    give(sam, address, answers[2], "Bob")
    give(sam, address, answers[2], "Alice")
    give(sam, address, answers[2], None)

    assert in_force(acting_for) == []
    panel = sam.get(f"{address}/answers/{answers[2]}/panel").text
    assert "Nobody has it." in panel
    assert re.findall(r"<li>(\w+): from", panel) == ["Alice", "Bob"]
    with acting_for("Acme") as session:
        deeds = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action.like("questions.%"))).all()
    assert sorted(deeds) == ["questions.assigned", "questions.assigned", "questions.taken_back"]


def test_assigning_overtakes_nobody_who_is_wording_the_answer(sign_in, address, answers):
    bob = sign_in("bob")
    version = version_of(bob.get(f"{address}/review").text, answers[0])
    give(sign_in("sam"), address, answers[0], "Alice")

    assert bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": version}).status_code == 303


def test_the_owner_of_the_cited_control_is_suggested(sign_in, address, answers):
    panel = sign_in("sam").get(f"{address}/answers/{answers[0]}/panel").text

    assert "Bob owns what it rests on." in panel
    assert re.search(r"<option selected[^>]*>Bob</option>", panel)


def test_open_questions_are_given_away_by_topic(sign_in, acting_for, address, answers):
    sam = sign_in("sam")
    page = sam.get(f"{address}/assign").text

    assert re.findall(r'id="group-\d+">([^<]+)<', page) == [
        "1 question: Bob",
        "1 question: IT operations",
        "1 question: topic without an owner",
    ]
    assert "“IT operations” is nobody's name or address among your members" in page
    with acting_for("Acme") as session:
        asked = session.scalars(sa.select(AskedQuestion.id).order_by(AskedQuestion.position)).all()
    form = {"assignee": person(page, "Bob"), "due_on": "2031-03-04", "questions": f"{asked[0]} {asked[1]} "}
    assert sam.post(f"{address}/assign", data=form).status_code == 303
    assert in_force(acting_for) == [("A-1", "Bob", DAY), ("A-2", "Bob", DAY)]
    assert [subject for _, subject, _ in mails(acting_for)] == ["2 questions for you in Globex's questionnaire"]
    assert re.findall(r'id="group-\d+">([^<]+)<', sam.get(f"{address}/assign").text) == [
        "1 question: topic without an owner"
    ]


def test_giving_many_away_asks_to_whom(sign_in, acting_for, address):
    sent = sign_in("sam").post(f"{address}/assign", data={"assignee": "", "questions": ""})

    assert sent.status_code == 422
    assert "Select who takes the questions on" in sent.text
    assert in_force(acting_for) == []


def test_only_members_can_be_chosen(sign_in, acting_for, address, answers):
    stranger = "00000000-0000-0000-0000-000000000001"
    sent = sign_in("sam").post(f"{address}/answers/{answers[0]}/assign", data={"assignee": stranger})

    assert sent.status_code in (400, 422)
    assert in_force(acting_for) == []


def test_nothing_is_given_away_once_the_file_was_written(sign_in, acting_for, address, answers):
    bob = sign_in("bob")
    version = version_of(bob.get(f"{address}/review").text, answers[0])
    bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": version})
    who = person(bob.get(f"{address}/answers/{answers[0]}/panel").text, "Sam")
    bob.post(f"{address}/exports")

    assert bob.post(f"{address}/answers/{answers[0]}/assign", data={"assignee": who}).status_code == 409
    assert in_force(acting_for) == []
    assert step(bob, address, "reopen").status_code == 303
    assert bob.post(f"{address}/answers/{answers[0]}/assign", data={"assignee": who}).status_code == 303


def test_drafting_again_takes_a_question_from_nobody(app, sign_in, acting_for, address, answers):
    give(sign_in("sam"), address, answers[2], "Bob")
    sign_in("sam").post(f"{address}/answer")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])

    with acting_for("Acme") as session:
        assert session.scalar(sa.select(sa.func.count(DraftAnswer.id))) == 3
    assert in_force(acting_for) == [("D-1", "Bob", None)]


@pytest.mark.parametrize(("asked", "shown"), [("nobody", [0, 1]), ("Bob", [2]), ("Alice", []), ("nonsense", [0, 1, 2])])
def test_the_review_is_narrowed_to_whose_hands(sign_in, address, answers, asked, shown):
    sam = sign_in("sam")
    give(sam, address, answers[2], "Bob")
    who = person(sam.get(f"{address}/answers/{answers[0]}/panel").text, asked) if asked in ("Bob", "Alice") else asked

    assert answer_ids(sam.get(f"{address}/review?assigned={who}").text) == [answers[at] for at in shown]


@pytest.mark.parametrize(
    ("order", "headings"),
    [
        ("", ["Access", "Data"]),
        ("owner", ["In nobody&#39;s hands", "Bob"]),
        ("reason", ["Nothing in your controls, answers or facts speaks of this", "No reason to look"]),
    ],
)
def test_the_review_is_grouped(sign_in, address, answers, order, headings):
    sam = sign_in("sam")
    give(sam, address, answers[1], "Bob")

    page = sam.get(f"{address}/review?order={order}").text

    assert re.findall(r'<h2 class="q-section">([^<]+)</h2>', page) == headings


def test_the_review_is_grouped_by_confidence(sign_in, address):
    page = sign_in("sam").get(f"{address}/review?order=unsure").text

    headings = re.findall(r'<h2 class="q-section">([^<]+)</h2>', page)
    assert headings[0] == "No draft"
    assert all(heading.startswith("Confidence: ") or heading[0].isdigit() for heading in headings[1:])


def test_the_list_says_what_is_in_ones_own_hands(sign_in, address, answers):
    sam, bob = sign_in("sam"), sign_in("bob")
    give(sam, address, answers[0], "Bob", "2031-03-04")
    give(sam, address, answers[2], "Bob", "2001-01-01")

    assert "In your hands" not in sam.get("/questionnaires/").text
    page = bob.get("/questionnaires/").text
    assert ">2 questions of Globex</a>, the first by 1 January 2001" in page
    assert "Overdue" in page.split("In your hands")[1].split("</section>")[0]
    version = version_of(bob.get(f"{address}/review").text, answers[0])
    bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": version})
    assert ">1 question of Globex</a>, by 1 January 2001" in bob.get("/questionnaires/").text


def test_the_same_question_given_away_by_two_at_once_goes_to_one(acting_for, address, answers):
    """The database holds it: two assignments in force for one question do not exist."""
    with acting_for("Acme") as session:
        question_id = session.scalars(sa.select(DraftAnswer.question_id)).first()
        for name in ("Bob", "Alice"):
            session.add(Assignment(question_id=question_id, assignee=name, assigned_by="Sam"))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
