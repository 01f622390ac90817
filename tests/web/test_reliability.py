"""The page that says how sure answers are, and the rules settled there."""

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from questionnaires.answering.trust import ENOUGH
from questionnaires.reviews.models import AnswerState, DraftAnswer
from questionnaires.trust.service import decisions_of, rules_of, trust_of
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls

PAGE = "/reliability/"
RULES = "/reliability/rules"
SETTLED = {"error_budget": "3", "answer_days": "365", "version": "0"}


@pytest.fixture
def address(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    return answered(app, sign_in("sam"))


@pytest.fixture
def ask(acting_for):
    """Ask something of an organisation's database; the session is closed at once, as SQLite has one writer."""

    def asked(question, organisation="Acme"):
        with acting_for(organisation) as session:
            return question(session)

    return asked


def test_practice_is_shown_until_reviewers_have_decided_enough(sign_in):
    page = sign_in("sam").get(PAGE).text

    assert "practice answers of invented companies" in page
    assert "Your reviewers have decided on 0 drafts so far" in page
    assert "<canvas" in page


def test_security_settles_the_rules_for_its_organisation_alone(sign_in, ask):
    sent = sign_in("bob").post(RULES, data=SETTLED | {"error_budget": "1.5", "four_eyes": "y"})

    assert sent.status_code == 303
    rules = ask(rules_of)
    assert (rules.error_budget, rules.four_eyes) == (0.015, True)
    assert ask(rules_of, "Umbrella").four_eyes is False
    of_rules = sa.select(AuditEntry.action).where(AuditEntry.thing == "answering_rules")
    trail = ask(lambda session: session.scalars(of_rules).all())
    assert trail == ["answering_rules.changed"]


def test_sales_reads_the_rules_and_cannot_settle_them(sign_in, ask):
    sam = sign_in("sam")

    assert "Settle these rules" not in sam.get(PAGE).text
    assert sam.post(RULES, data=SETTLED | {"error_budget": "20"}).status_code == 403
    assert ask(rules_of).error_budget == 0.03


@pytest.mark.parametrize("budget", ["-1", "20.1", "", "many", "NaN"])
def test_a_budget_that_is_no_small_share_is_refused(sign_in, ask, budget):
    sent = sign_in("bob").post(RULES, data=SETTLED | {"error_budget": budget})

    assert sent.status_code == 422
    assert "Enter a number from 0 to 20" in sent.text or "Not a valid decimal value" in sent.text
    assert ask(rules_of).version == 0


def test_rules_that_somebody_else_has_changed_are_not_overwritten(sign_in, ask):
    bob = sign_in("bob")
    bob.post(RULES, data=SETTLED | {"error_budget": "1"})

    assert bob.post(RULES, data=SETTLED | {"error_budget": "9"}).status_code == 409
    assert ask(rules_of).error_budget == 0.01


def test_an_approval_is_accepted_and_a_new_wording_refused(sign_in, address, ask):
    bob = sign_in("bob")
    first, second, _ = answer_ids(bob.get(f"{address}/review").text)
    bob.post(f"{address}/answers/{first}/approve", data={"version": "1"})
    form = {"version": "1", "verdict": "word:Non-compliant", "answer_text": "Not yet.", "approve": "yes"}
    bob.post(f"{address}/answers/{second}", data=form)

    assert sorted(one.accepted for one in ask(decisions_of)) == [False, True]
    assert ask(decisions_of, "Umbrella") == []


def test_once_reviewers_have_decided_enough_their_shares_count(address, acting_for, sign_in):
    with acting_for("Acme") as session:
        draft = session.scalars(sa.select(DraftAnswer)).first()
        for number in range(2 * ENOUGH):
            question = _copy_of(draft.question, position=100 + number)
            session.add(question)
            session.flush()
            accepted = number % 2 == 0
            session.add(_decided(draft, question, estimate=0.95 if accepted else 0.6, accepted=accepted))
        session.commit()
        trust = trust_of(session)

    assert trust.learnt_here
    assert trust.confidence_of(0.95) > 0.8 > 0.2 > trust.confidence_of(0.6)
    assert f"On {2 * ENOUGH} answers that your reviewers decided on" in sign_in("bob").get(PAGE).text


def _copy_of(question, *, position):
    names = ("questionnaire_id", "organisation_id", "sheet", "row", "text", "kind", "mark_cells", "vocabulary")
    return type(question)(position=position, **{name: getattr(question, name) for name in names})


def _decided(draft, question, *, estimate, accepted):
    return DraftAnswer(
        organisation_id=draft.organisation_id,
        question_id=question.id,
        verdict=draft.verdict,
        answer_text=draft.answer_text,
        confidence=estimate,
        estimate=estimate,
        routing=draft.routing,
        state=AnswerState.APPROVED if accepted else AnswerState.NEEDS_INPUT,
    )
