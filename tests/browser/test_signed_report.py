"""From three names to a signed report: company, firms and admin, from the match to the answer that cites the report."""

import re
import sys
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import moved_clock
from tests.support.demo import running_demo

pytestmark = pytest.mark.browser

OWNER, ADMIN = "owner@lanternbrook.example", "admin@auditmatch.example"
PASSWORD = "four words under lanterns"
DEMO_FIRM = "Hazelmoor Attest"
"""Claimed already by the demo's partner, so that no link can be asked for."""
NAMES_THE_COMPANY = re.compile("lanternbrook", re.IGNORECASE)
INTAKE = """{"organisation": "Lanternbrook Payroll", "website": "lanternbrook.example", "industry": "fintech",
 "headcount": 85, "report_type": "type_2", "categories": ["security", "availability"]}"""
A_LOOK_MS = 75_000
"""The worker looks each minute."""


@pytest.fixture
def demo_folder(tmp_path):
    """A demo for this test alone: nobody else's clock is moved."""
    return tmp_path


@pytest.fixture
def clock(demo_folder):
    return moved_clock.Clock(demo_folder / "hours-ahead")


@pytest.fixture
def address(demo_folder, clock):
    script = [sys.executable, moved_clock.__file__]
    with running_demo(demo_folder, script, {moved_clock.AHEAD: str(clock.file)}) as running:
        yield running


def test_from_three_names_to_a_signed_report(page, open_visitor, check, sign_in, clock):
    owner, admin, accepting, declining = page, open_visitor(), open_visitor(), open_visitor()
    sign_in(OWNER)
    sign_in(ADMIN, shown=admin)
    taker, refuser, silent = ask_three_firms(owner, check)
    petra, quinn = claim(accepting, admin, check, taker, "petra"), claim(declining, admin, check, refuser, "quinn")
    accept(accepting, check)
    decline(declining, check)
    clock.forward(timedelta(hours=24, minutes=5))
    sign_in(OWNER)
    two_others_are_asked(owner, check, taker, refuser, silent)
    complain(owner, check, silent)
    sign_in(ADMIN, shown=admin)
    the_desk_shows_it(admin, check, silent)
    consent(owner, check, taker)
    sign_in(petra, PASSWORD, shown=accepting)
    quote(accepting, check, clock)
    choose(owner, check, taker)
    engagement = sign(owner, check, taker, clock)
    record_day(accepting, check, "Record that the window began")
    clock.forward(timedelta(days=100))
    sign_in(petra, PASSWORD, shown=accepting)
    record_day(accepting, check, "Record that fieldwork began")
    clock.forward(timedelta(days=20))
    sign_in(petra, PASSWORD, shown=accepting)
    record_day(accepting, check, "Record that fieldwork ended")
    sign_in(OWNER)
    record_the_report(owner, check, engagement, clock)
    answers_cite_it(owner, check, clock)
    rate(owner, check, engagement)
    reply(accepting, check)
    anyone_reads_it(open_visitor(), check, owner, taker)
    sign_in(quinn, PASSWORD, shown=declining)
    never_learnt_who_asked(declining, check)
    sign_in(ADMIN, shown=admin)
    look_over_it(admin, check, taker)


def press(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button).click()


def card_of(page: Page, name: str) -> Locator:
    return page.locator("main tr", has=page.get_by_role("link", name=name, exact=True)).first


def ask_three_firms(owner: Page, check) -> list[str]:
    """Give who accepts, who declines, and who is silent: the last may be the demo's own firm."""
    owner.goto("/intakes/new/upload")
    owner.get_by_label("Or what does it say?").fill(INTAKE)
    owner.locator("main form button").last.click()
    press(owner, "Find my matches")
    check()
    owner.get_by_role("link", name="Ask for an introduction").first.click()
    check()
    boxes = owner.get_by_role("group", name="Which firms do you want to ask?").get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    names = owner.get_by_role("group", name="Which firms do you want to ask?").locator("label").all_inner_texts()
    owner.get_by_label("Is there anything that the firms should know?").fill("Lanternbrook asks you kindly")
    press(owner, "Send the blind brief")
    expect(owner.get_by_role("alert")).to_contain_text("it holds “lanternbrook”", ignore_case=True)
    check()
    owner.get_by_label("Is there anything that the firms should know?").fill("We would like one contact throughout")
    press(owner, "Send the blind brief")
    expect(owner.get_by_text("Each firm has 24 hours from now.")).to_be_visible()
    check()
    assert len(names) == 3
    return sorted((name.strip() for name in names), key=lambda name: name == DEMO_FIRM)


