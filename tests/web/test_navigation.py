"""The top bar: what it offers to whom, in parts with entries behind them, and where it says that one is."""

import re

import pytest

LINK = re.compile(r'<a class="nav-link"[^>]*>([^<]+)</a>')


def offered(page):
    menu = page.split('<nav aria-label="Main"', 1)[1].split("</nav>", 1)[0]
    parts = [LINK.findall(part) for part in menu.split("</ul>\n        <div")[0].split('<li class="nav-item')[1:]]
    return {label: behind for label, *behind in parts}


COMPANY = {
    "Questionnaires": ["Questionnaires", "Answers", "Commitments", "Figures"],
    "Controls": ["Controls", "Facts", "Readiness"],
}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("sam", {"Find an auditor": []} | COMPANY),
        ("alice", {"Find an auditor": ["Intakes", "Introductions", "Engagements"]} | COMPANY),
        (
            "ada",
            {
                "Find an auditor": [],
                "Desk": ["Desk", "Introductions", "Engagements", "Complaints", "Ranking", "Letters", "Status"],
                "Firms": ["Directory", "Vetting", "Told by firms"],
            },
        ),
        ("fiona", {"Find an auditor": [], "Our firm": []}),
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
        ("sam", "/commitments/", "Commitments"),
        ("sam", "/reliability/", "Questionnaires"),
        ("sam", "/figures/", "Figures"),
        ("alice", "/introductions/", "Introductions"),
        ("ada", "/admin/firms/imports/new", "Directory"),
        ("ada", "/admin/complaints/", "Complaints"),
        ("ada", "/admin/jobs", "Status"),
    ],
)
def test_menu_and_bar_both_mark_the_one_place_that_a_page_belongs_to(sign_in, person, place, marked):
    page = sign_in(person).get(place).text

    assert re.findall(r'aria-current="page">([^<]+)</a>', page) == [marked, marked]


def test_a_part_with_one_entry_has_no_bar(sign_in):
    page = sign_in("fiona").get("/portal/").text

    assert 'class="app-part' not in page
    assert re.findall(r'aria-current="page">([^<]+)</a>', page.split("</header>")[0]) == ["Our firm"]


def test_addresses_follow_the_root_that_a_request_came_by(sign_in):
    alice = sign_in("alice")
    plain = alice.get("/questionnaires/").text

    below = alice.get("/questionnaires/", environ_overrides={"SCRIPT_NAME": "/answers"}).text
    again = alice.get("/questionnaires/").text

    for address in ("/controls/", "/account", "/static/css/auditmatch.css"):
        assert f'"/answers{address}' in below
        assert f'"{address}' not in below
        assert f'"{address}' in plain
    assert "/answers/" not in again
