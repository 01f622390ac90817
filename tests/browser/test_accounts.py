"""People: signing up, a colleague invited and joining from another browser, a forgotten password, an error page."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "lanterns along the towpath"
NEW_PASSWORD = "a heron under the footbridge"


def test_an_owner_signs_up_invites_a_colleague_and_gets_a_new_password(
    page, check, sign_in, sign_out, open_visitor, width
):
    company, owner, colleague = f"Fennimore {width}", f"ida{width}@fennimore.example", f"jo{width}@fennimore.example"
    admin, guest = open_visitor(), open_visitor()
    sign_in("admin@auditmatch.example", shown=admin)
    sign_up(page, check, company, owner)
    invite(page, check, colleague)
    join(guest, check, link_mailed_to(admin, check, colleague), company)
    page.goto("/organisation")
    expect(page.get_by_role("table", name="Members").get_by_role("row")).to_have_count(3)
    check()
    look_around(page, check, ["/account", "/account/name", "/account/password", "/account/sessions", "/trail"])
    sign_out()
    ask_for_a_new_password(page, check, owner)
    choose_a_password(page, check, link_mailed_to(admin, check, owner))

    sign_in(owner, NEW_PASSWORD)

    expect(page.locator("main")).to_contain_text(company)


def test_an_unknown_address_is_answered_with_a_page_that_leads_on(page, check, refusals):
    refusals.add(404)
    page.goto("/no-such-page")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
    check()


def sign_up(page: Page, check, company: str, email: str) -> None:
    page.goto("/sign-up")
    page.get_by_label("What is your organisation called?").fill(company)
    page.get_by_label("What is your name?").fill("Ida Example")
    page.get_by_label("What is your e-mail address?").fill(email)
    page.get_by_label("Choose a password").fill("password")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would you like to do?")
    check()
    look_around(page, check, ["/controls/", "/facts/", "/library/", "/readiness/", "/questionnaires/", "/intakes/"])


def invite(page: Page, check, email: str) -> None:
    page.goto("/organisation")
    page.get_by_role("link", name="Invite somebody").click()
    check()
    page.get_by_label("Which e-mail address does the invitation go to?").fill(email)
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("table", name="Open invitations")).to_contain_text(email)
    check()


def link_mailed_to(admin: Page, check, email: str) -> str:
    admin.goto("/outbox")
    check(admin)
    admin.get_by_role("row").filter(has_text=email).first.get_by_role("link").click()
    check(admin)
    return admin.locator(".app-mail a").first.get_attribute("href") or ""


def join(guest: Page, check, link: str, company: str) -> None:
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text(f"Join {company}")
    check(guest)
    guest.get_by_label("What is your name?").fill("Jo Example")
    guest.get_by_label("Choose a password").fill(PASSWORD)
    guest.get_by_role("button", name="Create the account and join").click()
    expect(guest.locator("main")).to_contain_text(company)
    check(guest)


def ask_for_a_new_password(page: Page, check, email: str) -> None:
    page.goto("/password-reset")
    check()
    page.get_by_label("Which e-mail address did you sign up with?").fill(email)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    check()


def choose_a_password(page: Page, check, link: str) -> None:
    page.goto(link)
    check()
    page.get_by_label("Choose a new password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def look_around(page: Page, check, paths: list[str]) -> None:
    for path in paths:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check()
