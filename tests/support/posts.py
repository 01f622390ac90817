"""Every POST route of a furnished house: who may use it, where it is, and what its form would send."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.routing import Rule

from foundation.access.permissions import Permission, Role, permits
from foundation.db import Base
from foundation.web.requests import TextOnly
from matcher.intakes.steps import Step
from matcher.vetting.facts import Fact
from tests.support.browser import signing_in
from tests.support.furnished import Examples, address_of
from tests.support.sent_forms import PageForms
from tests.support.strange_fields import Content, Counts, Standing

VARIANTS = {
    "intakes.step": [str(step) for step in Step],
    "intakes.step_by_link": [str(step) for step in Step],
    "vetting.new": [str(fact) for fact in Fact],
}
"""Routes that ask different forms by name."""
URLENCODED = "application/x-www-form-urlencoded"


@dataclass
class Post:
    """One address that takes a form."""

    endpoint: str
    address: str
    person: str | None
    kinds: dict[str, str] = field(default_factory=dict)
    """Field -> its kind on the page, or `unseen` for one that only the code asks for."""
    values: dict[str, list[str]] = field(default_factory=dict)
    status: int = 0
    """How these values are answered."""
    left: Counts = field(default_factory=dict)
    """How things stand after that."""

    @property
    def texts(self) -> list[str]:
        """The fields into which a person types."""
        return [name for name, kind in self.kinds.items() if kind in ("text", "textarea", "search", "unseen")]


class OpenHouse:
    """A furnished house in which anybody acts as the right person, and which is as before after every deed."""

    def __init__(self, app: Flask, examples: Examples) -> None:
        self.app, self.examples = app, examples
        self.enter = signing_in(app)
        self.cookies: dict[str, dict[str, Any]] = {}
        for name in ("alice", "bob", "fiona", "ada", "charlie"):
            with self.enter(name).session_transaction() as cookie:
                self.cookies[name] = dict(cookie)
        self.database = app.extensions["settings"].instance / "auditmatch.db"
        self.kept = self.database.with_suffix(".kept")
        self._watch()
        self._be_seen_just_now()
        self.keep()

    def _be_seen_just_now(self) -> None:
        """Have no request note that a session is in use, however long all of them take."""
        self.watcher.execute("UPDATE sign_in SET last_seen_at = expires_at")
        self.watcher.commit()

    def keep(self) -> None:
        """Have everything stay as it now is."""
        self.app.extensions["engine"].dispose()
        self.watcher.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.database, self.kept)
        self.files = {path.name: path.read_bytes() for path in self._folder.iterdir()}
        self.version = self._version()
        self.before = self.content()

    @property
    def _folder(self) -> Path:
        return self.app.extensions["settings"].files

    def _watch(self) -> None:
        self.watcher = sqlite3.connect(self.database)
        self.version = self._version()

    def _version(self) -> int:
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])

    @property
    def is_changed(self) -> bool:
        """Tell whether anything was committed since it was put back."""
        return self._version() != self.version

    def browser(self, person: str | None) -> Any:
        """Give a new browser of a person."""
        browser = self.app.test_client()
        if person:
            with browser.session_transaction() as cookie:
                cookie.update(self.cookies[person])
        return browser

    def post(self, post: Post, values: Any, **more: Any) -> Any:
        """Send values to an address as whoever may; text goes as bytes, so that no half of a character is lost."""
        if any(isinstance(one, tuple) for many in values.values() for one in many):
            return self.browser(post.person).post(post.address, data=values, csrf=False, **more)
        body = urlencode([(name, one) for name, many in values.items() for one in many], errors="surrogatepass")
        return self.browser(post.person).post(post.address, data=body, content_type=URLENCODED, csrf=False, **more)

    def content(self) -> Content:
        """Give table -> rows, as they lie in the file."""
        found = {}
        for table in Base.metadata.sorted_tables:
            rows = self.watcher.execute(f'SELECT * FROM "{table.name}"')
            names = [one[0] for one in rows.description]
            found[table.name] = sorted((dict(zip(names, row, strict=True)) for row in rows), key=str)
        return found

    def content_now(self) -> Content:
        """Give the same as `before`, read anew only when anything was committed."""
        return self.content() if self.is_changed else self.before

    def put_back(self) -> None:
        """Have everything as it was."""
        if not self.is_changed:
            return
        self.watcher.close()
        self.app.extensions["engine"].dispose()
        for left in self.database.parent.glob("auditmatch.db*"):
            left.unlink()
        shutil.copy(self.kept, self.database)
        self._watch()
        for name in self.files.keys() ^ {path.name for path in self._folder.iterdir()}:
            if name in self.files:
                (self._folder / name).write_bytes(self.files[name])
            else:
                (self._folder / name).unlink()


def who_may(guard: Permission | None) -> str | None:
    """Name a person whom a guard lets in."""
    people = {None: None, "alice": Role.OWNER, "fiona": Role.FIRM, "ada": Role.ADMIN}
    return next(name for name, role in people.items() if guard is None or (role is not None and permits(role, guard)))


def rules_of(app: Flask, method: str) -> Iterator[tuple[Rule, Permission | None]]:
    """List the routes of pages that take a method, with their guards."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if method in (rule.methods or ()) and rule.endpoint != "static" and not rule.rule.startswith("/api/"):
            yield rule, app.view_functions[rule.endpoint].guard  # type: ignore[attr-defined]  # set by the gate


