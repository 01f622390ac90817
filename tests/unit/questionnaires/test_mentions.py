"""Who is meant by an @ in a comment."""

from dataclasses import dataclass

import pytest

from questionnaires.discussion.mentions import mentioned


@dataclass(frozen=True)
class Person:
    name: str
    email: str


ANN, ANN_LEE = Person("Ann", "ann@acme.example"), Person("Ann Lee", "a.lee@acme.example")
BO = Person("Bo Berg", "bo@acme.example")
PEOPLE = (ANN, ANN_LEE, BO)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@bo please look", [BO]),
        ("@Bo Berg, please", [BO]),
        ("@bo@acme.example", [BO]),
        ("ask @Ann Lee", [ANN_LEE]),
        ("ask @Ann", [ANN]),
        ("@bo and @bo and @ann", [BO, ANN]),
        ("mail bo@acme.example", []),
        ("@bobby", []),
        ("@", []),
        ("", []),
    ],
)
def test_an_at_names_a_person(text, found):
    assert list(mentioned(text, PEOPLE)) == found


def test_a_first_name_of_two_people_names_neither():
    assert mentioned("@Kim", [Person("Kim A", "ka@x.example"), Person("Kim B", "kb@x.example")]) == []
