"""What the README and the docs say is what the code does."""

from dataclasses import fields
from pathlib import Path

from foundation.access.permissions import GRANTS
from foundation.config import PREFIX, Settings

ROOT = Path(__file__).parent.parent


def test_the_readme_names_every_permission_with_its_roles():
    readme = (ROOT / "README.md").read_text()
    rows = [f"| `{one.value}` | {', '.join(sorted(role.value for role in GRANTS[one]))} |" for one in GRANTS]

    assert [row for row in rows if row not in readme] == []


def test_the_settings_page_names_every_setting_with_its_help():
    page = (ROOT / "docs" / "settings.md").read_text()
    missing = [
        one.name
        for one in fields(Settings)
        if f"`{PREFIX}{one.name.upper()}`" not in page or one.metadata["help"] not in page
    ]

    assert missing == []


def test_every_command_of_the_makefile_is_listed_by_make():
    makefile = (ROOT / "Makefile").read_text()
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]

    assert [name for name in phony if f"\n{name}:" not in makefile] == []


def test_every_command_has_an_example_in_its_help(app):
    from auditmatch import COMMANDS

    leaves = [leaf for command in COMMANDS for leaf in getattr(command, "commands", {"": command}).values()]
    assert [leaf.name for leaf in leaves if "Example:" not in (leaf.help or "")] == []
