"""Whatever is put into whichever form: a plain answer, never a crash, and never half of a deed.

A short run in every suite, a long one by `make fuzz` (AUDITMATCH_FUZZ_REQUESTS spoilt requests of each form).
"""

import io
import os

import pytest
from flask_wtf import FlaskForm
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.hostile import files, spoilt_fields
from tests.support.posts import made_forms
from tests.support.strange_fields import NEVER_ASKED, Standing, strange_fields

REQUESTS = int(os.environ.get("AUDITMATCH_FUZZ_REQUESTS", "2"))
"""Spoilt requests of each form; the same numbers give the same requests."""
ANSWERS = {200, 201, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}
TOLD = ("alert", "is-invalid", "app-problem", "invalid-feedback")
NOT_FOR_PEOPLE = ("Traceback", "object at 0x", "sqlalchemy", "werkzeug.")
COUNTED = {"throttle", "audit_entry", "sign_in_step"}
NOT_REACHED = {
    "CancelForm": "the engagement is at its end",
    "CodeForm": "nobody here is between password and code",
    "DaysForm": "the engagement is at its end",
    "DecidedForm": "the engagement is at its end",
    "JoinForm": "needs a token that was mailed",
    "NewPasswordForm": "needs a token that was mailed",
    "ReportForm": "the engagement is at its end",
    "StepForm": "the engagement is at its end",
    "TakeOnForm": "asked of the address of one criterion",
    "FirmSearchForm": "sent by GET",
    "QueueForm": "sent by GET",
}
"""Forms that no POST to this house makes; tests of their own pages send them."""


def wrong_in(house, post, answer):
    """Say what is wrong with an answer, empty when nothing is."""
    if answer.status_code not in ANSWERS:
        return f"answered {answer.status_code}"
    told = answer.text if answer.mimetype in ("text/html", "application/json") else ""
    if any(word in told for word in NOT_FOR_PEOPLE):
        return "tells of the inside"
    if answer.status_code < 400:
        return ""
    if answer.mimetype == "text/html" and not any(word in told for word in TOLD):
        return f"answered {answer.status_code} without a word on what is wrong"
    if not house.is_changed:
        return ""
    after = house.content()
    changed = {name for name, rows in after.items() if rows != house.before[name]} - COUNTED
    return f"answered {answer.status_code} and changed {changed}" if changed else ""


def drawn(post):
    names = [name for name, kind in post.kinds.items() if kind != "file"]
    sent = {name: st.none() | files() for name, kind in post.kinds.items() if kind == "file"}
    return st.tuples(spoilt_fields(names), st.fixed_dictionaries(sent))


def tried(house, post, problems):
    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(drawn(post))
    def send(found):
        spoilt, given_files = found
        values = post.values | spoilt
        for name, file in given_files.items():
            values[name] = [(io.BytesIO(file[0]), file[1])] if file else []
        try:
            with house.post(post, values) as answer:
                wrong = wrong_in(house, post, answer)
        except Exception as crash:  # noqa: BLE001 - any crash at all is what is looked for
            wrong = f"{type(crash).__name__}: {crash}"[:300]
        if wrong:
            problems.setdefault(post.address, []).append((wrong, spoilt, given_files))
        house.put_back()

    send()


def classes_below(form):
    for one in form.__subclasses__():
        yield one
        yield from classes_below(one)


@pytest.mark.slow
def test_whatever_a_form_is_sent_is_answered_plainly_and_leaves_no_half(open_house, posts):
    problems = {}
    with made_forms() as made:
        for post in posts:
            tried(open_house, post, problems)

    assert problems == {}
    bases = {base for one in classes_below(FlaskForm) for base in one.__mro__[1:]}
    asked = {one for one in classes_below(FlaskForm) if one not in bases and not one.__module__.startswith("flask_wtf")}
    assert {one.__name__ for one in asked - made} == set(NOT_REACHED)


def test_no_form_is_taken_without_its_token(open_house, posts):
    open_house.app.config["WTF_CSRF_ENABLED"] = True
    taken = {}
    for post in posts:
        answer = open_house.post(post, post.values)
        if answer.status_code != 400 or open_house.is_changed:
            taken[post.address] = answer.status_code
        open_house.put_back()
    open_house.app.config["WTF_CSRF_ENABLED"] = False

    assert len(posts) > 150
    assert taken == {}


@pytest.mark.slow
def test_what_a_form_does_not_ask_is_never_taken(open_house, posts):
    standing = Standing(open_house.before)
    extras = {name: [value] for name, value in strange_fields(standing.umbrella).items()}
    taken, changing = {}, 0
    for post in posts:
        unseen = {name for name, kind in post.kinds.items() if kind == "unseen" and name in NEVER_ASKED}
        more = {name: value for name, value in extras.items() if name not in post.kinds.keys() - unseen}
        with open_house.post(post, more | post.values) as answer:
            content = open_house.content_now()
        left = standing.of(content)
        changing += left != standing.of(open_house.before)
        if answer.status_code != post.status or left != post.left or standing.holds_sent(content):
            different = [name for name in left if left[name] != post.left[name]]
            taken[post.address] = (post.status, answer.status_code, different)
        open_house.put_back()

    assert changing > 30
    assert taken == {}
