"""Templates print what Jinja's own print, and know the names that the application gives to all of them."""

from enum import StrEnum

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader
from markupsafe import Markup

from foundation.web.templates import Templates, printed


class Kind(StrEnum):
    """Text, and more than text."""

    SMALL = "small & <old>"


class Marked:
    """Says itself how it is written."""

    def __html__(self):
        return "<i>as is</i>"


VALUES = [
    "<b title=\"a\" id='b'>&</b>",
    "plain",
    "",
    Markup("<b>&amp;</b>"),
    Markup("<b>{}</b>").format("<i>"),
    Kind.SMALL,
    Marked(),
    7,
    1.5,
    None,
    ["<", Markup("<br>")],
]
PAGES = {
    "page.html": (
        '{% extends "frame.html" %}{% from "parts.html" import badge, boxed %}'
        "{% block content %}{{ value }}{{ badge(value) }}{{ badge(badge(value)) }}"
        "{% call boxed() %}{{ value }}{% endcall %}{% set kept %}<b>{{ value }}</b>{% endset %}{{ kept }}"
        "{% filter upper %}{{ value }}<br>{% endfilter %}{{ value ~ '<' }}{{ '<' ~ kept }}{{ kept | length }}"
        '{% for one in [value, "<"] %}{{ one }}{{ loop.index }}{% endfor %}{% include "part.html" %}{% endblock %}'
        "{% block title %}{{ value }}{{ '<' | safe }}{% endblock %}"
    ),
    "frame.html": "<title>{{ self.title() }}</title>{% block title %}{% endblock %}{% block content %}{% endblock %}",
    "parts.html": (
        "{% macro badge(label) %}<b>{{ label }}</b>{{ house }}{% endmacro %}"
        "{% macro boxed() %}<p>{{ caller() }}</p>{% endmacro %}"
    ),
    "part.html": "{{ value }}{{ house }}{% autoescape false %}{{ value }}{% endautoescape %}",
    "letter.txt": "{{ value }}{{ house }}",
}


def environment(kind):
    app = Flask(__name__)
    made = kind(app, loader=DictLoader(PAGES), autoescape=app.select_jinja_autoescape)
    made.globals["house"] = "the <house>"
    return made


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("name", ["page.html", "letter.txt"])
def test_every_value_is_printed_as_jinja_prints_it(name, value):
    ours, theirs = (environment(kind).get_template(name).render(value=value) for kind in (Templates, Environment))

    assert ours == theirs


def test_what_is_no_markup_is_escaped():
    assert printed("<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"
    assert printed(Kind.SMALL) == "small &amp; &lt;old&gt;"
    assert environment(Templates).get_template("parts.html").module.badge("<i>") == "<b>&lt;i&gt;</b>the &lt;house&gt;"


def test_a_name_given_to_one_template_is_not_given_to_others():
    made = environment(Templates)

    own = made.get_template("letter.txt", globals={"house": "mine"})

    assert own.render(value="") == "mine"
    assert made.get_template("part.html").render(value="") == "the &lt;house&gt;"


def test_a_name_given_later_is_known_to_templates_that_stand_already():
    made = environment(Templates)
    standing = made.get_template("letter.txt")

    made.globals["house"] = "new"

    assert standing.render(value="") == "new"