def claim(firm: Page, admin: Page, check, name: str, person: str) -> str:
    """Claim a firm by the link of the mail that asked it; gives the address of whoever claimed it."""
    letter = mail(admin, "A company asks whether you would examine it", name)
    assert not NAMES_THE_COMPANY.search(letter)
    firm.goto(re.search(r"/firms/\S+/claim", letter)[0])
    check(firm)
    domain = re.search(r"At (\S+) or a part", firm.locator("main").inner_text())[1]
    email = f"{person}@{domain}"
    firm.get_by_label("What is your name?").fill(person.capitalize())
    firm.get_by_label("What is your work e-mail address?").fill(email)
    press(firm, "Mail me a link")
    check(firm)
    link = re.search(r"/claims/\S+", mail(admin, f"Take over the profile of {name}", name))[0]
    firm.goto(link)
    firm.get_by_label("Choose a password").fill(PASSWORD)
    press(firm, "Create the account and take it over")
    expect(firm.get_by_role("heading", level=1)).to_have_text(name)
    expect(firm.locator("main")).to_contain_text("1 waits for your answer")
    check(firm)
    again = firm.request.get(link)
    assert (again.status, "was used already" in again.text()) == (404, True)
    return email


def mail(admin: Page, subject: str, holds: str) -> str:
    admin.goto("/outbox")
    for link in admin.get_by_role("link", name=subject).all():
        told = admin.request.get(link.get_attribute("href")).text()
        if holds in told:
            return re.sub(r"<[^>]+>", " ", re.search(r'app-mail">(.*?)</div>', told, re.DOTALL)[1])
    raise AssertionError(f"no mail “{subject}” holds “{holds}”")


def open_request(firm: Page, check) -> None:
    firm.goto("/portal/introductions/")
    check(firm)
    firm.locator("main tbody").get_by_role("link").first.click()
    check(firm)
    assert not NAMES_THE_COMPANY.search(firm.content())


def accept(firm: Page, check) -> None:
    open_request(firm, check)
    expect(firm.locator("main")).to_contain_text("We would like one contact throughout")
    firm.locator("section", has_text="Would you like to talk?").get_by_label("Do you want to tell").fill(
        "With pleasure"
    )
    press(firm, "Accept")
    expect(firm.get_by_text("The company was told.")).to_be_visible()
    check(firm)
    assert not NAMES_THE_COMPANY.search(firm.content())


def decline(firm: Page, check) -> None:
    open_request(firm, check)
    press(firm, "Decline")
    expect(firm.get_by_role("alert")).to_contain_text("Select a reason")
    check(firm)
    firm.get_by_label("No capacity").check()
    press(firm, "Decline")
    expect(firm.get_by_text("Declined. The company was told the reason.")).to_be_visible()
    check(firm)


