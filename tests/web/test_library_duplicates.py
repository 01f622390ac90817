"""Answers that are asked alike: one is kept for both, or they are told apart."""

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import now, today
from foundation.imports.models import RecordVersion
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.sources import standings
from questionnaires.library.models import ApprovedAnswer, Held
from questionnaires.library.usage import usage_of
from tests.factories.library import keep_answer

PAGE = "/library/duplicates"
ASKED = "Are backups of customer data encrypted at rest?"
NEARLY = "Are the backups of customer data encrypted at rest"


@pytest.fixture
def two(acting_for):
    """Keep two answers that are asked alike and a third one; gives the ids of the two."""
    with acting_for("Acme") as session:
        first = keep_answer(session, "L-1", question=ASKED, explanation="With AES-256.")
        keep_answer(session, "L-2", question="Is there a bug bounty?")
        second = keep_answer(session, "L-3", question=NEARLY, explanation="By AES-256.")
        return first.id, second.id


@pytest.fixture
def told(acting_for):
    """Tell a buyer something that rests on L-3, as it stands."""

    def tell(organisation="Acme"):
        with acting_for(organisation) as session:
            standing = standings(session, [(SourceType.ANSWER, "L-3")], today())[SourceType.ANSWER, "L-3"]
            values = {"revision": 1, "position": 1, "buyer": "Globex", "question": NEARLY, "verdict": Verdict.YES}
            statement = SentStatement(
                questionnaire_id=session.scalars(sa.select(ApprovedAnswer.id)).first(),
                answer_text="Yes.",
                sent_at=now(),
                sent_by="Bob",
                **values,
            )
            source = {"position": 1, "type": SourceType.ANSWER, "source_id": "L-3", "noticed": standing.digest}
            told = {name: getattr(standing, name) for name in ("title", "state", "text", "digest")}
            statement.sources.append(StatementSource(**source, **told))
            session.add(statement)
            session.commit()

    return tell


def seen(other, version=1, other_version=1):
    return {"version": version, "other": str(other), "other_version": other_version, "back": "duplicates"}


def ids(acting_for):
    with acting_for("Acme") as session:
        return session.scalars(sa.select(ApprovedAnswer.answer_id).order_by(ApprovedAnswer.position)).all()


def last_version(acting_for, key):
    with acting_for("Acme") as session:
        of_it = sa.select(RecordVersion).where(RecordVersion.collection == "answers", RecordVersion.key == key)
        one = session.scalars(of_it.order_by(RecordVersion.at.desc())).first()
        return one.deed, one.actor_name, one.texts.get("explanation")


def test_answers_that_are_asked_alike_stand_side_by_side_with_what_differs_marked(sign_in, two):
    page = sign_in("sam").get(PAGE).text

    assert "1 pair," in page
    assert "<mark>the</mark>" in page
    assert "With AES-256." in page
    assert "By AES-256." in page
    assert "bug bounty" not in page
    assert "Keep L-1" not in page


def test_the_kept_one_stands_for_both_and_the_trail_keeps_the_other(sign_in, two, acting_for):
    first, second = two
    sent = sign_in("bob").post(f"/library/{second}/merge", data=seen(first))

    assert (sent.status_code, sent.location) == (303, PAGE)
    assert ids(acting_for) == ["L-2", "L-3"]
    with acting_for("Acme") as session:
        lines = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "answers.merged")).all()
    assert sorted(line.thing_id for line in lines) == ["L-1", "L-3"]
    assert lines[0].detail["was"]["explanation"] == "With AES-256."
    assert (
        "<dt>Stands for</dt><dd><del>L-3</del> <ins>L-3; L-1</ins></dd>"
        in sign_in("sam").get(f"/library/{second}/history").text
    )
    assert last_version(acting_for, "L-1") == ("removed", "Bob", "With AES-256.")


@pytest.mark.parametrize("versions", [(2, 1), (1, 2)])
def test_where_either_was_changed_meanwhile_nothing_is_merged(sign_in, two, acting_for, versions):
    first, second = two

    assert sign_in("bob").post(f"/library/{first}/merge", data=seen(second, *versions)).status_code == 409
    assert len(ids(acting_for)) == 3


def test_an_answer_is_not_merged_into_itself(sign_in, two, acting_for):
    assert sign_in("bob").post(f"/library/{two[0]}/merge", data=seen(two[0])).status_code == 422
    assert len(ids(acting_for)) == 3


def test_another_organisations_answer_is_neither_kept_nor_merged(sign_in, two, acting_for):
    with acting_for("Umbrella") as session:
        theirs = keep_answer(session, "L-1", question=ASKED).id
    charlie = sign_in("charlie")

    assert charlie.post(f"/library/{theirs}/merge", data=seen(two[0])).status_code == 404
    assert charlie.post(f"/library/{two[0]}/merge", data=seen(theirs)).status_code == 404
    assert charlie.post(f"/library/{theirs}/tell-apart", data=seen(two[0])).status_code == 404
    assert sign_in("bob").post(f"/library/{two[0]}/merge", data=seen(theirs)).status_code == 404
    assert len(ids(acting_for)) == 3


