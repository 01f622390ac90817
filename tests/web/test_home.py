"""The start page leads each kind of person to their job."""

import re
from dataclasses import replace

import pytest


def steps_of(browser):
    return re.findall(r'class="stretched-link">([^<]+)<', browser.get("/").text)


def test_a_visitor_is_led_to_each_of_the_three_jobs(client):
    page = client.get("/").text

    assert re.findall(r'<h2 id="job-[a-z]+">([^<]+)<', page) == [
        "Find an auditor",
        "Answer a questionnaire",
        "Keep the directory",
    ]


def test_every_job_of_a_visitor_opens_or_asks_to_sign_in(client):
    links = re.findall(r'class="btn btn-primary" href="([^"]+)"', client.get("/").text)

    assert len(links) == 3
    assert {client.get(link).status_code for link in links} <= {200, 302}


@pytest.mark.parametrize(
    ("person", "offered", "kept_back"),
    [
        (
            "alice",
            {"Answer a questionnaire", "Keep your controls", "Read the trail", "People and roles"},
            "Read the outbox",
        ),
        ("bob", {"See your questionnaires", "Keep your controls", "Read the trail"}, "People and roles"),
        ("sam", {"Answer a questionnaire", "See your questionnaires"}, "Keep your controls"),
        ("ada", {"Read the trail", "People and roles"}, "Answer a questionnaire"),
    ],
)
def test_next_steps_are_those_the_role_opens(sign_in, person, offered, kept_back):
    steps = steps_of(sign_in(person))

    assert offered <= set(steps)
    assert kept_back not in steps


@pytest.mark.parametrize("person", ["alice", "bob", "sam", "ada"])
def test_every_next_step_opens(sign_in, person):
    browser = sign_in(person)
    links = re.findall(r'<h2><a href="([^"]+)" class="stretched-link"', browser.get("/").text)

    assert [link for link in links if browser.get(link).status_code != 200] == []


def test_the_outbox_is_offered_in_a_demo_only(sign_in, app):
    ada = sign_in("ada")
    before = steps_of(ada)
    app.extensions["settings"] = replace(app.extensions["settings"], demo=True)

    assert ("Read the outbox" in before, "Read the outbox" in steps_of(ada)) == (False, True)


def test_a_firm_is_led_to_its_profile_its_capacity_and_its_people(sign_in):
    assert steps_of(sign_in("fiona")) == ["Keep your profile", "Tell your capacity", "People and roles"]
