"""The application writes every address as Werkzeug does, and compiles how only when it first is written."""

from uuid import UUID

import pytest
from flask import Flask, url_for
from werkzeug.routing import Map, Rule

from foundation.web.application import Application, RuleWrittenOnce

ADDRESSES = ("/firms/<uuid:firm_id>", "/firms/<rule>/of/<int:page>", "/", "/files/<path:name>")
VALUES = {"firm_id": "00000000-0000-0000-0000-000000000007", "rule": "a b/ü", "page": 3, "name": "x/y z"}


def written(kind):
    urls = Map([kind(address, endpoint=address) for address in ADDRESSES]).bind("example.com")
    return [urls.build(address, VALUES) for address in ADDRESSES]


def test_every_address_is_written_as_werkzeug_writes_it():
    assert written(RuleWrittenOnce) == written(Rule)
    assert written(RuleWrittenOnce)[1].startswith("/firms/a%20b/%C3%BC/of/3?firm_id=0")


def test_how_an_address_is_written_is_compiled_once_and_not_before(monkeypatch):
    compiled = []
    really = Rule._compile_builder
    monkeypatch.setattr(Rule, "_compile_builder", lambda *given: compiled.append(1) or really(*given))

    urls = Map([RuleWrittenOnce("/firms/<name>", endpoint="firm")]).bind("example.com")
    assert compiled == []

    assert [urls.build("firm", {"name": name}) for name in ("one", "two")] == ["/firms/one", "/firms/two"]
    assert len(compiled) == 1


GIVEN = (
    ("firm", {"firm_id": UUID(int=7), "page": 3}),
    ("firm", {"firm_id": UUID(int=8), "page": -3}),
    ("firm", {"firm_id": UUID(int=9), "page": 7_654_321_000_002}),
    ("firm", {"page": 3, "firm_id": UUID(int=7), "at": 1, "of": UUID(int=1), "none": None}),
    ("firm", {"at": 1, "of": UUID(int=1), "page": 3, "firm_id": str(UUID(int=7))}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "again": True}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "again": 1}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "words": "{page} & %s/ü"}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "_anchor": "end"}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "_external": True}),
    ("firm", {"firm_id": UUID(int=7), "page": 3, "words": "others"}),
    ("padded", {"number": 3}),
    ("padded", {"number": 12}),
    ("home", {}),
    ("home", {"page": 1}),
    ("home", {"_external": True}),
    ("static", {"filename": "a {b}/ü.css"}),
    ("static", {"filename": "c.css"}),
    ("static", {"filename": "c.css", "v": 1}),
)


@pytest.mark.parametrize("root", ["", "/under/{page}/here"])
def test_an_address_is_written_the_second_time_as_flask_writes_it(root):
    ours, theirs = Application("ours"), Flask("theirs")
    for app in (ours, theirs):
        app.add_url_rule("/", "home", view_func=str)
        app.add_url_rule("/firms/<uuid:firm_id>/of/<int(signed=True):page>/{page}", "firm", view_func=str)
        app.add_url_rule("/padded/<int(fixed_digits=4):number>", "padded", view_func=str)

    with ours.test_request_context(base_url=f"http://localhost{root}"):
        twice = [[written_by(url, *given) for given in GIVEN] for url in (ours.url_for, url_for)]
    with theirs.test_request_context(base_url=f"http://localhost{root}"):
        wanted = [written_by(url_for, *given) for given in GIVEN]

    assert twice == [wanted, wanted]


def written_by(url, endpoint, values):
    return url(endpoint, **values)


def test_ids_and_numbers_are_set_into_an_address_that_was_worked_out_once(monkeypatch):
    app, asked = Application("app"), []
    app.add_url_rule("/firms/<uuid:firm_id>/of/<int:page>", "firm", view_func=str)
    really = Flask.url_for
    monkeypatch.setattr(Flask, "url_for", lambda *given, **named: asked.append(1) or really(*given, **named))

    with app.test_request_context():
        written = [app.url_for("firm", firm_id=UUID(int=at), page=at) for at in range(3)]

    assert written[2] == "/firms/00000000-0000-0000-0000-000000000002/of/2"
    assert len(asked) == 2  # for the first, and how


def test_no_more_addresses_are_kept_than_there_are_pages(monkeypatch):
    monkeypatch.setattr("foundation.web.application.MOST_ADDRESSES", 2)
    app = Application("app")

    with app.test_request_context():
        written = [app.url_for("static", filename=f"{at}.css") for at in range(3)]

    assert written == ["/static/0.css", "/static/1.css", "/static/2.css"]
    assert len(app._addresses) == 2


def test_no_function_is_looked_at_before_it_is_called(monkeypatch):
    """Flask would ask of each whether it is a coroutine; `test_architecture` knows that none is."""
    monkeypatch.delattr("flask.app.iscoroutinefunction")
    app = Application("app")
    app.add_url_rule("/", "home", view_func=lambda: "read")
    app.before_request(lambda: None)

    assert app.test_client().get("/").text == "read"
