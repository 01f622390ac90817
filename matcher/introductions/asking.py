"""What the company does: asking up to three firms, consenting to be introduced, taking a request back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, User
from foundation.audit.actor import Actor
from foundation.errors import BadInput, Conflict
from matcher.introductions.brief import problem_of
from matcher.introductions.models import Disclosed, Introduction
from matcher.introductions.next_best import Candidate, candidates
from matcher.introductions.offering import Ask, disclose, lock_and_list, offer, revealing_of
from matcher.introductions.states import AT_MOST, Party, Stage
from matcher.introductions.steps import Deed, take_step, told_of
from matcher.matches.models import MatchRun


def ask_firms(session: Session, run: MatchRun, ask: Ask, deed: Deed, today: date) -> list[Introduction]:
    """Offer the blind brief to firms of a match, all or none.

    Raises BadInput for a note that tells who asks and for firms that cannot be asked today, Conflict when more
    than three requests of the intake would be open.
    """
    revealing = revealing_of(session, run.intake, run.organisation_id)
    if ask.note and (problem := problem_of(ask.note, revealing)):
        raise BadInput(problem)
    standing = lock_and_list(session, run.intake_id)
    found = candidates(session, run, today)
    chosen = [_chosen(found, run, firm_id) for firm_id in dict.fromkeys(ask.firm_ids)]
    _refuse_too_many(standing, chosen)
    return [offer(session, run, each, ask, deed) for each in chosen]


def _chosen(found: Mapping[str, Candidate], run: MatchRun, firm_id: str) -> Candidate:
    if firm_id not in run.eligible:
        raise BadInput("These matches do not hold one of the firms. Choose among those that are shown.")
    if firm_id not in found:
        name = run.directory[firm_id]["name"]
        raise BadInput(f"{name} cannot be asked today: it is no longer eligible, or cannot be written to. Match again.")
    return found[firm_id]


def _refuse_too_many(standing: Sequence[Introduction], chosen: Sequence[Candidate]) -> None:
    open_ones = [one for one in standing if one.is_open]
    if again := [each.firm.name for each in chosen if any(one.firm_key == each.firm.id for one in open_ones)]:
        raise Conflict(f"{again[0]} has been asked already.")
    if len(open_ones) + len(chosen) > AT_MOST:
        asked = f"At most {AT_MOST} firms are asked at the same time, and {len(open_ones)} are."
        raise Conflict(f"{asked} Withdraw one to ask another.")


def consent(session: Session, introduction: Introduction, deed: Deed) -> None:
    """Tell an accepting firm who the company is: its name, website and the person who consents."""
    run = session.get_one(MatchRun, introduction.run_id)
    person = session.get_one(User, deed.actor.user_id)
    identity = identity_of(run.intake, session.get_one(Organisation, introduction.organisation_id), person)
    told = replace(told_of(introduction, deed), identity=tuple(identity.items()))
    take_step(session, introduction, Stage.INTRODUCED, deed, told)
    disclose(session, introduction, Disclosed.IDENTITY, identity)
    session.flush()


def identity_of(intake: Mapping[str, Any], account: Organisation, person: User) -> dict[str, str]:
    """Say all that a firm learns with consent, as pairs of title and text."""
    known = {
        "Company": str(intake.get("organisation") or account.name),
        "Website": str(intake.get("website") or ""),
        "Contact": person.name,
        "Contact's e-mail": person.email,
    }
    return {title: text for title, text in known.items() if text}


def withdraw(session: Session, introduction: Introduction, deed: Deed) -> None:
    """Take a request back, with the company's message to the firm; raises BadInput when it tells who asked."""
    if deed.message and introduction.identity is None:
        run = session.get_one(MatchRun, introduction.run_id)
        if problem := problem_of(deed.message, revealing_of(session, run.intake, introduction.organisation_id)):
            raise BadInput(problem)
    take_step(session, introduction, Stage.WITHDRAWN, deed)


def company_deed(actor: Actor, base_url: str, message: str | None = None) -> Deed:
    """Make the deed of a person of the company."""
    return Deed(Party.COMPANY, actor, base_url, message)
