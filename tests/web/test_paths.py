"""Addresses and names of files that lead elsewhere: none is followed, none is kept, none breaks anything."""

import io
import re
from contextlib import suppress
from urllib.parse import quote, unquote

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter, RequestRedirect, UnicodeConverter, UUIDConverter

from tests.support.posts import rules_of, who_may

ELSEWHERE = (
    "../../secret_key",
    "..%2f..%2fsecret_key",
    "%2e%2e/%2e%2e/auditmatch.db",
    "..\\..\\secret_key",
    "....//secret_key",
    "/etc/passwd",
    "file:///etc/passwd",
    "\x00",
    "secret_key\x00.json",
    "\uff0e\uff0e/secret_key",
    "a" * 5_000,
    "9" * 30,
    "9" * 5_000,
    "-1",
    "CON",
    "__class__",
    "{{7*7}}",
)
"""What may stand where an address has an argument."""
STATIC = (
    "../auditmatch.py",
    "%2e%2e/auditmatch.py",
    "..\\auditmatch.py",
    "/etc/passwd",
    "css/../../pyproject.toml",
    "\x00",
)
STATIC += ("css", "css/", "./../README.md", "css/..%2f..%2fREADME.md")
FILE_NAMES = (
    "../../../secret_key.{0}",
    "/nowhere/evil.{0}",
    "C:\\Windows\\evil.{0}",
    "..\\..\\evil.{0}",
    "a\x00b\x1b.{0}",
    "n" * 400 + ".{0}",
    "\u202etxt.exe.{0}",
    "CON.{0}",
    ".{0}",
    "a/../b.{0}",
    'quoted"; filename="other.{0}',
    "line\r\nSet-Cookie: a=b.{0}",
)
TEXTS = {
    "intakes.upload": ("json", b'{"organisation": "Acme"}'),
    "firm_imports.new": ("csv", b"firm_id,name\nF-99,One\n"),
}
ANY_TEXT = ("csv", b"ID,Question,Answer\nQ1,Do you log?,\n")
NOT_IN_NAMES = re.compile("[/\\\\\x00-\x1f\u202a-\u202e]")
ASKED = {"title": ["Shown"], "buyer": ["Globex"], "source": ["A test"], "url": [""], "observed_on": ["2026-01-31"]}
REFUSED = {308, 400, 404, 405}


def addresses(house, rule, name):
    """Give the addresses of a route with one argument led elsewhere, the others as they are."""
    blueprint = rule.endpoint.partition(".")[0].removeprefix("api_")
    for value in ELSEWHERE:
        linked = "run_id" in rule.arguments and "token" in rule.arguments
        known = {
            one: house.examples[f"{'linked' if linked and one == 'run_id' else blueprint}.{one}"]
            for one in rule.arguments - {name}
        }
        given = known | {name: quote(value, safe="/%")}
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, given=given: given[found[1]], rule.rule)


def led_by(house, kinds):
    """Give method, guard and address of every route, for each argument that a converter of a kind takes."""
    for method in ("GET", "POST"):
        for rule, guard in rules_of(house.app, method):
            for name, converter in rule._converters.items():
                if type(converter) in kinds:
                    yield from ((method, guard, address) for address in addresses(house, rule, name))


@pytest.mark.slow
def test_no_name_and_no_number_in_an_address_leads_elsewhere(open_house):
    followed, tried = {}, 0
    for method, guard, address in led_by(open_house, {UnicodeConverter, IntegerConverter}):
        tried += 1
        with open_house.browser(who_may(guard)).open(address, method=method) as answer:
            if answer.status_code not in REFUSED or open_house.is_changed:
                followed[method, address[:120]] = answer.status_code
        open_house.put_back()

    assert tried > 500
    assert followed == {}


def test_no_id_in_an_address_leads_elsewhere(open_house):
    """The router alone decides: such an address is none at all."""
    router, followed = open_house.app.url_map.bind("localhost"), []
    asked = list(led_by(open_house, {UUIDConverter}))
    for method, _guard, address in asked:
        with suppress(NotFound, RequestRedirect):
            followed.append((router.match(unquote(address), method), address[:120]))

    assert len(asked) > 3_000
    assert followed == []


def test_no_file_beside_those_of_the_pages_is_given(client):
    given = {}
    for name in (*STATIC, "css/auditmatch.css"):
        with client.get(f"/static/{name}") as answer:
            given[name] = answer.status_code

    assert given.pop("css/auditmatch.css") == 200
    assert {name: status for name, status in given.items() if status not in (308, 404)} == {}


def kept_names(house):
    """Give every file name that stands in the database."""
    return {
        str(row[column])
        for rows in house.content().values()
        for row in rows
        for column in ("filename", "evidence_name", "file_name", "source_name")
        if row.get(column)
    }


def tree(house):
    """Name every file beside the database and beside what is kept, wherever it may be."""
    place = house.database.parent
    return {path for path in place.parent.rglob("*") if not path.name.startswith("auditmatch.")}


def uploads(house, posts):
    for post in posts:
        for name in (name for name, kind in post.kinds.items() if kind == "file"):
            yield post, name


def test_a_file_keeps_its_own_name_alone_wherever_it_is_uploaded(open_house, posts):
    before, files = kept_names(open_house), tree(open_house)
    wrong, taken = {}, set()
    for post, field in uploads(open_house, posts):
        ending, content = TEXTS.get(post.endpoint, ANY_TEXT)
        for name in FILE_NAMES:
            sent = (io.BytesIO(content), name.format(ending))
            answer = open_house.post(post, post.values | ASKED | {field: [sent], "pasted": [""], "text": [""]})
            made = tree(open_house) - files
            strange = [one for one in kept_names(open_house) - before if NOT_IN_NAMES.search(one) or len(one) > 200]
            strange += [path.name for path in made if not re.fullmatch(r"[0-9a-f]{32}", path.name)]
            if strange or answer.status_code not in (303, 422):
                wrong[post.address, name[:30]] = answer.status_code, strange
            taken |= {post.endpoint} if answer.status_code == 303 else set()
            open_house.put_back()

    assert wrong == {}
    assert taken == {post.endpoint for post, _ in uploads(open_house, posts)}
