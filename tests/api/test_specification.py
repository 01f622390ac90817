"""The specification is OpenAPI 3.1 and names what each address needs."""

from openapi_spec_validator import OpenAPIV31SpecValidator

OPEN = ["/api/v1/openapi.json"]


def test_the_specification_is_valid_openapi_3_1(client):
    written = client.get("/api/v1/openapi.json").json

    assert written["openapi"] == "3.1.0"
    assert [str(error) for error in OpenAPIV31SpecValidator(written).iter_errors()] == []


def test_every_address_of_the_api_stands_in_the_specification(app, client):
    paths = client.get("/api/v1/openapi.json").json["paths"]
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1")} - set(OPEN)
    bare = {rule.replace("<uuid:", "{").replace("<", "{").replace(">", "}") for rule in rules}

    assert set(paths) == bare


def test_every_address_names_the_scope_that_it_needs(client):
    paths = client.get("/api/v1/openapi.json").json["paths"]
    operations = [one for path in paths.values() for name, one in path.items() if name != "parameters"]

    assert [one["summary"] for one in operations if not one["security"][0]["token"]] == []
    assert [one for one in operations if not {"401", "403", "429"} <= set(one["responses"])] == []
