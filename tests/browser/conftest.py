"""A real Chromium on the running demo, at two widths; axe checks each page and the console must stay silent."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from foundation.accounts.seed import DEMO_PASSWORD
from tests.support.demo import running_demo
from tests.support.skips import lacking

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo that belongs to this test process."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own download is not used."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        lacking("A CHROMIUM BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page of a fresh visitor; the test fails when anything was written to the console."""
    context = chromium.new_context(viewport={"width": request.param, "height": 900}, base_url=address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(_told(message)))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [one for one in said if one] == []


def _told(message: ConsoleMessage) -> str:
    """Give a console message, but for Chromium's own note about an answer that a test asked for to be an error."""
    return "" if "Failed to load resource" in message.text and "422" in message.text else message.text


@pytest.fixture
def check(page: Page) -> Callable[[], None]:
    """Check the page that is open: nothing for axe to find, no sideways scrolling of the whole page."""

    def checked() -> None:
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"

    return checked


@pytest.fixture
def sign_in(page: Page) -> Callable[[str], None]:
    """Sign in on the page as one of the demo's people."""

    def enter(email: str) -> None:
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(DEMO_PASSWORD)
        page.locator("main").get_by_role("button", name="Sign in").click()

    return enter
