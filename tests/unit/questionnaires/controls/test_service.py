"""The control set in the database: by file, by hand, and apart from anybody else's."""

import pytest
import sqlalchemy as sa

from foundation.audit.actor import SERVICE
from foundation.audit.models import AuditEntry
from foundation.errors import BadInput, Conflict, NotFound
from foundation.imports.collection import records_of
from foundation.imports.service import import_file
from questionnaires.controls.records import ControlStatus
from questionnaires.controls.service import (
    CONTROLS,
    change_control,
    control_records,
    fetch_control,
    remove_control,
)
from questionnaires.facts.service import FACTS, facts
from questionnaires.library.service import ANSWERS, library_answers, notes_on
from questionnaires.seed.knowledge import seed_knowledge
from tests.factories.control import keep_control, make_control
from tests.factories.library import make_answer

FILE = b"control_id,title,statement,status\nAC-01,One,We do.,implemented\nAC-02,Two,We plan.,planned\n"


def imported(session, content, filename="controls.csv"):
    outcome = import_file(session, CONTROLS, content, filename=filename, actor=SERVICE)
    session.commit()
    return outcome


def exported(session, collection):
    return collection.write(records_of(session, collection))


def last_entry(session):
    return session.scalars(sa.select(AuditEntry).order_by(AuditEntry.at.desc()).limit(1)).one()


def test_an_import_adds_what_is_new(acting_for):
    acme = acting_for("Acme")

    outcome = imported(acme, FILE)

    assert (outcome.added, outcome.changed, outcome.unchanged) == (2, 0, 0)
    assert [record.control_id for record in control_records(acme)] == ["AC-01", "AC-02"]


def test_the_export_imports_unchanged(acting_for):
    acme = acting_for("Acme")
    seed_knowledge(acme)
    acme.commit()

    again = imported(acme, exported(acme, CONTROLS))

    assert (again.added, again.changed, again.unchanged) == (0, 0, 106)


def test_the_seed_may_run_twice_and_keeps_what_people_changed(acting_for):
    acme = acting_for("Acme")
    seed_knowledge(acme)
    first = control_records(acme)[0]
    seed_knowledge(acme)
    seed_files = (exported(acme, CONTROLS), exported(acme, ANSWERS), exported(acme, FACTS))

    assert first.control_id == "GOV-01"
    assert [content.count(b"\n") for content in seed_files] == [107, 42, 35]


def test_a_refused_row_imports_nothing_at_all(acting_for):
    acme = acting_for("Acme")

    with pytest.raises(BadInput, match=r"controls.csv, row 3, column 'status': expected one of implemented"):
        imported(acme, FILE.replace(b"planned", b"done"))

    assert control_records(acme) == ()


def test_a_key_longer_than_its_column_is_refused(acting_for):
    with pytest.raises(BadInput, match="expected at most 200 characters"):
        imported(acting_for("Acme"), FILE.replace(b"AC-02", b"A" * 201))


def test_a_key_of_just_that_length_is_kept(acting_for):
    assert imported(acting_for("Acme"), FILE.replace(b"AC-02", b"A" * 200)).added == 2


def test_two_organisations_with_the_same_ids_never_see_each_other(acting_for):
    for name, content in (("Acme", FILE), ("Umbrella", FILE.replace(b"One", b"Ours"))):
        with acting_for(name) as session:
            imported(session, content)

    with acting_for("Acme") as acme:
        assert [record.title for record in control_records(acme)] == ["One", "Two"]
    with acting_for("Umbrella") as umbrella:
        assert [record.title for record in control_records(umbrella)] == ["Ours", "Two"]


def test_the_control_of_another_organisation_does_not_exist(acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_control(acme).id

    with pytest.raises(NotFound):
        fetch_control(acting_for("Umbrella"), row_id)


def test_an_import_leaves_its_changes_in_the_trail(acting_for):
    acme = acting_for("Acme")
    imported(acme, FILE)

    imported(acme, FILE.replace(b"We plan.,planned", b"We do.,implemented"))

    assert last_entry(acme).detail == {
        "added": [],
        "changed": {"AC-02": {"statement": ["We plan.", "We do."], "status": ["planned", "implemented"]}},
    }


def test_a_change_names_what_differs(acting_for):
    acme = acting_for("Acme")
    row = keep_control(acme)

    change_control(acme, row, make_control(status=ControlStatus.PARTIAL), version=1, actor=SERVICE)
    acme.commit()

    assert (row.status, row.version) == (ControlStatus.PARTIAL, 2)
    assert last_entry(acme).detail == {"changes": {"status": ["implemented", "partial"]}}


def test_saving_a_control_as_it_stands_changes_nothing(acting_for):
    acme = acting_for("Acme")
    row = keep_control(acme)

    assert change_control(acme, row, make_control(), version=1, actor=SERVICE) == ()
    assert row.version == 1


def test_a_change_to_what_somebody_else_changed_is_refused(acting_for):
    acme = acting_for("Acme")
    row = keep_control(acme)

    with pytest.raises(Conflict, match="Somebody changed 'AC-01' while you had it open"):
        change_control(acme, row, make_control(title="Mine"), version=0, actor=SERVICE)


def test_a_taken_id_is_refused(acting_for):
    acme = acting_for("Acme")
    keep_control(acme)

    with pytest.raises(Conflict, match="'AC-01' names another control already"):
        keep_control(acme)


def test_what_was_removed_stays_in_the_trail(acting_for):
    acme = acting_for("Acme")
    row = keep_control(acme)

    remove_control(acme, row, SERVICE)
    acme.commit()

    assert control_records(acme) == ()
    assert last_entry(acme).detail["was"]["statement"] == "Every employee signs in with a second factor."


def test_an_answer_that_names_a_strange_control_is_told(acting_for):
    acme = acting_for("Acme")
    keep_control(acme)

    told = notes_on(acme, [make_answer(controls=("AC-01", "AC-99")), make_answer("L-002", controls=("AC-01",))])

    assert told == ("L-001 rests on AC-99, which is not in your control set.",)


def test_answers_and_facts_go_the_same_way(acting_for):
    acme = acting_for("Acme")

    import_file(acme, ANSWERS, b"answer_id,question,answer\nL-1,Do you?,Yes\n", filename="answers.csv", actor=SERVICE)
    import_file(acme, FACTS, b"key,value\ndpo,Kim\n", filename="facts.csv", actor=SERVICE)

    assert [(held.answer_id, held.answer) for held in library_answers(acme)] == [("L-1", "yes")]
    assert [(held.key, held.value) for held in facts(acme)] == [("dpo", "Kim")]
