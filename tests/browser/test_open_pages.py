"""The pages that anyone may open."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up", "/matching/model", "/matching/exposure"])
def test_an_open_page_is_sound(page, check, path):
    page.goto(path)

    check()
