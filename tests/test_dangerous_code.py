"""What the code never does, and the few places that do what could hurt. docs/security.md names the same places."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, imports_of, modules, name_of

NEVER = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "render_template_string",
    "system",
    "popen",
    "from_string",
    "loads_unsafe",
}
UNPACKING = {"extract", "extractall", "unpack_archive", "_extract_member"}
UNPACKERS = {"pickle", "marshal", "shelve", "dill", "yaml"}
PROGRAMS = {"foundation/backup/postgresql.py", "questionnaires/reviews/confined.py"}
NETWORK = {
    "foundation/accounts/oidc/client.py": "the identity provider",
    "foundation/mail/smtp.py": "the mail server",
    "foundation/mail/sender.py": "the mail server",
    "questionnaires/endpoint/client.py": "the wording endpoint",
    "questionnaires/semantic/encoder.py": "the model of dense vectors",
}
NETWORKED = {"requests", "httpx", "socket", "smtplib", "ftplib", "aiohttp", "authlib", "sentence_transformers"}
CRYPTOGRAPHY = {"cryptography", "argon2", "hmac", "ssl", "joserfc", "webauthn", "pyotp", "itsdangerous", "Crypto"}
SECURITY_PAGE = (ROOT / "docs" / "security.md").read_text()
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                owner = (
                    called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
                )
                yield f"{name_of(path)}:{node.lineno}", f"{owner}.{name}" if owner else name, node


def importing(wanted: set[str]) -> set[str]:
    return {name_of(path) for path in modules() if any(one.split(".")[0] in wanted for one in imports_of(path))}


def test_no_text_is_run_as_code_and_no_template_is_made_of_one():
    running = [where for where, name, _node in calls() if name in NEVER or name.split(".")[-1] in NEVER - {"compile"}]

    assert running == []


def test_nothing_is_unpacked_that_could_bring_code_along():
    assert importing(UNPACKERS) == set()
    loads = [node for _where, name, node in calls() if name == "np.load"]
    assert loads
    for node in loads:
        assert [one.value.value for one in node.keywords if one.arg == "allow_pickle"] == [False]


def test_no_archive_is_ever_unpacked_into_a_folder():
    """Members are read one by one, under names of our own: none can be written where its name leads."""
    unpacking = [where for where, name, _node in calls() if name.split(".")[-1] in UNPACKING]

    assert unpacking == []
    assert importing({"tarfile"}) == set()


def test_programs_are_started_in_two_places_and_by_no_shell():
    assert importing({"subprocess", "pty", "shlex"}) == PROGRAMS
    assert [where for where, _name, node in calls() if any(one.arg == "shell" for one in node.keywords)] == []


def test_only_named_places_speak_to_the_network():
    found = importing(NETWORKED) | {
        name_of(path) for path in modules() if {"http.client", "urllib.request"} & set(imports_of(path))
    }

    assert found <= set(NETWORK)
    assert [what for what in NETWORK.values() if what not in SECURITY_PAGE] == []


def test_cryptography_is_used_in_the_places_that_are_listed():
    found = importing(CRYPTOGRAPHY)

    assert [place for place in found if f"`{place}`" not in SECURITY_PAGE] == []
    listed = set(re.findall(r"^\| `([\w/]+\.py)` \|", SECURITY_PAGE, re.MULTILINE))
    assert listed == found | {"foundation/accounts/tokens.py", "foundation/accounts/factors/recovery.py"}


def test_no_weak_hash_and_no_weak_chance_is_used():
    weak = [where for where, name, _node in calls() if name.lower().split(".")[-1] in ("md5", "sha1", "new_hash")]

    assert weak == []
    assert importing({"random"}) == set()


def test_a_pattern_never_takes_words_of_people_as_signs():
    """A pattern is made of our own constants; where it takes in anything else, that is escaped."""
    made = {
        where.partition(":")[0]
        for where, name, node in calls()
        if name.startswith("re.") and node.args and isinstance(node.args[0], ast.JoinedStr)
    }

    for place in made:
        text = (ROOT / place).read_text()
        ours = all(re.fullmatch(r"_?[A-Z_]+(\[.+\])?", name) for name in _inside_patterns(text))
        assert ours or "re.escape" in text, place


def _inside_patterns(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("compile", "search", "match", "fullmatch"):
            for part in ast.walk(node.args[0]) if node.args else ():
                if isinstance(part, ast.FormattedValue):
                    yield ast.unparse(part.value)


def test_no_view_mixes_what_the_address_and_what_the_form_say():
    mixing = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "values" and ast.unparse(node.value) == "request"
    ]

    assert mixing == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_ours_writes_text_and_listens_to_no_other_page(script: Path):
    text = script.read_text()

    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "postMessage",
    ):
        assert risky not in text
    for risky in ('"message"', '"paste"', "__proto__", "document.cookie", "sessionStorage", "indexedDB"):
        assert risky not in text
    assert set(re.findall(r'localStorage\.\w+\("([^"]+)"', text)) <= {"review-keys"}


def test_no_page_shows_markup_that_somebody_else_wrote():
    trusting = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.*")
        if re.search(r"\|\s*safe\b|autoescape\s+false|<(iframe|object|embed|applet)\b", path.read_text())
    ]

    assert trusting == []


def test_no_page_loads_anything_from_elsewhere():
    loading = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"<(script|link|img|source)[^>]*(src|href)=\"(https?:)?//", path.read_text())
    ]

    assert loading == []
