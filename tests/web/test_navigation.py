"""The menu: what it offers to whom, and where it says that one is."""

import re

import pytest


def offered(page):
    menu = page.split('<nav aria-label="Main"', 1)[1].split("</ul>", 1)[0]
    return re.findall(r'<a class="nav-link"[^>]*>([^<]+)</a>', menu)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("sam", ["Find an auditor", "Questionnaires", "Figures", "Controls", "Answers", "Facts", "Readiness"]),
        ("ada", ["Find an auditor", "Firm directory"]),
        ("fiona", ["Find an auditor"]),
    ],
)
def test_everybody_is_offered_what_they_may_open(sign_in, person, expected):
    assert offered(sign_in(person).get("/").text) == expected


@pytest.mark.parametrize(
    ("person", "place", "marked"),
    [
        ("bob", "/readiness/", "Readiness"),
        ("bob", "/remediation/", "Readiness"),
        ("bob", "/handoff/", "Readiness"),
        ("sam", "/questionnaires/", "Questionnaires"),
        ("sam", "/commitments/", "Questionnaires"),
        ("sam", "/reliability/", "Questionnaires"),
        ("sam", "/figures/", "Figures"),
        ("ada", "/admin/firms/imports/new", "Firm directory"),
    ],
)
def test_the_menu_marks_the_one_place_that_a_page_belongs_to(sign_in, person, place, marked):
    page = sign_in(person).get(place).text

    assert re.findall(r'aria-current="page">([^<]+)</a>', page) == [marked]
