"""The library on each engine: two organisations with the same ids, uses that are counted and sorted, reminders."""

import importlib
import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, User
from foundation.audit.actor import SERVICE
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.jobs.service import enqueue
from foundation.mail.models import OutgoingMail
from foundation.migrations.run import downgrade, upgrade
from questionnaires.answering.answer import Answer, Citation, Routing, SourceType, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.library import merging
from questionnaires.library.models import AnswerUse, ApprovedAnswer, Held
from questionnaires.library.pairs import find_pairs
from questionnaires.library.queries import AnswerFilter, find_answers, overview_of
from questionnaires.library.reminders import fill_keys, remind
from questionnaires.library.usage import Usage, statements_on, usage_of, waiting_on
from questionnaires.parsing.model import Kind, Question
from questionnaires.reviews.decisions import Reviewer, approve, ask_for_input
from questionnaires.reviews.knowledge import knowledge_of
from questionnaires.reviews.models import ANSWER_JOB, AskedQuestion, BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.rows import draft_row, question_row
from tests.factories.library import keep_answer

MONDAY = date(2026, 3, 9)
ASKED = "Do employees sign in with a second factor?"


@pytest.fixture
def acting_for(engine):
    opened = []

    def bound(name="Acme"):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        opened.append(open_session(engine, organisation_id))
        return opened[-1]

    yield bound
    for session in opened:
        session.close()


def keep_draft(session, *, buyer="Globex", cites=(), text=ASKED, said="Everybody does."):
    """Keep a questionnaire with one drafted answer."""
    questionnaire = BuyerQuestionnaire(
        buyer=buyer,
        filename="review.csv",
        format="csv",
        stored_name="none",
        size_bytes=1,
        sheets=[],
        preview=[],
        uploaded_by="Bob",
    )
    session.add(questionnaire)
    session.flush()
    questionnaire.job = enqueue(session, ANSWER_JOB, questionnaire.id)
    question = Question("Sheet", 2, text, "Q1", None, "B2", None, None, Kind.YES_NO)
    session.add(asked := question_row(questionnaire.id, 1, question))
    session.flush()
    citations = tuple(Citation(SourceType.ANSWER, name, "…") for name in cites)
    draft = draft_row(asked.id, Answer(Verdict.YES, said, None, 0.9, Routing.REVIEW, (), citations))
    session.add(draft)
    session.flush()
    return draft


def approve_as_service(session, draft):
    approve(session, draft, version=draft.version, reviewer=Reviewer(SERVICE, may_approve=True))


def tell(session, buyer, *sources):
    """Keep that a buyer was told something that rests on approved answers."""
    values = {"revision": 1, "position": 1, "question": ASKED, "verdict": Verdict.YES, "answer_text": "Yes."}
    statement = SentStatement(questionnaire_id=uuid.UUID(int=1), buyer=buyer, sent_at=now(), sent_by="Bob", **values)
    texts = dict.fromkeys(("title", "state", "text", "digest", "noticed"), "x")
    for position, name in enumerate(sources, start=1):
        source = StatementSource(position=position, type=SourceType.ANSWER, source_id=name, **texts)
        statement.sources.append(source)
    session.add(statement)
    session.commit()


def test_two_organisations_with_the_same_ids_never_share_an_answer(acting_for):
    for name, answer in (("Acme", "yes"), ("Umbrella", "no")):
        with acting_for(name) as session:
            keep_answer(session, answer=answer, explanation=f"So says {name}.", controls=("AC-01",))
            keep_answer(session, "L-002", question=f"{ASKED} Says {name}")

    for name, answer in (("Acme", Verdict.YES), ("Umbrella", Verdict.NO)):
        with acting_for(name) as session:
            drafted = Answerer(knowledge_of(session), today=MONDAY).answer_one(ASKED)
            assert (drafted.verdict, [one.id for one in drafted.citations][:1]) == (answer, ["L-001"])
            assert f"So says {name}." in drafted.answer_text
            assert {pair.second.question for pair in find_pairs(session, page=1).rows} == {f"{ASKED} Says {name}"}


def test_uses_are_counted_within_the_organisation_by_statements_in_force_and_what_is_not_sent(acting_for):
    with acting_for("Umbrella") as umbrella:
        keep_answer(umbrella)
        tell(umbrella, "Initech", "L-001")
        approve_as_service(umbrella, keep_draft(umbrella, cites=("L-001",)))
        umbrella.commit()
    with acting_for() as acme:
        keep_answer(acme)
        keep_answer(acme, "L-002", question="Another?")
        keep_answer(acme, "L-003", question="A third?")
        tell(acme, "Globex", "L-001", "L-002")
        tell(acme, "Hooli", "L-002")
        acme.scalars(sa.select(SentStatement).where(SentStatement.buyer == "Hooli")).one().superseded_at = now()
        tell(acme, "Initrode", "L-002")
        approve_as_service(acme, keep_draft(acme, cites=("L-002",)))
        acme.commit()

        assert usage_of(acme, ["L-001", "L-002", "L-003"]) == {"L-001": Usage(1, 0), "L-002": Usage(2, 1)}
        assert [one.buyer for one in statements_on(acme, "L-001")] == ["Globex"]
        assert [one[2].buyer for one in waiting_on(acme, "L-002")] == ["Globex"]
        page = find_answers(acme, AnswerFilter(sort="used"), today=MONDAY, page=1)
        assert [row.answer_id for row in page.rows] == ["L-002", "L-001", "L-003"]


