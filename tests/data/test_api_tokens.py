"""Personal tokens: made by a member, kept as a hash, dead when revoked, past their end or without their member."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Permission, Role
from foundation.access.scope import NOBODY, open_session
from foundation.accounts.members.service import remove_member
from foundation.accounts.models import Membership, User
from foundation.api.tokens import bearer
from foundation.api.tokens.bearer import find_token, token_permits
from foundation.api.tokens.models import ApiToken, TokenScope
from foundation.api.tokens.service import create_token, list_tokens, revoke_token
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.errors import BadInput, NotFound

READ = [TokenScope.CONTROLS_READ]


def actor(session, name):
    return Actor(session.scalars(sa.select(User.id).where(User.name == name)).one(), name)


def make(session, name="Bob", scopes=READ, days=30):
    return create_token(session, actor(session, name), name="Nightly export", scopes=scopes, days=days)


def trail(session):
    wanted = sa.select(AuditEntry.action, AuditEntry.actor_name).where(AuditEntry.thing == "api_token")
    return sorted(tuple(row) for row in session.execute(wanted))


def test_a_token_is_found_by_a_session_that_serves_nobody_yet(engine, acting_for):
    acme = acting_for("Acme")
    text, row = make(acme)
    acme.commit()

    with open_session(engine, NOBODY, read_only=True) as session:
        found = find_token(session, text)
        assert (found.id, found.membership.user.name, found.membership.organisation.name) == (row.id, "Bob", "Acme")


def test_the_text_of_a_token_is_stored_nowhere(acting_for):
    text, row = make(acting_for("Acme"))

    assert text not in [str(getattr(row, column.key)) for column in ApiToken.__table__.columns]


def test_another_text_finds_nothing(acting_for):
    acme = acting_for("Acme")
    text, _row = make(acme)

    assert find_token(acme, text + "x") is None


def test_a_revoked_token_finds_nothing_and_is_no_longer_listed(acting_for):
    acme = acting_for("Acme")
    text, row = make(acme)
    bob = actor(acme, "Bob")

    revoke_token(acme, row.id, bob)

    assert find_token(acme, text) is None
    assert list_tokens(acme, bob.user_id) == []


@pytest.mark.parametrize(("seconds", "lives"), [(-1, True), (1, False)])
def test_a_token_lives_up_to_its_end(acting_for, monkeypatch, seconds, lives):
    acme = acting_for("Acme")
    text, row = make(acme, days=1)
    moment = row.expires_at + timedelta(seconds=seconds)
    monkeypatch.setattr(bearer, "now", lambda: moment)

    assert (find_token(acme, text) is not None) is lives


def test_a_removed_members_token_dies_at_once(acting_for):
    acme = acting_for("Acme")
    text, _row = make(acme)
    bob = acme.scalars(sa.select(Membership).join(User).where(User.name == "Bob")).one()

    remove_member(acme, bob.id, actor(acme, "Alice"))
    acme.expunge_all()

    assert find_token(acme, text) is None


def test_nobody_revokes_the_token_of_another(acting_for):
    acme = acting_for("Acme")
    text, row = make(acme)

    with pytest.raises(NotFound):
        revoke_token(acme, row.id, actor(acme, "Alice"))

    assert find_token(acme, text) is not None


def test_another_organisation_sees_no_token_of_the_same_person(acting_for):
    acme = acting_for("Acme")
    _text, row = make(acme)
    bob, token_id = actor(acme, "Bob"), row.id
    acme.commit()
    umbrella = acting_for("Umbrella")

    assert list_tokens(umbrella, bob.user_id) == []
    with pytest.raises(NotFound):
        revoke_token(umbrella, token_id, bob)


def test_who_is_no_member_makes_no_token(acting_for):
    with pytest.raises(NotFound):
        make(acting_for("Umbrella"), name="Bob")


def test_making_and_revoking_leave_one_line_each_that_names_the_person(acting_for):
    acme = acting_for("Acme")
    _text, row = make(acme)
    revoke_token(acme, row.id, actor(acme, "Bob"))
    revoke_token(acme, row.id, actor(acme, "Bob"))

    assert trail(acme) == [("api_token.created", "Bob"), ("api_token.revoked", "Bob")]


@pytest.mark.parametrize("days", [0, 366])
def test_a_token_ends_within_a_year(acting_for, days):
    with pytest.raises(BadInput, match="from 1 to 365"):
        make(acting_for("Acme"), days=days)


def test_a_token_may_last_a_whole_year(acting_for):
    _text, row = make(acting_for("Acme"), days=365)

    assert timedelta(days=364, hours=23) < row.expires_at - now() <= timedelta(days=365)


def test_a_token_without_scopes_is_refused(acting_for):
    with pytest.raises(BadInput, match="at least one"):
        make(acting_for("Acme"), scopes=[])


@pytest.mark.parametrize(
    ("role", "scope", "permission", "allowed"),
    [
        (Role.SECURITY, TokenScope.CONTROLS_READ, Permission.CONTROLS_READ, True),
        (Role.SECURITY, TokenScope.CONTROLS_WRITE, Permission.CONTROLS_WRITE, False),
        (Role.FIRM, TokenScope.CONTROLS_READ, Permission.CONTROLS_READ, False),
    ],
)
def test_a_token_needs_its_scope_and_its_members_present_role(acting_for, role, scope, permission, allowed):
    acme = acting_for("Acme")
    _text, row = make(acme)
    row.membership.role = role

    assert token_permits(row, scope, permission) is allowed
