"""A questionnaire's whole life between two people: received, given away, worded at once, approved, sent, reopened."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OPEN = {1280: "Are our anchors galvanised?", 390: "Are our lanterns varnished?"}
"""What nobody has answered yet; an approved answer enters the library, so each width asks for something of its own."""
QUESTIONS = (
    "ID,Section,Question,Answer,Comment\r\n"
    "T-1,Data,Are laptops enrolled in device management with full disk encryption?,,\r\n"
    "T-2,Data,Are bank account numbers encrypted a second time in the application?,,\r\n"
    "T-3,Harbour,{open},,\r\n"
)
SALES, SECURITY = "sales@lanternbrook.example", "security@lanternbrook.example"
READING_MS, ANSWERING_MS = 30_000, 60_000


@pytest.fixture
def refusals() -> set[int]:
    """Being overtaken is a 409, a comment without words a 422."""
    return {409, 422}


def test_two_people_take_a_questionnaire_from_received_to_sent(page, open_visitor, check, sign_in, width, tmp_path):
    buyer = f"Harbourline {width}"
    sales, security = page, open_visitor()
    sign_in(SALES)
    sign_in(SECURITY, shown=security)
    address = received(sales, buyer, OPEN[width], tmp_path)
    give_the_open_one(sales, check, address)
    answer_what_was_given(security, check, address)
    both_word_the_same_answer(sales, security, check, address)
    security_approves_the_rest(security, check, address)
    first = written_and_sent(sales, check, address)
    assert b"They are, before each voyage." in first
    assert b"Sales words" not in first
    the_control_changes(security, check, buyer, width)
    reopened(sales, check, address, first)
    sales.goto("/figures/?period=all")
    expect(sales.get_by_text("answers approved in this period were never worded anew")).to_be_visible()
    check()


def received(sales: Page, buyer: str, nobody_knows: str, folder: Path) -> str:
    file = folder / "harbourline.csv"
    file.write_bytes(QUESTIONS.format(open=nobody_knows).encode())
    sales.goto("/questionnaires/new")
    sales.get_by_label("Which buyer sent it?").fill(buyer)
    sales.get_by_label("Which file is it?").set_input_files(file)
    sales.get_by_role("button", name="Read the questions").click()
    sales.get_by_role("button", name="Looks right, start answering").click(timeout=READING_MS)
    expect(sales.get_by_role("link", name="Review the answers")).to_be_visible(timeout=ANSWERING_MS)
    return re.search(r"/questionnaires/[0-9a-f-]{36}", sales.url)[0]


def answer_to(page: Page, ref: str):
    return page.locator(".q-answer").filter(has=page.locator(".q-ref").get_by_text(ref, exact=True))


def give_the_open_one(sales: Page, check, address: str) -> None:
    """By keyboard alone: to the open question, its owner, a day; then a comment that mentions them."""
    sales.goto(f"{address}/review?order=unsure")
    sales.keyboard.press("j")
    expect(answer_to(sales, "T-3")).to_be_focused()
    sales.keyboard.press("g")
    expect(sales.get_by_label("Who takes it on?")).to_be_focused()
    check()
    panel = sales.locator("#panel")
    panel.get_by_label("Who takes it on?").select_option(label="Demo Security Lead")
    panel.get_by_label("By when?").fill("2031-03-04")
    panel.get_by_role("button", name="Save who has it").click()
    expect(answer_to(sales, "T-3")).to_contain_text("with Demo Security Lead, by 4 March 2031")
    panel.get_by_role("button", name="Comment").click()
    expect(panel.get_by_role("alert")).to_contain_text("Enter a comment")
    panel.get_by_label("What should your colleagues know?").fill("@security they ask on Thursday")
    panel.get_by_role("button", name="Comment").click()
    expect(panel).to_contain_text("mail went to Demo Security Lead")
    expect(answer_to(sales, "T-3")).to_contain_text("1 comment")
    check()
    sales.keyboard.press("Escape")
    expect(answer_to(sales, "T-3")).to_be_focused()
    expect(panel).to_be_empty()


def answer_what_was_given(security: Page, check, address: str) -> None:
    security.goto(f"{address}/review")
    security.get_by_label("In whose hands").select_option(label="Demo Security Lead")
    security.get_by_role("button", name="Show", exact=True).click()
    expect(security.locator(".q-answer")).to_have_count(1)
    check(security)
    security.goto(answer_to(security, "T-3").get_by_role("link", name="Edit").get_attribute("href"))  # on its own page
    form = security.locator("main")
    check(security)
    form.get_by_label("What is the answer?").select_option("Yes")
    form.get_by_label("How is it explained?").fill("They are, before each voyage.")
    form.get_by_role("button", name="Save and approve").click()
    expect(answer_to(security, "T-3").locator(".app-badge").first).to_have_text("Approved")


def both_word_the_same_answer(sales: Page, security: Page, check, address: str) -> None:
    """Who comes second sees both texts, and nothing is lost by cancelling."""
    for one in (sales, security):
        one.goto(f"{address}/review")
        answer_to(one, "T-2").get_by_role("link", name="Edit").click()
        expect(answer_to(one, "T-2").get_by_label("How is it explained?")).to_be_visible()
    answer_to(security, "T-2").get_by_label("How is it explained?").fill("Security words")
    answer_to(security, "T-2").get_by_role("button", name="Save as a draft").click()
    expect(answer_to(security, "T-2")).to_contain_text("worded by Demo Security Lead")
    answer_to(sales, "T-2").get_by_label("How is it explained?").fill("Sales words")
    answer_to(sales, "T-2").get_by_role("button", name="Propose this answer").click()
    expect(answer_to(sales, "T-2").get_by_role("alert")).to_contain_text("Security words")
    expect(answer_to(sales, "T-2").get_by_label("How is it explained?")).to_have_value("Sales words")
    check()
    answer_to(sales, "T-2").get_by_role("link", name="Cancel").click()


def security_approves_the_rest(security: Page, check, address: str) -> None:
    security.goto(f"{address}/review?state=drafted")
    security.get_by_role("link", name="Approve all drafts shown").click()
    check(security)
    security.get_by_role("button", name="Approve 2 answers").click()
    expect(security.get_by_text("2 answers approved.")).to_be_visible()


def written_and_sent(sales: Page, check, address: str) -> bytes:
    sales.goto(address)
    sales.get_by_role("button", name="Write the file").click()
    with sales.expect_download() as download:
        sales.locator("#exports").get_by_role("link").first.click()
    sales.get_by_role("button", name="Mark as sent").click()
    expect(sales.get_by_text("Revision 1 went to the buyer")).to_be_visible()
    check()
    return Path(download.value.path()).read_bytes()


def the_control_changes(security: Page, check, buyer: str, width: int) -> None:
    """What the sent answer rested on is worded anew: the register names the buyer who was told otherwise."""
    security.goto("/controls/?search=Managed laptops")
    security.get_by_role("link", name="Managed laptops").first.click()
    security.get_by_role("link", name="Edit", exact=True).click()
    statement = security.get_by_label("What do you do?")
    statement.fill(f"{statement.input_value()} Reviewed for {buyer}.")
    security.get_by_role("button", name="Save").click()
    security.goto(f"/commitments/?search={buyer.replace(' ', '+')}")
    expect(security.locator(".q-commitment")).to_have_count(1)
    expect(security.locator(".q-commitment")).to_contain_text("Told otherwise")
    expect(security.locator(".q-commitment")).to_contain_text(f"Reviewed for {buyer}.")
    check(security)


def reopened(sales: Page, check, address: str, first: bytes) -> None:
    """A new revision begins; the file that was sent is still there, byte for byte."""
    sales.goto(address)
    sales.get_by_role("button", name="Reopen").click()
    expect(sales.get_by_role("button", name="Write the file")).to_be_visible()
    check()
    with sales.expect_download() as download:
        sales.locator("#exports").get_by_role("link").first.click()
    assert Path(download.value.path()).read_bytes() == first