def two_others_are_asked(owner: Page, check, taker: str, refuser: str, silent: str) -> None:
    """The silent firm's day is over: once the worker has looked, it and the one that declined are replaced.

    Where the worker had looked before the clock was moved, who came for the one that declined was silent for a day too.
    """
    owner.goto("/introductions/")
    for _ in range(A_LOOK_MS // 1_000):
        if owner.get_by_text("in place of another firm").count() >= 2:
            break
        owner.wait_for_timeout(1_000)
        owner.reload()
    others = owner.get_by_text("in place of another firm").count()
    assert others in (2, 3)
    expect(card_of(owner, silent)).to_contain_text("No answer within 24 hours")
    expect(card_of(owner, refuser)).to_contain_text("No capacity")
    expect(card_of(owner, taker)).to_contain_text("consent is next")
    expect(owner.locator("main tbody tr")).to_have_count(3 + others)
    check()


def complain(owner: Page, check, silent: str) -> None:
    card_of(owner, silent).get_by_role("link", name=silent).click()
    check()
    owner.get_by_role("link", name="Complain to the platform").click()
    check()
    owner.get_by_label("What went wrong?").fill("Not a word from them in a day")
    press(owner, "Send it")
    expect(owner.get_by_text("Your complaint was sent")).to_be_visible()


def the_desk_shows_it(admin: Page, check, silent: str) -> None:
    admin.goto("/admin/desk")
    expect(admin.get_by_label(re.compile("No answer within 24 hours"))).to_contain_text(silent)
    check(admin)
    admin.get_by_role("link", name="Not a word from them in a day").click()
    check(admin)
    admin.get_by_label("What do you answer, and what was done?").fill("We wrote to the firm")
    press(admin, "Answer")
    expect(admin.get_by_text("Answered, and mailed to whoever complained.")).to_be_visible()
    check(admin)
    assert "We wrote to the firm" in mail(admin, "Your complaint was answered", "We wrote")
    admin.goto("/admin/search?q=Lanternbrook")
    check(admin)


def consent(owner: Page, check, taker: str) -> None:
    owner.goto("/introductions/")
    card_of(owner, taker).get_by_role("link", name=taker).click()
    expect(owner.get_by_text("With pleasure")).to_be_visible()
    check()
    press(owner, f"Tell {taker} who we are")
    expect(owner.get_by_text("now knows who you are")).to_be_visible()
    check()


def quote(firm: Page, check, clock) -> None:
    firm.goto("/portal/introductions/")
    firm.get_by_role("link", name="Lanternbrook Payroll").click()
    expect(firm.locator("main")).to_contain_text(OWNER)
    check(firm)
    firm.get_by_role("link", name="Your quote").click()
    firm.get_by_label("What is your fixed fee, in US dollars?").fill("28,000")
    firm.get_by_label("On which day do they get the report?").fill(day(clock, 150))
    press(firm, "Send quote 1")
    expect(firm.get_by_text("Quote 1 is sent.")).to_be_visible()
    check(firm)


def choose(owner: Page, check, taker: str) -> None:
    owner.get_by_role("link", name="Quotes side by side").click()
    check()
    owner.get_by_role("link", name="Choose a firm").click()
    check()
    owner.get_by_label(taker, exact=True).check()
    owner.get_by_label("Why?").fill("The only one that answered every question")
    press(owner, "Keep this choice")
    expect(owner.get_by_role("heading", name=f"You chose {taker}")).to_be_visible()
    check()
    owner.get_by_role("link", name="Memo for your file").click()
    expect(owner.get_by_text("The only one that answered every question")).to_be_visible()
    check()


def day(clock, days: int) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()


def sign(owner: Page, check, taker: str, clock) -> str:
    owner.goto("/engagements/")
    owner.get_by_role("link", name=f"Record that you signed with {taker}").click()
    check()
    owner.get_by_label("SOC 2 Type 2").check()
    owner.get_by_label("On which day was the engagement letter signed?").fill(day(clock, 0))
    owner.get_by_label("On which day shall you have the report?").fill(day(clock, 150))
    press(owner, "Record it")
    expect(owner.get_by_text(f"The engagement with {taker} is recorded")).to_be_visible()
    check()
    return owner.url


def record_day(firm: Page, check, deed: str) -> None:
    firm.goto("/portal/engagements/")
    check(firm)
    firm.get_by_role("link", name="Lanternbrook").first.click()
    firm.get_by_role("link", name=deed).click()
    check(firm)
    press(firm, "Record it")
    expect(firm.get_by_text("Recorded, and the other side is told.")).to_be_visible()
    check(firm)


def record_the_report(owner: Page, check, engagement: str, clock) -> None:
    owner.goto(engagement)
    check()
    owner.get_by_role("link", name="Record the report").click()
    owner.get_by_label("Which date does the report bear?").fill(day(clock, 0))
    owner.get_by_label("Which is the first day of its period?").fill(day(clock, -120))
    owner.get_by_label("Which is the last day of its period?").fill(day(clock, -20))
    owner.get_by_label("Unqualified").check()
    owner.get_by_label("How many exceptions does it name?").fill("0")
    check()
    press(owner, "Go on to the preview")
    check()
    press(owner, "Record the report and write the facts")
    expect(owner.get_by_role("alert")).to_contain_text("Tick each fact")  # the demo's people stated other facts
    check()
    for box in owner.get_by_label("Replace what is stated").all():
        box.check()
    press(owner, "Record the report and write the facts")
    expect(owner.get_by_text("Answers cite them from now on")).to_be_visible()
    check()


def answers_cite_it(owner: Page, check, clock) -> None:
    """In the box, and over the API with a token of one's own."""
    owner.goto("/ask/?question=Do you have a SOC 2 report?")
    expect(owner.locator(".q-verdict")).to_contain_text("Yes")
    expect(owner.locator(".q-answer")).to_contain_text("Type 2")
    expect(owner.locator(".q-answer")).to_contain_text("Fact")
    check()
    owner.goto("/account/tokens/new")
    owner.get_by_label("What is it for?").fill("A signed report")
    owner.get_by_label("Ask single questions").check()
    press(owner, "Make the token")
    headers = {"Authorization": f"Bearer {owner.locator('#token').input_value()}"}
    told = owner.request.get("/api/v1/ask?question=Who audited your SOC 2 report?", headers=headers).json()
    assert told["citations"][0]["type"] == "fact"


def rate(owner: Page, check, engagement: str) -> None:
    owner.goto(engagement)
    owner.get_by_role("link", name="Rate the firm").click()
    for group in owner.locator("main fieldset").all():
        group.get_by_label("4", exact=True).check()
    owner.get_by_label("What would you tell another company about it?").fill("Clear and never late.")
    owner.get_by_label("Show my words on the firm's page").check()
    check()
    press(owner, "Save the rating")
    expect(owner.get_by_text("Clear and never late.")).to_be_visible()
    check()


def reply(firm: Page, check) -> None:
    firm.goto("/portal/engagements/")
    firm.get_by_role("link", name="Lanternbrook").first.click()
    firm.get_by_role("link", name="Reply to the rating").click()
    check(firm)
    firm.get_by_label("What do you say to the rating?").fill("Thank you for your trust.")
    press(firm, "Send the reply")
    expect(firm.get_by_text("Thank you for your trust.")).to_be_visible()
    check(firm)


def anyone_reads_it(visitor: Page, check, owner: Page, taker: str) -> None:
    owner.goto("/introductions/")
    card_of(owner, taker).get_by_role("link", name=taker).click()
    visitor.goto(owner.get_by_role("link", name="The firm's page").get_attribute("href"))
    check(visitor)
    visitor.get_by_role("link", name="What companies say").click()
    expect(visitor.get_by_text("Clear and never late.")).to_be_visible()
    expect(visitor.get_by_text("Thank you for your trust.")).to_be_visible()
    check(visitor)
    assert not NAMES_THE_COMPANY.search(visitor.content())


def never_learnt_who_asked(firm: Page, check) -> None:
    for address in ("/portal/", "/portal/introductions/", "/portal/engagements/"):
        firm.goto(address)
        check(firm)
        assert not NAMES_THE_COMPANY.search(firm.content())


def look_over_it(admin: Page, check, taker: str) -> None:
    admin.goto("/admin/engagements")
    expect(card_of(admin, "Lanternbrook Payroll")).to_contain_text(taker)
    check(admin)
    admin.goto("/admin/introductions/")
    check(admin)
    admin.goto("/admin/letters/")
    check(admin)
    admin.get_by_role("link", name="Introduction offered").click()
    check(admin)
