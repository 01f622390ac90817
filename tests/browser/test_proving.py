"""Proving who it is: an app's codes, recovery codes, and passkeys of Chromium's own virtual device."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "lanterns along the towpath"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(address):
    """The demo under the name that passkeys are bound to."""
    return address.replace("127.0.0.1", "localhost")


def test_somebody_sets_up_an_app_and_signs_in_by_its_code(page, check, sign_out, width):
    email = sign_up(page, width, "una")
    page.goto("/account")
    page.get_by_role("link", name="Your second factor").click()
    check()
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    check()
    secret = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page.content()))
    page.get_by_label("Which code does the app show now?").fill(pyotp.TOTP(secret).at(datetime.now(UTC)))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    check()
    recovery = page.locator("ol code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    check()
    page.goto("/organisation")
    page.get_by_role("button", name="Require it of everybody").click()
    expect(page.get_by_text("Everybody needs a second factor from now on.")).to_be_visible()
    check()
    sign_out()
    give_password(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    page.get_by_label("Which code does your app show?").fill("000000")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    page.get_by_label("Which code does your app show?").fill(recovery)
    page.locator("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What would you like to do?")
    page.goto("/confirm?next=/account")
    check()


def test_somebody_adds_a_passkey_and_signs_in_and_confirms_by_it(page, check, sign_out, width):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_up(page, width, "pia")
    page.goto("/account/passkeys/new")
    check()
    page.get_by_label("What do you call this passkey?").fill("The laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("main")).to_contain_text("The laptop")
    check()
    page.get_by_role("link", name="Change The laptop").click()
    check()
    sign_out()
    page.goto("/sign-in?next=/account")
    page.get_by_role("link", name="Sign in with a passkey").click()
    check()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.goto("/confirm?next=/account/tokens")
    check()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your API tokens")


def test_a_device_that_refuses_is_told_of_on_the_page(page, check, width):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"isUserVerified": False}})
    sign_up(page, width, "rex")
    page.goto("/account/passkeys/new")
    page.get_by_role("button", name="Add the passkey").click()

    expect(page.locator(".passkeys-note")).to_contain_text("Nothing was done: it was cancelled, or took too long.")
    check()


def test_the_keeper_of_a_domain_allows_its_people_to_join(page, check, sign_in, open_visitor, width):
    domain, admin, keeper = f"proving{width}.example", open_visitor(), open_visitor()
    sign_up(page, width, "dora")
    page.goto("/organisation/domains")
    expect(page.get_by_text("No domains yet")).to_be_visible()
    check()
    page.get_by_role("link", name="Add a domain").click()
    check()
    page.get_by_label("Which domain are your addresses at?").fill(domain)
    page.get_by_role("button", name="Mail the link").click()
    expect(page.get_by_role("row").filter(has_text=domain)).to_contain_text("Asked")
    check()
    sign_in("admin@auditmatch.example", shown=admin)
    admin.goto("/outbox")
    admin.get_by_role("row").filter(has_text=f"postmaster@{domain}").get_by_role("link").click()
    keeper.goto(admin.locator(".app-mail a").first.get_attribute("href") or "")
    expect(keeper.get_by_role("heading", level=1)).to_contain_text(f"May people of {domain} join")
    check(keeper)
    keeper.get_by_role("button", name="Allow it").click()
    expect(keeper.get_by_role("heading", level=1)).to_have_text(f"People of {domain} may join now")
    check(keeper)
    page.reload()

    expect(page.get_by_role("row").filter(has_text=domain)).to_contain_text("Yours")
    check()


def sign_up(page: Page, width: int, name: str) -> str:
    email = f"{name}{width}@proving.example"
    page.goto("/sign-up")
    page.get_by_label("What is your organisation called?").fill(f"Proving {name} {width}")
    page.get_by_label("What is your name?").fill(name.title())
    page.get_by_label("What is your e-mail address?").fill(email)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    return email


def give_password(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
