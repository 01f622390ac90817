"""Every form that the pages of a house offer, filled in as a dull person would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from foundation.clock import now

TYPED = {
    "email": "new@acme.example",
    "number": "1",
    "date": f"{now().year + 1}-03-31",
    "password": "a few unlikely words",
    "url": "https://acme.example/",
}
"""What a dull person types into an empty field of a kind; anything else gets a plain word."""


@dataclass
class SentForm:
    """A form of a page: where it goes, what each field would send, and the kind of each."""

    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)

    def take(self, name: str, kind: str, value: str | None, *, chosen: bool = True) -> None:
        """Note a field, with its value when it would be sent."""
        self.kinds.setdefault(name, kind)
        sent = self.values.setdefault(name, [])
        if chosen:
            sent.append(value or TYPED.get(kind, "" if kind in ("hidden", "file") else "Plain words"))

    def filled(self) -> dict[str, list[str]]:
        """Give what a browser would send, but for its token and files."""
        return {name: sent for name, sent in self.values.items() if sent and name != "csrf_token"}


class PageForms(HTMLParser):
    """Reads the forms of a page that are posted."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[SentForm] = []
        self._by_id: dict[str | None, SentForm] = {}
        self._form: SentForm | None = None
        self._select: tuple[SentForm, str] | None = None
        self._textarea: tuple[SentForm, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = SentForm(given.get("action") or self.address)
            if (given.get("method") or "get").lower() == "post":
                self.forms.append(self._form)
            self._by_id[given.get("id")] = self._form
        owner = self._by_id.get(given["form"]) if given.get("form") else self._form
        name = given.get("name")
        if owner is None and tag != "option":
            return
        if tag == "option" and self._select:
            self._option(given)
        elif name and tag in ("input", "button"):
            self._input(owner, name, given.get("type") or "text", given)
        elif name and tag == "select":
            owner.take(name, "select", None, chosen=False)
            self._select = (owner, name)
        elif name and tag == "textarea":
            self._textarea, self._text = (owner, name), ""

    def _option(self, given: dict[str, str | None]) -> None:
        form, name = self._select  # type: ignore[misc]  # called only within one
        value, sent = given.get("value") or "", form.values[name]
        if "selected" in given or (value and (not sent or not sent[0])):
            form.values[name] = [value]

    @staticmethod
    def _input(form: SentForm, name: str, kind: str, given: dict[str, str | None]) -> None:
        if kind in ("radio", "checkbox"):
            first = not form.values.get(name)
            form.take(name, kind, given.get("value") or "y", chosen=first)
            if "checked" in given and kind == "radio":
                form.values[name] = [given.get("value") or ""]
        elif kind in ("submit", "button") or "formaction" in given:
            form.take(name, "submit", given.get("value"), chosen=name not in form.values)
        else:
            form.take(name, kind, given.get("value"))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            form, name = self._textarea
            form.take(name, "textarea", self._text.strip("\r\n") or None)
            self._textarea = None
