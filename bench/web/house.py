"""Many organisations, firms and approved answers in one installation, put there in bulk."""

import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from flask import Flask
from sqlalchemy.orm import Session

from bench.ranking.directory import draw_firm
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.actor import SERVICE
from foundation.clock import today
from matcher.firms.ledger import enter
from questionnaires.controls.models import Control
from questionnaires.controls.records import ControlStatus
from questionnaires.library.models import ApprovedAnswer
from tests.conftest import signing_in
from tests.factories.intake import add_intake
from tests.factories.people import make_member, make_organisation
from tests.support.full_house import DEEDS, PLACES, RHYTHMS, THINGS, ask_and_answer

CONTROLS = 100
QUESTIONS = 300
AT_ONCE = 1_000
SPREAD = 7
"""Steps in which each organisation goes through the sentences, so that no two have the same library."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything."""

    organisations: int
    firms: int
    answers: int
    """Approved answers of all organisations together."""
    seats: int
    """Organisations in which a client works; each has an intake with matches and a questionnaire of its own."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one client works."""

    email: str
    intake: str
    matches: str
    questionnaire: str
    questions: list[str]
    """What the client asks, one after another: no two alike, so that nothing is merely remembered."""


def build(app: Flask, size: Size) -> list[Seat]:
    """Fill an empty installation that is migrated, and give the seats of its clients."""
    engine = app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        add_firms(session, size.firms)
        organisations = [_organisation(session, number) for number in range(size.organisations)]
        session.commit()
    for number, organisation_id in enumerate(organisations):
        with open_session(engine, organisation_id) as session:
            add_knowledge(session, number, size.answers // size.organisations)
            session.commit()
    return [_seat(app, number, organisations[number]) for number in range(size.seats)]


def add_firms(session: Session, count: int) -> None:
    """Enter invented firms; about one in ten ends its licence before any report and is ruled out."""
    rng = np.random.default_rng(7)
    for number in range(count):
        enter(session, draw_firm(number, rng).profile, SERVICE, source="Invented for a benchmark")
        if number % AT_ONCE == 0:
            session.flush()
    session.flush()


def add_knowledge(session: Session, number: int, answers: int) -> None:
    """Give the session's organisation controls and approved answers, others than its neighbours have."""
    for place, sentence in enumerate(itertools.islice(_sentences(number), CONTROLS), start=1):
        session.add(_control(place, sentence))
    for place, sentence in enumerate(itertools.islice(_sentences(number), answers), start=1):
        session.add(_answer(place, sentence))
    session.flush()


Sentence = tuple[str, str, str, str]


def _sentences(number: int) -> Iterator[Sentence]:
    every = list(itertools.product(THINGS, DEEDS, RHYTHMS, PLACES))
    return (every[(number * SPREAD + place * 11) % len(every)] for place in itertools.count())


def _control(place: int, sentence: Sentence) -> Control:
    thing, deed, rhythm, where = sentence
    return Control(
        position=place,
        control_id=f"C-{place:04}",
        title=f"{thing.capitalize()} {deed}",
        statement=f"All {thing} in {where} are {deed} {rhythm}.",
        criteria=[f"CC{6 + place % 2}.1"],
        status=ControlStatus.IMPLEMENTED,
    )


def _answer(place: int, sentence: Sentence) -> ApprovedAnswer:
    thing, deed, rhythm, where = sentence
    return ApprovedAnswer(
        position=place,
        answer_id=f"L-{place:05}",
        question=f"Are {thing} in {where} {deed} {rhythm}?",
        answer="yes",
        expires_on=today() + timedelta(365),
    )


def _organisation(session: Session, number: int) -> uuid.UUID:
    organisation = make_organisation(session, f"Company {number:03}")
    make_member(session, organisation, f"owner-{number:03}", Role.OWNER)
    return organisation.id


def _seat(app: Flask, number: int, organisation_id: uuid.UUID) -> Seat:
    browser = signing_in(app)(f"owner-{number:03}")
    with open_session(app.extensions["engine"], organisation_id) as session:
        intake = f"/intakes/{add_intake(session).id}"
        session.commit()
    matched = browser.post(f"{intake}/match")
    assert re.fullmatch(rf"{intake}/matches/[0-9a-f-]{{36}}", matched.location), matched.location
    asked = ask_and_answer(app, browser, QUESTIONS)
    questions = [
        f"Are {thing} {deed} {rhythm}?" for thing, deed, rhythm, _ in itertools.islice(_sentences(number), 300)
    ]
    email = f"owner-{number:03}@example.com"
    return Seat(email, intake, matched.location, asked["questionnaire"], list(dict.fromkeys(questions)))
