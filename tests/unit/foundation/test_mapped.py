"""What is found by looking at the mapped classes: nothing that is new can be forgotten."""

import re

import auditmatch  # noqa: F401 - loads every model, as the application does
from foundation.accounts.models import Membership, Organisation
from foundation.mapped import columns_of, mapped_classes, naming_files, owned_classes
from foundation.privacy.contents import SECRET, everything
from foundation.privacy.models import DataExport

MAY_BE_SECRET = re.compile("hash|token|secret|password|private|key$")
NOT_SECRET = {
    "record_version.key",
    "introduction.firm_key",
    "published_rating.firm_key",
    "stated_fact.key",
    "approved_answer.claim_key",
    "question.claim_key",
    "sent_statement.claim_key",
    "remembered_mapping.buyer_key",
}
"""Keys that tell records apart, and let nobody in."""


def test_a_column_that_may_be_secret_is_left_out_or_known_to_be_harmless():
    suspicious = {
        f"{one.__tablename__}.{name}"
        for one in mapped_classes()
        for name in columns_of(one)
        if MAY_BE_SECRET.search(name)
    }

    assert suspicious == SECRET | NOT_SECRET


def test_no_secret_column_is_taken_out():
    leaving = {f"{table.name}.{column}" for table in everything(Organisation(name="Acme")) for column in table.columns}

    assert leaving & SECRET == set()
    assert "user_account.email" in leaving


def test_every_table_of_an_organisation_is_taken_out_but_former_packages():
    leaving = {table.name for table in everything(Organisation(name="Acme"))}

    owned = {one.__tablename__ for one in owned_classes()}
    assert owned - leaving == {DataExport.__tablename__}
    assert leaving - owned == {"organisation", "user_account"}
    assert len(owned) > 30


def test_what_others_refer_to_comes_before_them():
    found = mapped_classes()

    assert found.index(Organisation) < found.index(Membership)


def test_tables_that_name_stored_files_are_found():
    assert {one.__tablename__ for one in naming_files()} == {
        "data_export",
        "evidence",
        "questionnaire",
        "questionnaire_export",
        "vetting_check",
    }
