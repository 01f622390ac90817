"""Write what is in auditmatch as CycloneDX 1.6, from what is installed and vendored: `make sbom`."""

import json
import sys
import uuid
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from deploy.closure import RUNS, closure, needed

VENDOR = Path(__file__).parents[1] / "static" / "vendor"


def sbom() -> dict[str, Any]:
    """Give the bill of materials: the same installation gives the same bill."""
    installed = closure(RUNS)
    own = installed.pop("auditmatch")
    components = [_component(name, found) for name, found in installed.items()] + _vendored()
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component("auditmatch", own) | {"type": "application"}},
        "components": components,
        "dependencies": [_edges(name, found, installed) for name, found in {"auditmatch": own, **installed}.items()],
    }
    return bill | {"serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True))}"}


def _component(name: str, found: Distribution) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "bom-ref": _purl(name, found), "name": name, "version": found.version}
    return made | {"purl": made["bom-ref"]} | _licence(found)


def _licence(found: Distribution) -> dict[str, Any]:
    told = found.metadata
    if expression := told.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    named = [line.rpartition(":: ")[2] for line in told.get_all("Classifier", ()) if line.startswith("License ::")]
    return {"licenses": [{"license": {"name": name}} for name in named]} if named else {}


def _edges(name: str, found: Distribution, installed: dict[str, Distribution]) -> dict[str, Any]:
    extras = frozenset({"postgresql", "binary"})
    names = {canonicalize_name(requirement.name) for requirement in needed(found, extras)}
    return {
        "ref": _purl(name, found),
        "dependsOn": [_purl(one, installed[one]) for one in sorted(names & {*installed})],
    }


def _purl(name: str, found: Distribution) -> str:
    return f"pkg:pypi/{name}@{found.version}"


def _vendored() -> list[dict[str, Any]]:
    """What browsers are given: folders named `<name>-<version>`."""
    folders = sorted(path.name for path in VENDOR.iterdir() if path.is_dir())
    split = [folder.rpartition("-") for folder in folders]
    return [
        {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        for name, _, version in split
        for purl in [f"pkg:generic/{name}@{version}"]
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sbom(), indent=2, ensure_ascii=False) + "\n")