def test_a_merged_id_counts_for_the_kept_one_and_once_where_both_are_cited(acting_for):
    with acting_for() as acme:
        kept, gone = keep_answer(acme), keep_answer(acme, "L-002", question="Another?")
        tell(acme, "Globex", "L-001", "L-002")
        approve_as_service(acme, keep_draft(acme, cites=("L-001", "L-002")))
        merging.merge(acme, kept, gone, seen=(1, 1), actor=SERVICE)
        acme.commit()

        assert usage_of(acme, ["L-001", "L-002"]) == {"L-001": Usage(1, 1)}
        page = find_answers(acme, AnswerFilter(sort="used"), today=MONDAY, page=1)
        assert [row.answer_id for row in page.rows] == ["L-001"]


def test_a_use_ends_when_the_approval_is_taken_back(acting_for):
    with acting_for() as acme:
        keep_answer(acme)
        draft = keep_draft(acme, cites=("L-001",))
        approve_as_service(acme, draft)
        assert usage_of(acme, ["L-001"]) == {"L-001": Usage(0, 1)}

        ask_for_input(acme, draft, version=draft.version, reviewer=Reviewer(SERVICE, may_approve=True))

        assert usage_of(acme, ["L-001"]) == {}


def test_products_are_listed_and_found_on_each_engine(acting_for):
    with acting_for() as acme:
        keep_answer(acme, product=("Zürich", 'The "Best"'))
        keep_answer(acme, "L-002")

        assert overview_of(acme, MONDAY).products == ['The "Best"', "Zürich"]
        for product in overview_of(acme, MONDAY).products:
            found = find_answers(acme, AnswerFilter(product=product), today=MONDAY, page=1)
            assert [row.answer_id for row in found.rows] == ["L-001"]
        assert find_answers(acme, AnswerFilter(product="Z"), today=MONDAY, page=1).total == 0


def mails(session):
    return {mail.recipient: mail.body for mail in session.scalars(sa.select(OutgoingMail))}


def test_an_owner_is_reminded_once_for_each_last_day(acting_for):
    with acting_for() as acme:
        bob = acme.scalars(sa.select(User).join(Membership, Membership.user_id == User.id).where(User.name == "Bob"))
        row = keep_answer(acme, expires_on=MONDAY + timedelta(days=30))
        row.owner_id, version = bob.one().id, row.version
        acme.commit()
        version = row.version

        assert [remind(acme, MONDAY, "http://here"), remind(acme, MONDAY, "http://here")] == [1, 0]
        acme.refresh(row)
        assert (list(mails(acme)), row.version) == (["bob@example.com"], version)
        assert "2026-04-08  L-001  Do employees" in mails(acme)["bob@example.com"]

        row.expires_on = MONDAY + timedelta(days=29)
        acme.commit()
        assert remind(acme, MONDAY, "http://here") == 1


@pytest.mark.parametrize(
    ("day", "days_left", "told"),
    [(MONDAY, 31, 0), (MONDAY, 0, 1), (MONDAY, -1, 0), (MONDAY + timedelta(1), 7, 0), (MONDAY + timedelta(1), 6, 1)],
)
def test_mails_go_weekly_and_on_other_days_only_for_what_cannot_wait(acting_for, day, days_left, told):
    with acting_for() as acme:
        keep_answer(acme, expires_on=day + timedelta(days=days_left))

        assert remind(acme, day, "http://here") == told


def test_without_an_owner_who_is_still_a_member_the_team_is_told_and_no_other_organisation(acting_for):
    with acting_for() as acme:
        charlie = acme.scalars(sa.select(User.id).where(User.name == "Charlie")).one()
        first = keep_answer(acme, expires_on=MONDAY)
        first.owner_id, first.owner = charlie, "Charlie"
        keep_answer(acme, "L-002", expires_on=MONDAY)
        held = keep_answer(acme, "L-003", expires_on=MONDAY)
        held.held = Held.NAMES_BUYER
        acme.commit()

        assert remind(acme, MONDAY, "http://here") == 2
        assert sorted(mails(acme)) == ["alice@example.com", "bob@example.com"]
        entry = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "answers.reminded")).one()
        assert entry.detail["answers"] == ["L-001", "L-002"]


def test_keys_that_are_missing_are_worked_out_without_a_new_version(acting_for):
    with acting_for() as acme:
        row = keep_answer(acme)
        key, version = row.claim_key, row.version
        acme.execute(sa.update(ApprovedAnswer).values(claim_key=None))
        acme.commit()

        assert (fill_keys(acme), fill_keys(acme)) == (1, 0)
        acme.refresh(row)
        assert (row.claim_key, row.version) == (key, version)


def test_the_migration_notes_the_uses_of_what_was_approved_before(owner, acting_for):
    with acting_for() as acme:
        keep_answer(acme)
        draft = keep_draft(acme, cites=("L-001",))
        approve_as_service(acme, draft)
        keep_draft(acme, cites=("L-001",))
        acme.commit()
        draft_id = draft.id
    step = importlib.import_module("foundation.migrations.versions.0009_keep_where_answers_come_from")
    downgrade(owner, step.down_revision)
    upgrade(owner)

    with acting_for() as acme:
        assert acme.execute(sa.select(AnswerUse.answer_id, AnswerUse.source_id)).all() == [(draft_id, "L-001")]
        assert acme.scalars(sa.select(DraftAnswer.id)).all() != []
        assert acme.scalars(sa.select(AskedQuestion.claim_key).distinct()).one()
