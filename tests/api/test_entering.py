"""Who comes in by the API, and how those who do not are told."""

import sqlalchemy as sa

from foundation.accounts.models import Membership, Organisation, User
from foundation.api.tokens.models import ApiToken, TokenScope
from foundation.clock import now
from tests.support.api import CONTROL
from tests.support.second_factor import set_up

CONTROLS = "/api/v1/controls"


def refused(answer, status):
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    return answer.json


def change_row(acting_for, table, **values):
    with acting_for("Acme") as acme:
        acme.execute(sa.update(table).values(**values))
        acme.commit()


def test_a_request_without_a_token_is_told_what_to_send(calling):
    answer = calling(None).get(CONTROLS)

    assert "Bearer <token>" in refused(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_nobody_made_is_refused(calling):
    answer = calling(None).get(CONTROLS, headers={"Authorization": "Bearer made-up"})

    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_password_is_no_token(calling):
    refused(calling(None).get(CONTROLS, auth=("alice@example.com", "correct horse battery staple")), 401)


def test_the_cookie_of_a_signed_in_browser_opens_nothing(sign_in):
    refused(sign_in("alice").get(CONTROLS), 401)


def test_an_expired_token_is_refused(calling, acting_for):
    bob = calling("bob")
    change_row(acting_for, ApiToken, expires_at=now())

    refused(bob.get(CONTROLS), 401)


def test_a_revoked_token_is_refused(calling, acting_for):
    bob = calling("bob")
    change_row(acting_for, ApiToken, revoked_at=now())

    refused(bob.get(CONTROLS), 401)


def test_a_token_of_a_member_without_the_required_second_factor_is_refused_until_there_is_one(
    calling, acting_for, sign_in
):
    bob = calling("bob")
    assert bob.get(CONTROLS).status_code == 200
    change_row(acting_for, Organisation, requires_second_factor=True)

    detail = refused(bob.get(CONTROLS), 403)["detail"]
    assert "Acme requires a second factor of everybody, and Bob has none" in detail
    assert "set one up on your account" in detail
    refused(bob.post(CONTROLS, json=CONTROL), 403)

    set_up(sign_in("bob"))

    assert bob.get(CONTROLS).status_code == 200


def test_a_second_factor_that_another_organisation_requires_holds_up_no_token(calling, acting_for):
    bob = calling("bob")
    with acting_for("Acme") as acme:
        others = sa.update(Organisation).where(Organisation.name != "Acme")
        acme.execute(others.values(requires_second_factor=True))
        acme.commit()

    assert bob.get(CONTROLS).status_code == 200


def test_a_token_without_the_scope_is_refused_though_the_role_would_do(calling):
    bob = calling("bob", [TokenScope.FACTS_READ])

    assert "controls:read" in refused(bob.get(CONTROLS), 403)["detail"]


def test_a_scope_to_write_does_not_read(calling):
    refused(calling("bob", [TokenScope.CONTROLS_WRITE]).get(CONTROLS), 403)


def test_the_present_role_limits_what_a_token_may_do(calling, acting_for):
    bob = calling("bob")
    assert bob.get(CONTROLS).status_code == 200

    with acting_for("Acme") as acme:
        user_id = acme.scalars(sa.select(User.id).where(User.name == "Bob")).one()
        acme.execute(sa.update(Membership).where(Membership.user_id == user_id).values(role="firm"))
        acme.commit()

    assert "role firm" in refused(bob.get(CONTROLS), 403)["detail"]


def test_an_unknown_address_is_a_problem_and_no_page(calling):
    refused(calling("bob").get("/api/v1/nothing"), 404)


def test_a_wrong_method_is_a_problem_that_says_which_are_right(calling):
    answer = calling("bob").open(CONTROLS, method="DELETE")

    refused(answer, 405)
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_doubled_slashes_lead_nowhere(calling):
    refused(calling("bob").get("/api/v1//controls"), 404)


def test_a_body_that_is_no_json_is_told(calling):
    answer = calling("bob").post(CONTROLS, data=b"{", content_type="application/json")

    assert refused(answer, 400)["detail"].startswith("The body cannot be read as JSON: Expecting property name")


def test_a_mistake_of_ours_is_a_problem_with_a_number(app, calling, monkeypatch):
    app.config.update(PROPAGATE_EXCEPTIONS=False)
    monkeypatch.setattr("questionnaires.controls.queries.find_controls", lambda *_, **__: 1 / 0)

    assert "Error number" in refused(calling("bob").get(CONTROLS), 500)["detail"]


def test_the_specification_is_open_to_all(client):
    answer = client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.json["openapi"]) == (200, "3.1.0")