def test_buyers_who_were_told_by_the_removed_one_count_for_the_kept_one(sign_in, two, told, acting_for):
    told()
    sign_in("bob").post(f"/library/{two[0]}/merge", data=seen(two[1]))

    with acting_for("Acme") as session:
        assert usage_of(session, ["L-1", "L-3"])["L-1"].sent == 1
    page = sign_in("sam").get(f"/library/{two[0]}").text
    assert "1 answer sent to buyers" in page
    assert "Globex, sent" in page


def test_merging_what_says_the_same_tells_no_buyer_otherwise_until_the_kept_one_changes(sign_in, two, told, acting_for):
    told()
    bob = sign_in("bob")
    bob.post(f"/library/{two[0]}/merge", data=seen(two[1]))

    assert "No buyer was told otherwise" in bob.get("/commitments/").text

    with acting_for("Acme") as session:
        session.get(ApprovedAnswer, two[0]).explanation = "With nothing."
        session.commit()
    page = bob.get("/commitments/").text
    assert "yes: With nothing." in page
    assert "Removed." not in page


def test_merging_what_says_something_else_tells_buyers_otherwise(sign_in, two, told, acting_for):
    told()
    with acting_for("Acme") as session:
        session.get(ApprovedAnswer, two[0]).answer = "no"
        session.commit()
    bob = sign_in("bob")
    assert bob.post(f"/library/{two[0]}/merge", data=seen(two[1], 2)).status_code == 303

    assert "no: With AES-256." in bob.get("/commitments/").text


def test_a_merged_id_that_was_merged_again_means_the_last_one_kept(sign_in, two, told, acting_for):
    told()
    bob = sign_in("bob")
    bob.post(f"/library/{two[0]}/merge", data=seen(two[1]))
    with acting_for("Acme") as session:
        third = keep_answer(session, "L-9", question=ASKED, explanation="AES-256 it is.").id
    assert bob.post(f"/library/{third}/merge", data=seen(two[0], 1, 2)).status_code == 303

    with acting_for("Acme") as session:
        assert usage_of(session, ["L-9"])["L-9"].sent == 1
    assert "No buyer was told otherwise" in bob.get("/commitments/").text


def test_an_old_file_that_brings_a_merged_one_back_is_said_before_and_counts_for_itself(sign_in, two, told, acting_for):
    import io

    told()
    bob = sign_in("bob")
    bob.post(f"/library/{two[0]}/merge", data=seen(two[1]))
    old = b"answer_id,question,answer\nL-3,Are backups encrypted?,yes\n"
    page = bob.get(bob.post("/library/import", data={"file": (io.BytesIO(old), "old.csv")}).location).text
    assert "L-3 was merged into L-1." in page

    with acting_for("Acme") as session:
        keep_answer(session, "L-3", question=NEARLY)
        assert {name: use.sent for name, use in usage_of(session, ["L-1", "L-3"]).items()} == {"L-3": 1}


def test_two_that_were_told_apart_are_not_offered_again(sign_in, two, acting_for):
    bob = sign_in("bob")
    assert bob.post(f"/library/{two[1]}/tell-apart", data=seen(two[0])).status_code == 303
    assert bob.post(f"/library/{two[0]}/tell-apart", data=seen(two[1])).status_code == 303

    assert "No two answers are asked alike" in bob.get(PAGE).text
    assert len(ids(acting_for)) == 3


def test_answers_for_different_products_are_no_duplicates(sign_in, two, acting_for):
    with acting_for("Acme") as session:
        session.get(ApprovedAnswer, two[0]).product = ["Payroll"]
        session.get(ApprovedAnswer, two[1]).product = ["Mobile"]
        session.commit()

    assert "No two answers are asked alike" in sign_in("sam").get(PAGE).text


@pytest.fixture
def contradicting(acting_for):
    with acting_for("Acme") as session:
        first = keep_answer(session, "L-1", question=ASKED)
        second = keep_answer(session, "L-2", question=ASKED, answer="no")
        second.held = Held.CONTRADICTS
        session.commit()
        return first.id, second.id


@pytest.mark.parametrize("deed", ["merge", "tell-apart"])
def test_a_contradiction_that_was_decided_holds_nothing_back_any_more(sign_in, contradicting, acting_for, deed):
    first, second = contradicting
    bob = sign_in("bob")
    assert bob.post(f"/library/{second}/release", data={"version": "2"}).status_code == 409
    assert bob.post(f"/library/{second}/{deed}", data=seen(first, 2)).status_code == 303

    with acting_for("Acme") as session:
        assert session.get(ApprovedAnswer, second).held is None
    assert "Contradicts" not in bob.get("/library/").text


def test_a_salesperson_decides_nothing(sign_in, two):
    sam = sign_in("sam")

    assert sam.post(f"/library/{two[0]}/merge", data=seen(two[1])).status_code == 403
    assert sam.post(f"/library/{two[0]}/tell-apart", data=seen(two[1])).status_code == 403


@pytest.mark.parametrize("wrong", [{}, {"version": "1", "other": "nonsense", "other_version": "1"}])
def test_a_page_that_does_not_say_what_it_showed_merges_nothing(sign_in, two, acting_for, wrong):
    assert sign_in("bob").post(f"/library/{two[0]}/merge", data=wrong).status_code == 422
    assert len(ids(acting_for)) == 3
