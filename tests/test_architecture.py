"""The layout is the architecture: arrows between packages and folders point one way, pure folders stay pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("foundation", "matcher", "questionnaires")
PURE = (
    "questionnaires/parsing",
    "questionnaires/export",
    "questionnaires/answering",
    "questionnaires/documents",
    "matcher/eligibility",
    "matcher/ranking",
    "matcher/plan",
    "foundation/tables",
)
WORLDLY = {"flask", "flask_login", "flask_wtf", "sqlalchemy", "wtforms", "requests", "urllib.request", "socket", "time"}
ACROSS = {
    "foundation/access/scope.py",
    "foundation/accounts/domains/finding.py",
    "foundation/access/walls.py",
    "foundation/accounts/signin.py",
    "foundation/api/tokens/bearer.py",
    "foundation/health/queries.py",
    "foundation/health/service.py",
    "foundation/jobs/worker.py",
    "foundation/orphans.py",
    "foundation/privacy/erasing.py",
    "foundation/privacy/retention.py",
    "matcher/firms/cli.py",
    "auditmatch.py",
}
"""Where a session may reach every organisation: sign-in, tokens, erasing, worker, its state, command line."""

TRIGGERS = {
    "foundation/audit/append_only.py",
    "foundation/audit/models.py",
    "matcher/drift/models.py",
    "matcher/exposure/models.py",
    "matcher/outcomes/models.py",
}
"""Where triggers are hung onto what is append-only."""


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))] + [ROOT / "auditmatch.py"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("foundation", ("matcher", "questionnaires", "auditmatch")),
        ("questionnaires", ("matcher", "auditmatch")),
        ("matcher", ("auditmatch",)),
    ],
)
def test_no_arrow_between_packages_points_back(package, forbidden):
    back = [
        f"{name_of(path)} imports {imported}"
        for path in (ROOT / package).rglob("*.py")
        for imported in imports_of(path)
        if imported.split(".")[0] in forbidden
    ]

    assert back == []


def test_the_matcher_takes_only_controls_and_facts_from_questionnaires():
    allowed = ("questionnaires.controls", "questionnaires.facts")
    beyond = [
        f"{name_of(path)} imports {imported}"
        for path in (ROOT / "matcher").rglob("*.py")
        for imported in imports_of(path)
        if imported.startswith("questionnaires.") and not imported.startswith(allowed)
    ]

    assert beyond == []


@pytest.mark.parametrize("folder", PURE)
def test_a_pure_folder_knows_no_web_database_clock_or_network(folder):
    worldly = [
        f"{name_of(path)} imports {imported}"
        for path in (ROOT / folder).rglob("*.py")
        for imported in imports_of(path)
        if imported in WORLDLY or imported.split(".")[0] in WORLDLY or imported.startswith("foundation.clock")
    ]

    assert worldly == []


@pytest.mark.parametrize("folder", PURE)
def test_a_pure_folder_never_asks_what_time_it_is(folder):
    asked = [
        f"{name_of(path)}:{node.lineno}"
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if names(node, ("date", "datetime"), ("today", "now", "utcnow"))
    ]

    assert asked == []


def names(node: ast.AST, owners: tuple[str, ...], attributes: tuple[str, ...]) -> bool:
    """Tell whether a node reads such as `sa.text`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in attributes
        and isinstance(node.value, ast.Name)
        and node.value.id in owners
    )


def test_services_and_models_do_not_know_flask():
    knowing = [
        f"{name_of(path)} imports {imported}"
        for path in modules()
        if path.stem in ("service", "models", "queries")
        for imported in imports_of(path)
        if imported.split(".")[0] in ("flask", "flask_login", "flask_wtf")
    ]

    assert knowing == []


def test_views_do_not_speak_to_the_database_themselves():
    speaking = [
        f"{name_of(path)} imports {imported}"
        for path in modules()
        if path.stem == "views"
        for imported in imports_of(path)
        if imported.split(".")[0] == "sqlalchemy"
    ]

    assert speaking == []


def test_no_import_runs_in_a_circle():
    graph = {name: set() for name in map(module_name, modules())}
    for path in modules():
        graph[module_name(path)] = {imported for imported in imports_of(path) if imported in graph} - {
            module_name(path)
        }

    assert circle_in(graph) is None


def module_name(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def circle_in(graph: dict[str, set[str]]) -> list[str] | None:
    done: set[str] = set()

    def walk(name: str, trail: list[str]) -> list[str] | None:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return None
        found = next((circle for to in sorted(graph[name]) if (circle := walk(to, [*trail, name]))), None)
        done.add(name)
        return found

    return next((circle for name in sorted(graph) if (circle := walk(name, []))), None)


def test_only_named_places_reach_across_organisations():
    reaching = {
        name_of(path)
        for path in modules()
        if path.name != "cli.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name) and node.id in ("EVERY_ORGANISATION", "across_organisations")
    }

    assert reaching <= ACROSS


def test_no_raw_sql_escapes_the_tenant_scope():
    """`text()` and Core inserts are not confined; only migrations and the trail's triggers may use them."""
    raw = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if "migrations" not in path.parts and name_of(path) not in TRIGGERS
        for node in ast.walk(ast.parse(path.read_text()))
        if names(node, ("sa", "sqlalchemy"), ("text", "table", "insert")) or getattr(node, "attr", "") == "__table__"
    ]

    assert raw == []


def test_nothing_is_a_coroutine():
    """The application calls each function as it is (`ensure_sync`)."""
    waiting = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef)
    ]

    assert waiting == []


def test_package_files_hold_nothing_but_imports():
    holding = [
        name_of(path)
        for path in modules()
        if path.name == "__init__.py"
        for node in ast.parse(path.read_text()).body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]

    assert holding == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_file_and_no_function_outgrows_its_concept(path):
    if "versions" in path.parts:
        return
    source = path.read_text()
    long = [
        f"{node.name}: {lines}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and (lines := length_without_docstring(node)) > 35
    ]

    assert (len(source.splitlines()) <= 300, long) == (True, [])


def length_without_docstring(function: ast.FunctionDef) -> int:
    first = function.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring
