"""The firm's job: claim its profile from a mail, tell what it offers, confirm its capacity; admins look through it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "four words under lanterns"
FIRMS = {1280: ("Gullrock Assurance", "gullrock.example"), 390: ("Willowgarth Assurance", "willowgarth.example")}
"""A firm for each width, as a claim happens once."""


def test_a_firm_is_claimed_and_kept_by_its_own_people(page, open_visitor, check, sign_in, width):
    name, domain = FIRMS[width]
    admin = open_visitor()
    sign_in("admin@auditmatch.example", shown=admin)
    public = find_public_page(admin, name)
    ask_for_the_link(page, check, public, f"petra@{domain}")
    take_it_over(page, check, link_in_the_outbox(admin, check, name), name)
    tell_the_offer(page, check)
    tell_capacity(page, check)
    look_through_it(admin, check, name)
    release_it(admin, check, name)

    page.goto("/portal/")

    expect(page.get_by_text("You keep no firm's profile")).to_be_visible()
    check()


def find_public_page(admin: Page, name: str) -> str:
    open_record(admin, name)
    admin.get_by_role("link", name="As companies see it").click()
    return admin.url


def open_record(admin: Page, name: str) -> None:
    admin.goto("/admin/firms")
    admin.get_by_label("Name, id or licence").fill(name)
    admin.get_by_role("button", name="Show", exact=True).click()
    admin.get_by_role("link", name=name).click()


def ask_for_the_link(page: Page, check, public: str, email: str) -> None:
    page.goto(public)
    check()
    page.get_by_role("link", name="Claim this profile").click()
    check()
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    page.get_by_label("What is your name?").fill("Petra Plain")
    page.get_by_label("What is your work e-mail address?").fill(email)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    check()


def link_in_the_outbox(admin: Page, check, name: str) -> str:
    admin.goto("/outbox")
    admin.get_by_role("link", name=f"Take over the profile of {name}").first.click()
    check(admin)
    found = re.search(r"/claims/\S+", admin.locator("main").inner_text())
    assert found
    return found[0]


def take_it_over(page: Page, check, link: str, name: str) -> None:
    page.goto(link)
    expect(page.get_by_label("What is your name?")).to_have_value("Petra Plain")
    check()
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account and take it over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    check()


def tell_the_offer(page: Page, check) -> None:
    page.get_by_role("link", name="Profile", exact=True).first.click()
    check()
    page.get_by_label("How many CISAs work with you?").fill("many")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("enter a whole number")
    check()
    page.get_by_label("How many CISAs work with you?").fill("17")
    page.get_by_label("Which further companies must you not examine?").fill("Quiet Rival")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved 2 fields.")).to_be_visible()
    check()


def tell_capacity(page: Page, check) -> None:
    page.get_by_role("link", name="Capacity", exact=True).first.click()
    check()
    page.get_by_role("button", name="Nothing changed").click()
    expect(page.locator("dl")).to_contain_text("today")
    page.get_by_label("How many more engagements can you take?").fill("0")
    page.get_by_role("button", name="Save as of today").click()
    expect(page.locator("dl")).to_contain_text("None: you are full")
    check()


def look_through_it(admin: Page, check, name: str) -> None:
    open_record(admin, name)
    admin.get_by_role("link", name="What firms told").click()
    check(admin)
    told = admin.locator("section.card", has_text="Quiet Rival")
    told.get_by_role("link", name="Take back").click()
    check(admin)
    admin.get_by_role("checkbox", name=re.compile("CISAs")).check()
    admin.get_by_role("button", name="Take it back").click()
    expect(admin.get_by_role("alert")).to_contain_text("Enter the reason")
    check(admin)
    admin.get_by_label("Why?").fill("Your register names three")
    admin.get_by_role("button", name="Take it back").click()
    expect(admin.get_by_text(f"Took back 1 of what {name} told")).to_be_visible()
    admin.get_by_role("button", name="Mark this page as seen").click()
    check(admin)


def release_it(admin: Page, check, name: str) -> None:
    open_record(admin, name)
    admin.get_by_role("link", name="Release the claim").click()
    check(admin)
    admin.get_by_label("Why?").fill("Invented for a test")
    admin.get_by_role("button", name="Release the claim").click()
    expect(admin.get_by_text("Not claimed.")).to_be_visible()
    check(admin)


def test_the_demos_firm_signs_in_and_sees_how_it_stands(page, check, sign_in):
    sign_in("partner@hazelmoor.example")
    check()
    page.get_by_role("link", name="Keep your profile").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hazelmoor Attest")
    check()
    page.goto("/organisation")
    expect(page.get_by_role("link", name="Invite somebody")).to_be_visible()
