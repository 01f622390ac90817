"""Whatever stands in the body that a program sends: the answer is a plain problem or the deed, never a crash.

A short run in every suite, a long one by `make fuzz` (AUDITMATCH_FUZZ_REQUESTS spoilt requests of each address).
"""

import json
import os
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foundation.plain import only_text
from tests.support.bodies import free_texts, places, programs, takers, with_value
from tests.support.hostile import ANY_TEXT, VALUES
from tests.support.strange_fields import Standing, strange_fields

REQUESTS = 3 * int(os.environ.get("AUDITMATCH_FUZZ_REQUESTS", "2"))
"""Spoilt requests of each address; the same numbers give the same requests."""
STRANGE_TEXT = r"kept-(?!-text)"
PROBLEM = "application/problem+json"
ANSWERS = {200, 201, 202, 204, 400, 404, 409, 412, 413, 415, 422}
COUNTED = {"throttle", "audit_entry", "api_token"}
NOT_FOR_PEOPLE = ("Traceback", "object at 0x", "sqlalchemy", "werkzeug.", "sys.set_int_max")
NO_JSON = (
    (b"", "expecting value"),
    (b"{", "cannot be read as JSON"),
    (b"just words", "cannot be read as JSON"),
    (b'{"a": 1, "a": 2}', "the same key twice"),
    (b'{"a": NaN}', "NaN is no number"),
    (b'{"a": 1e999}', "is too large a number"),
    (b'{"a": ' + b"9" * 5_000 + b"}", "more than 400 digits"),
    (b"[" * 100_000, "nested too deep"),
    (b'{"a":' * 50_000, "nested too deep"),
    (b"\xff\xfe{\x00}\x00", "not in UTF-8"),
    (b'{"a": "\xed\xa0\x80"}', "not in UTF-8"),
)
"""What is no JSON of ours, and what is said of it."""
NO_OBJECTS = (b"null", b"[]", b"[[[[1]]]]", b'"a text"', b"7", b"true", b"{}")
KINDS = (None, "", "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "json")
KINDS += ("multipart/form-data; boundary=x", "application/json-patch", "\u00e4/\u00f6")
NUMBERS = st.sampled_from([0, -1, 0.5, 1e308, -(10**390), 2**31, 2**63, 2**64, 10**18 + 0.0])
ASKED_OF_A_FILE = {"buyer", "text", "file", "product", "under_nda", "due_on", "deal_value"}


@pytest.fixture(scope="module")
def callers(open_house):
    return programs(open_house)


@pytest.fixture(scope="module")
def taking(open_house):
    return [one for one in takers(open_house) if one.body is not None]


def sent(callers, taker, content, kind="application/json"):
    return callers[taker.person].open(taker.address, method=taker.method, data=content, content_type=kind)


def wrong_in(house, answer, *, refused=False):
    """Say what is wrong with an answer, empty when nothing is."""
    if answer.status_code not in ANSWERS or (refused and answer.status_code < 400):
        return f"answered {answer.status_code}"
    if answer.status_code < 400:
        return ""
    told = answer.json
    if answer.mimetype != PROBLEM or told["status"] != answer.status_code or len(told["detail"].split()) < 4:
        return f"answered {answer.status_code} without a sentence: {answer.text[:100]}"
    if any(word in answer.text for word in NOT_FOR_PEOPLE):
        return f"tells of the inside: {answer.text[:200]}"
    changed = house.is_changed and {n for n, rows in house.content().items() if rows != house.before[n]} - COUNTED
    return f"answered {answer.status_code} and changed {changed}" if changed else ""


def test_what_is_no_json_is_refused_with_what_is_wrong(open_house, callers, taking):
    problems = {}
    for taker in taking:
        for content, told in NO_JSON:
            answer = sent(callers, taker, content)
            wrong = wrong_in(open_house, answer, refused=True)
            if wrong or answer.status_code != 400 or told.lower() not in answer.text.lower():
                problems[taker.name, content[:20]] = wrong or answer.text[:200]

    assert len(taking) > 15
    assert problems == {}


def test_json_of_another_shape_is_refused_field_by_field(open_house, callers, taking):
    problems = {}
    for taker in taking:
        for content in NO_OBJECTS:
            answer = sent(callers, taker, content)
            may_be_taken = content == b"{}" and not taker.schema.get("required")
            if wrong := wrong_in(open_house, answer, refused=not may_be_taken):
                problems[taker.name, content] = wrong
            open_house.put_back()

    assert problems == {}


def test_a_body_of_another_kind_is_refused(open_house, callers, taking):
    problems = {}
    for taker in taking:
        for kind in KINDS:
            answer = sent(callers, taker, json.dumps(taker.body).encode(), kind)
            if wrong_in(open_house, answer, refused=True) or answer.status_code != 415:
                problems[taker.name, kind] = answer.status_code, answer.text[:100]

    assert problems == {}


def any_value():
    texts = st.sampled_from(VALUES) | ANY_TEXT
    plain = st.none() | st.booleans() | NUMBERS | texts
    return plain | st.lists(plain, max_size=3) | st.dictionaries(texts, plain, max_size=2) | st.just([[[[[]]]]])


def somewhere(schema):
    """Draw a field of a body, now and then one that is none."""
    return st.sampled_from([*places(schema), *places(schema), *places(schema), ("\x00\ud800",), ("",), ("$ref",)])


def tried(house, callers, taker, problems):
    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(st.lists(st.tuples(somewhere(taker.schema), any_value()), min_size=1, max_size=3))
    def send(spoilt):
        body = taker.body
        for path, value in spoilt:
            body = with_value(body, path, value)
        try:
            answer = sent(callers, taker, json.dumps(body).encode())
            wrong = wrong_in(house, answer) or wrong_afterwards(callers, taker, answer)
        except Exception as crash:  # noqa: BLE001 - any crash at all is what is looked for
            wrong = f"{type(crash).__name__}: {crash}"[:300]
        if wrong:
            problems.setdefault(taker.name, []).append((wrong, spoilt))
        house.put_back()

    send()


def texts_in(value):
    if isinstance(value, str):
        return [value]
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in texts_in(one)]


