"""The application writes every address as Werkzeug does, and compiles how only when it first is written."""

from werkzeug.routing import Map, Rule

from foundation.web.application import RuleWrittenOnce

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
