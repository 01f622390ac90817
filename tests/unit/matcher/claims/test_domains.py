"""Whose address is of a firm's domain: exactly its own and below, never what only looks like it."""

import pytest

from matcher.claims.domains import PUBLIC_MAIL, firm_domain, is_of_domain, website_domain


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("firm.example", "firm.example"),
        ("https://www.Firm.Example/team?x=1#y", "firm.example"),
        ("HTTP://firm.example:8443", "firm.example"),
        ("//firm.example", "firm.example"),
        ("www.audit.firm.example", "audit.firm.example"),
        ("https://firm.example.", "firm.example"),
        ("https://firm.example@evil.example/", "evil.example"),
        ("https://münchen.example", "xn--mnchen-3ya.example"),
        ("firm。example", "firm.example"),
        ("", None),
        (None, None),
        ("n/a", None),
        ("localhost", None),
        ("https://192.0.2.7/", None),
        ("https://[2001:db8::1]/", None),
        ("https://[oops", None),
        ("https://gmail.com/firm", None),
        ("https://mail.gmail.com/firm", None),
        ("https://fi rm.example", None),
        ("https://-firm.example", None),
        (f"https://{'a' * 64}.example", None),
        (f"https://{'a.' * 200}example", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_domain_of_a_website(website, domain):
    assert website_domain(website) == domain


@pytest.mark.parametrize(
    ("website", "contact", "domain"),
    [
        ("firm.example", "ann@other.example", "firm.example"),
        (None, "Ann@Firm.Example", "firm.example"),
        ("n/a", "ann@firm.example", "firm.example"),
        (None, "ann@gmail.com", None),
        (None, "ann", None),
        (None, None, None),
    ],
)
def test_the_contacts_domain_counts_only_where_there_is_no_website(website, contact, domain):
    assert firm_domain(website, contact) == domain


@pytest.mark.parametrize(
    "address",
    ["ann@firm.example", "ANN@FIRM.EXAMPLE", " ann@firm.example ", "ann@mail.firm.example", "ann@a.b.firm.example"],
)
def test_an_address_at_the_domain_or_below_it_is_of_the_firm(address):
    assert is_of_domain(address, "firm.example")


@pytest.mark.parametrize(
    "address",
    [
        "ann@evil-firm.example",
        "ann@firm.example.evil",
        "ann@firm.example.evil.example",
        "ann@evilfirm.example",
        "ann@example",
        "ann@.firm.example",
        "ann@firm.example@evil.example",
        '"ann@firm.example"@evil.example',
        "ann@evil.example#.firm.example",
        "ann@evil.example\n.firm.example",
        "ann@evil.example\x00.firm.example",
        "ann@evil.example/.firm.example",
        "ann@fіrm.example",  # a Cyrillic letter
        "ann@firm.exаmple",  # another
        "ann@firm-example",
        "@firm.example",
        "firm.example",
        "",
        "ann@",
    ],
)
def test_an_address_that_only_looks_like_the_firms_is_not(address):
    assert not is_of_domain(address, "firm.example")


def test_a_domain_with_foreign_letters_is_compared_in_either_spelling():
    domain = website_domain("https://bücher.example")

    assert is_of_domain("ann@bücher.example", domain)
    assert is_of_domain("ann@xn--bcher-kva.example", domain)
    assert not is_of_domain("ann@bucher.example", domain)


def test_public_mail_domains_are_written_as_they_are_compared():
    assert [one for one in PUBLIC_MAIL if one != one.lower() or " " in one or "." not in one] == []
    assert {"gmail.com", "outlook.com", "yahoo.com", "proton.me"} <= PUBLIC_MAIL
