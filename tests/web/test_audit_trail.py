"""The page of the trail."""

import pytest

from foundation.audit.actor import VISITOR, Actor
from foundation.audit.service import record


@pytest.fixture
def sixty_lines(acting_for):
    """Sixty lines in Acme's trail: even ones edited by Alice's namesake without an account, odd ones by a visitor."""
    session = acting_for("Acme")
    for number in range(60):
        actor, action = (Actor(None, "Robot"), "control.edited") if number % 2 == 0 else (VISITOR, "intake.begun")
        record(session, actor, action, thing="control", thing_id=number, summary=f"Deed number {number:02}.")
    session.commit()


def test_the_newest_fifty_lines_come_first_and_the_rest_on_the_next_page(sign_in, sixty_lines):
    bob = sign_in("bob")

    first, second = bob.get("/trail").text, bob.get("/trail?page=2").text

    assert ("Deed number 59." in first, "Deed number 09." in first) == (True, False)
    assert ("Deed number 59." in second, "Deed number 09." in second) == (False, True)
    assert "Page 1 of 2 · 60 in all" in first


def test_lines_of_one_action(sign_in, sixty_lines):
    page = sign_in("bob").get("/trail?action=control.edited").text

    assert "30 lines" in page
    assert ("Deed number 58." in page, "Deed number 59." in page) == (True, False)


def test_lines_of_whoever_has_no_account(sign_in, sixty_lines):
    page = sign_in("bob").get("/trail?person=Visitor").text

    assert "30 lines" in page
    assert ("Deed number 58." in page, "Deed number 59." in page) == (False, True)


def test_lines_of_one_person(sign_in, sixty_lines):
    alice = sign_in("alice")
    alice.post("/account/name", data={"name": "Alice Liddell"})
    page = alice.get("/trail").text
    hers = next(
        part.split('"')[0] for part in page.split('<option value="')[1:] if "Alice" in part.split("</option>")[0]
    )

    assert "1 line," in alice.get(f"/trail?person={hers}").text


def test_a_filter_that_fits_nothing_says_so(sign_in, sixty_lines):
    page = sign_in("bob").get("/trail?action=nothing.such&page=7").text

    assert "Nothing in the trail fits this filter" in page


@pytest.mark.parametrize(("person", "expected"), [("sam", 403), ("fiona", 403), ("ada", 200), (None, 302)])
def test_who_may_read_the_trail(sign_in, client, person, expected):
    assert (sign_in(person) if person else client).get("/trail").status_code == expected


def test_another_organisations_trail_is_another(sign_in, sixty_lines):
    assert "Deed number" not in sign_in("charlie").get("/trail").text


def test_the_trail_cannot_be_written_to(sign_in):
    assert sign_in("alice").post("/trail").status_code == 405
