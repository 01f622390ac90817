"""What docs/security.md and docs/sign-in.md say of rules and limits is what the code holds to."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from foundation import limits
from foundation.accounts.guessable_words import SERVICE_WORDS
from foundation.accounts.oidc.client import SECONDS
from foundation.accounts.passkeys.service import MOST
from foundation.accounts.passwords import MINIMUM_LENGTH
from foundation.config import PREFIX, Settings
from foundation.mail.sender import ATTEMPTS, CLAIM
from foundation.mail.smtp import PATIENCE_SECONDS
from foundation.uploads import FIRST_BYTES

DOCS = Path(__file__).parent.parent / "docs"
SECURITY, SIGN_IN = (DOCS / "security.md").read_text(), (DOCS / "sign-in.md").read_text()
PARTS = (
    *("What input is held to", "How often and how much", "Files", "Who may what", "Keys and algorithms"),
    *("Whom the service speaks to", "What takes long", "What is sensitive", "Logs", "Parts by others"),
)


@pytest.mark.parametrize("part", PARTS)
def test_the_security_page_has_each_part(part):
    _before, _heading, text = SECURITY.partition(f"\n## {part}\n")

    assert len(text.partition("\n## ")[0].split()) >= 50


def test_the_security_page_says_how_large_files_may_be():
    for number in (
        *(limits.MAX_BYTES, limits.MAX_ROWS, limits.MAX_COLUMNS, limits.MAX_CELL_CHARACTERS),
        *(limits.MAX_MEMBERS, limits.MAX_INFLATED_BYTES),
    ):
        assert f"{number:,} " in SECURITY
    assert f"{limits.MAX_RATIO} times its size" in SECURITY


def test_the_security_page_names_the_kinds_of_files_that_are_kept():
    assert "PDF, PNG, JPEG, GIF, office documents, texts and tables, ZIP" in SECURITY
    assert {"pdf", "png", "jpeg", "gif", "docx", "zip"} <= set(FIRST_BYTES)


def test_the_security_page_names_each_setting_that_leads_elsewhere():
    leading = [f"{PREFIX}{one.name.upper()}" for one in fields(Settings) if one.name.endswith(("_url", "_issuer"))]

    assert [name for name in leading if f"`{name}`" not in SECURITY and name != "AUDITMATCH_BASE_URL"] == []
    assert f"{PATIENCE_SECONDS} seconds, {ATTEMPTS} attempts ten minutes apart" in SECURITY
    assert CLAIM.total_seconds() == 600
    assert f"https, or this machine; {SECONDS} seconds, no redirect" in SECURITY


def test_the_sign_in_page_says_what_a_password_must_be():
    assert MINIMUM_LENGTH == 12
    assert "At least twelve characters, no rules of composition" in SIGN_IN
    assert ", ".join(f"`{word}`" for word in SERVICE_WORDS) in SIGN_IN


def test_the_sign_in_page_says_the_limits_and_ends_in_force():
    given = Settings()

    assert (given.attempts_per_account, given.attempts_minutes, given.attempts_per_source) == (10, 15, 100)
    assert "After ten wrong passwords for one account within 15 minutes" in SIGN_IN
    assert "A hundred wrong attempts from one public internet address" in SIGN_IN
    assert f"opens {given.openings_per_source} new accounts and visitors' intakes an hour" in SIGN_IN
    assert f"It ends after {given.session_idle_hours} hours without a request" in SIGN_IN
    assert f"and after {given.session_days} days in any case" in SIGN_IN


@pytest.mark.parametrize(
    "way", ["password", "passkey", "single sign-on", "API token", "private link of a visitor's intake"]
)
def test_the_sign_in_page_lists_every_way_in(way):
    assert f"\n| {way}" in SIGN_IN.partition("## Every way in")[2]


def test_the_security_page_says_how_many_passkeys():
    assert f"| passkeys of a person | {MOST} |" in SECURITY


def test_it_is_said_by_when_holes_in_parts_are_closed():
    root = DOCS.parent

    for page in (SECURITY, (root / "SECURITY.md").read_text()):
        assert "within 7 days when it is critical or high, within 30 otherwise" in page


@pytest.mark.parametrize("page", [SECURITY, SIGN_IN], ids=["security", "sign-in"])
def test_every_setting_that_the_sign_in_page_names_is_one(page):
    known = {f"{PREFIX}{one.name.upper()}" for one in fields(Settings)}

    assert [
        name for name in re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", page) if name not in known | {f"{PREFIX}READING"}
    ] == []
