"""From which mail domain a firm's people write: pure."""

from urllib.parse import urlsplit

import idna

_LONGEST = 253
PUBLIC_MAIL = frozenset((
    "126.com", "163.com", "aim.com", "aol.com", "att.net", "bellsouth.net", "bk.ru", "btinternet.com",
    "charter.net", "comcast.net", "cox.net", "duck.com", "earthlink.net", "fastmail.com", "fastmail.fm",
    "foxmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.fr",
    "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
    "hotmail.fr", "hotmail.it", "hushmail.com", "icloud.com", "inbox.com", "inbox.ru", "laposte.net", "libero.it",
    "list.ru", "live.co.uk", "live.com", "live.fr", "live.nl", "mac.com", "mail.com", "mail.ru", "mailbox.org",
    "mailfence.com", "me.com", "msn.com", "naver.com", "o2.pl", "optonline.net", "orange.fr", "outlook.com",
    "outlook.de", "outlook.fr", "pm.me", "posteo.de", "proton.me", "protonmail.ch", "protonmail.com", "qq.com",
    "rambler.ru", "rediffmail.com", "rocketmail.com", "sbcglobal.net", "seznam.cz", "sina.com", "startmail.com",
    "t-online.de", "tuta.com", "tuta.io", "tutanota.com", "verizon.net", "vk.com", "wanadoo.fr", "web.de", "wp.pl",
    "ya.ru", "yahoo.ca", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es",
    "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com", "zohomail.com",
))  # fmt: skip
"""Domains under which anyone may have an address, so that an address there shows nothing."""


def website_domain(website: str | None) -> str | None:
    """Give the domain of a website, without `www`; None where the text names none that is anybody's own.

    >>> website_domain("https://www.Cedarholt.example/team")
    'cedarholt.example'
    """
    text = (website or "").strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:  # such as an open bracket of an IPv6 address
        return None
    return _own(host.removeprefix("www.") if host else None)


def firm_domain(website: str | None, contact_email: str | None) -> str | None:
    """Give the domain that a firm's people write from: its website's, or where it has none its contact's."""
    return website_domain(website) or _own((contact_email or "").strip().rpartition("@")[2])


def is_of_domain(email: str, domain: str) -> bool:
    """Tell whether an address lies in a domain or in a subdomain of it; `domain` as `firm_domain` gives it.

    >>> is_of_domain("ann@mail.firm.example", "firm.example"), is_of_domain("ann@evil-firm.example", "firm.example")
    (True, False)
    """
    person, _, host = email.strip().rpartition("@")
    found = _ascii(host)
    return bool(person) and found is not None and (found == domain or found.endswith(f".{domain}"))


def _own(host: str | None) -> str | None:
    """Give a domain as it is compared; None for one that many share, and for what is no domain."""
    found = _ascii(host)
    if found is None or any(found == shared or found.endswith(f".{shared}") for shared in PUBLIC_MAIL):
        return None
    return found


def _ascii(host: str | None) -> str | None:
    """Write a domain of at least two labels in small ASCII letters (IDNA); None for numbers and for anything else."""
    if not host or len(host) > _LONGEST:
        return None
    try:
        found = idna.encode(host, uts46=True, std3_rules=True).decode().lower().removesuffix(".")
    except UnicodeError:
        return None
    labels = found.split(".")
    return found if len(labels) > 1 and not labels[-1].isdigit() else None
