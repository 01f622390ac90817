"""What a browser would send: each form of each page, held against what is in it twice."""

from collections import Counter
from html.parser import HTMLParser

from tests.conftest import signing_in
from tests.support.furnished import address_of

SENT_AS_TYPED = ("hidden", "text", "number", "date", "email", "password", "search")
LEAD_OUT = {"static", "accounts.sign_out"}


class Forms(HTMLParser):
    """The ids of a page's fields, and for each form the values that it sends by name."""

    def __init__(self):
        super().__init__()
        self.ids, self.forms = Counter(), []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append({})
        if tag in ("input", "textarea", "select") and given.get("type") != "hidden" and "id" in given:
            self.ids[given["id"]] += 1
        if tag == "textarea" or (tag == "input" and given.get("type", "text") in SENT_AS_TYPED):
            self.forms[-1].setdefault(given.get("name"), []).append(given.get("value") or "")

    @property
    def twice(self):
        """A list sends several values under one name; the same one twice, or one beside an empty one, is no list."""
        sent = [name for form in self.forms for name, values in form.items() if len(values) > 1 and _no_list(values)]
        return sent + [name for name, count in self.ids.items() if count > 1]


def _no_list(values):
    return "" in values or len(set(values)) < len(values)


def pages(house, examples):
    """Every page that one of the people may open, with its address."""
    people = [signing_in(house)(name) for name in ("alice", "fiona", "ada")]
    for rule in house.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in LEAD_OUT and not rule.rule.startswith("/api/"):
            address = address_of(house, rule, examples)
            for person in people:
                answer = person.get(address)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield address, answer.text


def test_no_form_sends_a_field_twice_and_no_label_means_two_fields(house, furnished):
    found = {}
    for address, page in pages(house, furnished[1]):
        read = Forms()
        read.feed(page)
        found[address] = read.twice

    assert len(found) > 80
    assert {address: twice for address, twice in found.items() if twice} == {}
