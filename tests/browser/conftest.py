"""A real Chromium on the running demo, at two widths; axe checks each page and the console must stay silent."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from foundation.accounts.seed import DEMO_PASSWORD
from tests.support.demo import running_demo
from tests.support.skips import lacking

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo that belongs to this test process; its database lies in `instance`."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def address(demo_folder: Path) -> Iterator[str]:
    """The address of that demo."""
    with running_demo(demo_folder) as running:
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


@pytest.fixture(params=[pytest.param(1280, id="wide"), pytest.param(390, id="narrow", marks=pytest.mark.nightly)])
def width(request: pytest.FixtureRequest) -> int:
    """How wide the window is, in CSS pixels; tests put it into names and addresses that must be their own."""
    return int(request.param)


@pytest.fixture
def refusals() -> set[int]:
    """Statuses that Chromium may note in the console, as the test asks for such an answer."""
    return {422}


@pytest.fixture
def open_visitor(chromium: Browser, address: str, width: int, refusals: set[int]) -> Iterator[Callable[[], Page]]:
    """Open a page as a fresh visitor; the test fails when anything was written to a console."""
    contexts, said = [], []

    def opened() -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, base_url=address))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: said.append(message))
        page.on("pageerror", lambda error: said.append(error))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [told for told in (_told(one, refusals) for one in said) if told] == []


@pytest.fixture
def page(open_visitor: Callable[[], Page]) -> Page:
    """A page of a fresh visitor."""
    return open_visitor()


def _told(said: ConsoleMessage | Exception, refusals: set[int]) -> str:
    """Give what was said, but for Chromium's own note about an answer that a test asked for to be an error."""
    text = said.text if isinstance(said, ConsoleMessage) else str(said)
    noted = re.match(r"Failed to load resource: the server responded with a status of (\d{3})", text)
    return "" if noted and int(noted[1]) in refusals else text


@pytest.fixture
def check(page: Page) -> Callable[..., None]:
    """Check the page that is open: nothing for axe to find, no sideways scrolling of the whole page."""

    def checked(shown: Page = page) -> None:
        shown.wait_for_load_state("load")  # until the style sheets are there, every button is too small
        found = Axe().run(shown, options=RULES)
        assert found.violations_count == 0, f"{shown.url}\n{found.generate_report()}"
        width_of_all, width_of_window = shown.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width_of_all <= width_of_window, f"{shown.url} scrolls sideways"

    return checked


@pytest.fixture
def sign_in(page: Page) -> Callable[..., None]:
    """Sign in as one of the demo's people, or as somebody with a password of their own."""

    def enter(email: str, password: str = DEMO_PASSWORD, shown: Page = page) -> None:
        shown.goto("/sign-in")
        shown.get_by_label("E-mail address").fill(email)
        shown.get_by_label("Password").fill(password)
        shown.locator("main").get_by_role("button", name="Sign in", exact=True).click()
        shown.wait_for_url("/")

    return enter


@pytest.fixture
def sign_out(page: Page, width: int) -> Callable[[], None]:
    """Sign out by the button of the top bar, which narrow screens keep in a menu."""

    def leave() -> None:
        page.goto("/")
        if width < 992:
            page.get_by_text("Menu", exact=True).click()
        page.locator("header").get_by_role("button", name="Sign out").click()
        page.locator("header").get_by_text("Sign in").wait_for(state="attached")

    return leave
