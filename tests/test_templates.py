"""Every page compiles, takes only what it uses, and carries no inline script or style."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

ROOT = Path(__file__).parent.parent / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(app, name):
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_imports_only_what_it_uses(app, name):
    tree = app.jinja_env.parse((ROOT / name).read_text())
    taken = {
        one if isinstance(one, str) else one[1] for found in tree.find_all(nodes.FromImport) for one in found.names
    }
    used = {found.name for found in tree.find_all(nodes.Name)}

    assert taken - used == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_carries_no_inline_script_or_style(name):
    source = (ROOT / name).read_text()

    assert not re.search(r"<style\b|<[^>]*\sstyle=|<[^>]*\son[a-z]+=|javascript:", source)
    scripts = re.findall(r"<script\b([^>]*)>", source)
    assert all("src=" in one or 'type="application/json"' in one for one in scripts)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_no_longer_than_a_page(name):
    assert len((ROOT / name).read_text().splitlines()) <= 120