def wrong_afterwards(callers, taker, answer):
    """Say whether what was taken can be read again, and is text."""
    if answer.status_code >= 400 or "id" not in answer.json:
        return ""
    if strange := [text for text in texts_in(answer.json) if text != only_text(text)]:
        return f"kept what is no text: {strange}"
    before, found, _ = taker.address.partition(answer.json["id"])
    address = before + found if found else f"{taker.address}/{answer.json['id']}"
    again = callers[taker.person].get(address)
    return "" if again.status_code == 200 and again.json == answer.json else f"read again: {again.status_code}"


@pytest.mark.slow
def test_whatever_a_body_holds_is_answered_plainly_and_leaves_no_half(open_house, callers, taking):
    problems = {}
    for taker in taking:
        tried(open_house, callers, taker, problems)

    assert problems == {}


def test_what_is_no_text_is_kept_nowhere(open_house, callers, taking):
    """PostgreSQL refuses the first of these characters, XML most of them."""
    kept, taken = {}, 0
    for taker in taking:
        for path in free_texts(taker):
            body = with_value(taker.body, path, "kept-\x00\x01\ud800-text")
            answer = sent(callers, taker, json.dumps(body).encode())
            taken += answer.status_code < 300
            rows = [row for name, rows in open_house.content_now().items() for row in rows]
            strange = [row for row in rows if re.search(STRANGE_TEXT, str(row))]
            if answer.status_code >= 500 or strange or (answer.status_code < 300 and "\\u0000" in answer.text):
                kept[taker.name, path] = answer.status_code, str(strange)[:200]
            open_house.put_back()

    assert taken > 20
    assert kept == {}


def test_a_key_that_no_body_has_is_refused_by_name_and_changes_nothing(open_house, callers, taking):
    extras = strange_fields(Standing(open_house.before).umbrella)
    taken = {}
    for taker in taking:
        insides = [path for path in places(taker.schema) if any(True for _ in places(inside(taker.schema, path)))]
        for path in ((), *insides):
            known = inside(taker.schema, path).get("properties", {})
            more = {name: value for name, value in extras.items() if name not in known}
            body = taker.body
            for name, value in more.items():
                body = with_value(body, (*path, name), value)
            answer = sent(callers, taker, json.dumps(body).encode())
            named = {one["field"] for one in answer.json.get("errors", ())}
            missed = {".".join((*path, name)) for name in more} - named
            if answer.status_code != 422 or missed or open_house.is_changed:
                taken[taker.name, path] = answer.status_code, missed
            open_house.put_back()

    assert taken == {}


def inside(schema, path):
    for name in path:
        schema = schema["properties"][name]
    return schema


def test_what_an_address_does_not_ask_has_no_effect(open_house, callers):
    """By query and in a body where none is asked; a file is sent with fields, of which only those that are asked."""
    standing = Standing(open_house.before)
    extras = strange_fields(standing.umbrella)
    taken, done = {}, 0
    for taker in takers(open_house):
        plain = {"json": taker.body} if taker.body is not None else {}
        more = {"query_string": extras} if plain else {"query_string": extras, "json": extras}
        if taker.endpoint == "api_questionnaires.add":
            plain, more = {"data": {"buyer": "Globex", "text": "Do you?"}}, {"query_string": extras}
            fields = {name: value for name, value in extras.items() if name not in ASKED_OF_A_FILE}
            more["data"] = plain["data"] | fields
        answers = []
        for values in (plain, plain | more):
            answer = callers[taker.person].open(taker.address, method=taker.method, **values)
            content = open_house.content()
            answers.append((answer.status_code, standing.of(content), standing.holds_sent(content)))
            open_house.put_back()
        done += answers[0][0] < 400
        if answers[0] != answers[1] or answers[1][2]:
            taken[taker.name] = [one[0] for one in answers]

    assert done > 20
    assert taken == {}
