"""Rows of one organisation do not exist for another, whichever way they are asked for."""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import (
    EVERY_ORGANISATION,
    NOBODY,
    OwnedByOrganisation,
    in_organisation,
    open_session,
    scope_of,
    standing,
)
from foundation.accounts.models import Membership, Organisation
from foundation.db import Base
from foundation.errors import ScopeError
from matcher.introductions.models import Introduction, IntroductionStep
from tests.factories.introduction import add_introduction

OWNERS = sa.select(Membership.organisation_id)


@pytest.fixture
def ids(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return {one.name: one.id for one in session.scalars(sa.select(Organisation))}


@pytest.fixture
def charlies_membership(engine, ids):
    with open_session(engine, ids["Umbrella"], read_only=True) as session:
        return session.scalars(sa.select(Membership)).one().id


def test_a_selection_gives_only_rows_of_ones_own(engine, ids):
    with open_session(engine, ids["Acme"], read_only=True) as session:
        assert {row.organisation_id for row in session.scalars(sa.select(Membership))} == {ids["Acme"]}
        assert session.scalar(sa.select(sa.func.count(Membership.id))) == 3


@pytest.mark.parametrize("wanted", [OWNERS, standing(OWNERS)], ids=["made anew", "standing"])
def test_one_statement_gives_each_its_own_rows_in_whatever_turn_it_is_asked(engine, ids, wanted):
    for name, expected in (("Acme", 3), ("Umbrella", 1), ("Acme", 3), ("Umbrella", 1)):
        with open_session(engine, ids[name], read_only=True) as session:
            assert session.scalars(wanted).all() == [ids[name]] * expected


def test_a_standing_statement_gives_an_admin_what_is_shared_and_a_member_not(engine, ids):
    introduction = standing(sa.select(sa.func.count(Introduction.id)))
    with open_session(engine, ids["Acme"]) as session:
        add_introduction(session, ids["Acme"])
        session.commit()

    found = []
    for oversees in (True, False, True, False):
        with open_session(engine, ids["Umbrella"], read_only=True, oversees=oversees) as session:
            found.append(session.scalar(introduction))

    assert found == [1, 0, 1, 0]


def test_anothers_row_is_not_found_by_its_id(engine, ids, charlies_membership):
    with open_session(engine, ids["Acme"], read_only=True) as session:
        assert session.get(Membership, charlies_membership) is None


def test_an_update_and_a_deletion_do_not_reach_anothers_row(engine, ids, charlies_membership):
    with open_session(engine, ids["Acme"]) as session:
        session.execute(sa.delete(Membership).where(Membership.id == charlies_membership))
        session.execute(sa.update(Membership).values(role="sales"))
        session.commit()

    with open_session(engine, ids["Umbrella"], read_only=True) as session:
        assert session.get_one(Membership, charlies_membership).role == "owner"


def test_another_organisation_is_served_for_a_moment_and_its_rows_forgotten(engine, ids, charlies_membership):
    with open_session(engine, ids["Acme"], read_only=True) as session:
        with in_organisation(session, ids["Umbrella"]):
            served = session.get(Membership, charlies_membership)
            mine = session.scalars(sa.select(Membership)).all()

        assert (served.id, len(mine)) == (charlies_membership, 1)
        assert session.get(Membership, charlies_membership) is None
        assert session.scalar(sa.select(sa.func.count(Membership.id))) == 3


def test_a_deed_for_another_organisation_that_fails_leaves_the_session_as_it_was(engine, ids):
    with open_session(engine, ids["Acme"]) as session:
        with pytest.raises(ScopeError), in_organisation(session, ids["Umbrella"]):
            session.add(Membership(organisation_id=ids["Acme"], user_id=ids["Acme"], role="owner"))

        assert scope_of(session) == ids["Acme"]


def test_a_visitor_sees_no_row_of_any_organisation(engine):
    with open_session(engine, NOBODY, read_only=True) as session:
        assert session.scalars(sa.select(Membership)).all() == []


def test_a_row_for_another_organisation_is_refused(engine, ids):
    with open_session(engine, ids["Acme"]) as session:
        session.add(Membership(organisation_id=ids["Umbrella"], user_id=ids["Acme"], role="owner"))
        with pytest.raises(ScopeError):
            session.flush()


def test_a_session_that_nobody_bound_is_refused(engine):
    with Session(engine) as session, pytest.raises(ScopeError):
        session.scalars(sa.select(Membership)).all()


def test_a_page_that_is_read_must_not_write(engine, ids):
    with open_session(engine, ids["Acme"], read_only=True) as session:
        session.scalars(sa.select(Organisation).limit(1)).one().name = "changed"
        with pytest.raises(ScopeError):
            session.flush()


def test_children_of_tenant_rows_are_tied_to_the_same_organisation():
    """A foreign key between tenant tables carries the organisation, so that a row cannot hang on another's parent."""
    owned = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, OwnedByOrganisation)}
    loose = [
        f"{table.name}.{key.column_keys}"
        for table in owned
        for key in table.foreign_key_constraints
        if key.referred_table in owned and "organisation_id" not in key.column_keys
    ]
    assert loose == []


@pytest.fixture
def shared(engine, ids):
    """An introduction of Acme to a firm whose profile Umbrella claimed, whatever kind of organisation that is."""
    with open_session(engine, ids["Acme"]) as session:
        key = add_introduction(session, ids["Acme"], partner_id=ids["Umbrella"]).id
        session.commit()
    return key


def test_a_shared_row_exists_for_both_that_share_it_and_for_admins_who_oversee(engine, ids, shared):
    stranger = uuid.uuid4()
    for scope, oversees, expected in (
        (ids["Acme"], False, True),
        (ids["Umbrella"], False, True),
        (stranger, False, False),
        (stranger, True, True),
        (NOBODY, False, False),
    ):
        with open_session(engine, scope, read_only=True, oversees=oversees) as session:
            assert (session.get(Introduction, shared) is not None) is expected


def test_who_oversees_sees_no_row_that_is_an_organisations_own(engine, ids):
    with open_session(engine, uuid.uuid4(), read_only=True, oversees=True) as session:
        assert session.scalars(sa.select(Membership)).all() == []


def test_a_strangers_update_does_not_reach_a_shared_row(engine, ids, shared):
    with open_session(engine, uuid.uuid4()) as session:
        session.execute(sa.update(Introduction).values(note="Mine now"))
        session.execute(sa.delete(Introduction))
        session.commit()

    with open_session(engine, ids["Acme"], read_only=True) as session:
        assert session.get_one(Introduction, shared).note is None


def test_a_shared_row_between_two_others_is_refused(engine, ids, shared):
    with open_session(engine, uuid.uuid4()) as session:
        session.add(
            IntroductionStep(organisation_id=ids["Acme"], partner_id=ids["Umbrella"], introduction_id=ids["Acme"])
        )
        with pytest.raises(ScopeError):
            session.flush()