def addresses_of(app: Flask, rule: Rule, examples: Examples) -> list[str]:
    """Give an address of a route, or one for each form that it asks by name."""
    blueprint = rule.endpoint.partition(".")[0]
    names = VARIANTS.get(rule.endpoint, [examples.get(f"{blueprint}.name", "")])
    return [address_of(app, rule, examples | {f"{blueprint}.name": name}) for name in names]


def every_post(house: OpenHouse) -> list[Post]:
    """List every address that takes a form, with the fields that its page shows and those its code asks for."""
    posts = {
        address: Post(rule.endpoint, address, who_may(guard))
        for rule, guard in rules_of(house.app, "POST")
        for address in addresses_of(house.app, rule, house.examples)
    }
    for person, address, text in pages(house):
        read = PageForms(address)
        read.feed(text)
        for form in read.forms:
            found = posts.get(form.action.partition("?")[0])
            if found and len(form.kinds) > len(found.kinds):
                found.kinds, found.values = form.kinds, form.filled()
                found.person = found.person or (person if found.endpoint == "matches.keep" else None)
    standing = Standing(house.before)
    for post in posts.values():
        with asked_fields() as names, house.post(post, {"nothing": ["asks for it"]} | post.values) as answer:
            post.status, post.left = answer.status_code, standing.of(house.content_now())
        house.put_back()
        post.kinds |= {name: "unseen" for name in sorted(names - set(post.kinds)) if name != "csrf_token"}
    return list(posts.values())


def pages(house: OpenHouse) -> Iterator[tuple[str | None, str, str]]:
    """Give person, address and text of every page, as whoever may open it."""
    for rule, guard in rules_of(house.app, "GET"):
        for address in addresses_of(house.app, rule, house.examples):
            person = who_may(guard)
            with house.browser(person).get(address) as answer:
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield person, address, answer.text


@contextmanager
def asked_fields() -> Iterator[set[str]]:
    """Note the names of the fields that the code asks a request for."""
    names: set[str] = set()

    def noting(method: Callable[..., Any]) -> Callable[..., Any]:
        def noted(self: Any, name: Any, *args: Any, **kwargs: Any) -> Any:
            names.add(name)
            return method(self, name, *args, **kwargs)

        return noted

    with mock.patch.multiple(
        TextOnly,
        **{name: noting(getattr(TextOnly, name)) for name in ("get", "getlist", "__getitem__", "__contains__")},
    ):
        yield names


@contextmanager
def made_forms() -> Iterator[set[type[FlaskForm]]]:
    """Note the classes of the forms that are made."""
    made: set[type[FlaskForm]] = set()
    process = FlaskForm.process

    def noted(self: FlaskForm, *args: Any, **kwargs: Any) -> None:
        made.add(type(self))
        process(self, *args, **kwargs)

    with mock.patch.object(FlaskForm, "process", noted):
        yield made
