"""Requests pass to the people who claim a firm's profile, and away from those whose claim is released."""

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, SharedWithPartner, open_session
from foundation.accounts.models import Organisation
from foundation.db import Base
from matcher.claims.handing_over import ENGAGED, FOLLOWING, hand_over
from matcher.complaints.models import Complaint
from matcher.introductions.models import Disclosed, Disclosure, Introduction, IntroductionStep
from matcher.introductions.states import Party, Stage
from tests.factories.introduction import add_introduction

ASIDE = {Introduction, Complaint}
"""Set by itself, and shared with nobody."""


@pytest.fixture
def ids(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return {one.name: one.id for one in session.scalars(sa.select(Organisation))}


@pytest.fixture
def asked(engine, ids):
    with open_session(engine, ids["Acme"]) as session:
        one = add_introduction(session, ids["Acme"])
        for row in (
            IntroductionStep(introduction_id=one.id, stage=Stage.OFFERED, party=Party.COMPANY),
            Disclosure(introduction_id=one.id, what=Disclosed.BRIEF, content={}),
        ):
            row.organisation_id = ids["Acme"]
            session.add(row)
        session.commit()
        return one.id, one.firm_key


def seen(engine, scope):
    with open_session(engine, scope, read_only=True) as session:
        return [len(session.scalars(sa.select(one)).all()) for one in (Introduction, IntroductionStep, Disclosure)]


def test_requests_pass_to_the_new_people_and_away_again(engine, ids, asked):
    firm = ids["Invented Assurance"]
    assert seen(engine, firm) == [0, 0, 0]

    with open_session(engine, firm) as session:
        hand_over(session, asked[1], firm)
        session.commit()
    assert seen(engine, firm) == seen(engine, ids["Acme"]) == [1, 1, 1]

    with open_session(engine, ids["The platform"]) as session:
        hand_over(session, asked[1], None)
        session.commit()
    assert seen(engine, firm) == [0, 0, 0]
    assert seen(engine, ids["Acme"]) == [1, 1, 1]


def test_every_shared_row_follows_or_is_known_not_to():
    shared = {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, SharedWithPartner)}

    assert shared == {*FOLLOWING, *ENGAGED} | ASIDE
