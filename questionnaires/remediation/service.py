"""Steps taken on, given to somebody, moved along and given up."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.access.permissions import Permission, permits
from foundation.accounts.members.service import list_members
from foundation.accounts.models import User
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput, Conflict, NotFound
from foundation.mail.service import post_letter
from questionnaires.remediation.letters import steps_letter
from questionnaires.remediation.models import RemediationTask, TaskState


@dataclass(frozen=True, slots=True)
class TakeOnRequest:
    """Steps for one criterion, with who does them by when; `own_step` is the organisation's own words."""

    criterion: str
    steps: tuple[str, ...]
    own_step: str | None = None
    owner_id: uuid.UUID | None = None
    """The user; None: nobody yet."""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """How a step stands from now on; `version` is the one that the person saw."""

    state: TaskState
    note: str | None
    owner_id: uuid.UUID | None
    due_on: date | None
    version: int


def possible_owners(session: Session) -> list[User]:
    """List the members who may change controls, as closing a gap ends with a control."""
    return [one.user for one in list_members(session) if permits(one.role, Permission.CONTROLS_WRITE)]


def fetch_task(session: Session, task_id: uuid.UUID) -> RemediationTask:
    """Fetch one step; raises NotFound, also for another organisation's."""
    task = session.get(RemediationTask, task_id)
    if task is None:
        raise NotFound("There is no such step in your organisation.")
    return task


def take_on(session: Session, request: TakeOnRequest, actor: Actor, base_url: str) -> list[RemediationTask]:
    """Take steps on and tell their owner, unless that is the actor; raises Conflict for one that was taken on."""
    owner = _owner(session, request.owner_id)
    given = [(step, False) for step in request.steps]
    given += [(request.own_step, True)] if request.own_step else []
    tasks = [
        RemediationTask(
            criterion=request.criterion,
            step=step,
            own=own,
            owner_id=owner.id if owner else None,
            owner_name=owner.name if owner else None,
            due_on=request.due_on,
            state=TaskState.OPEN,
            created_by=actor.name,
        )
        for step, own in given
    ]
    session.add_all(tasks)
    _flush(session, f"One of these steps for {request.criterion} was taken on in the meantime. Look at the list again.")
    whom = owner.name if owner else "nobody yet"
    record(
        session,
        actor,
        "remediation.taken_on",
        thing="remediation",
        thing_id=request.criterion,
        summary=f"Took on {_steps(len(tasks))} for {request.criterion}, given to {whom}",
        steps=[task.step for task in tasks],
        owner=owner.name if owner else None,
        due_on=_iso(request.due_on),
    )
    if owner and owner.id != actor.user_id:
        _tell_owner(session, owner, tasks, actor, base_url)
    return tasks


def move(
    session: Session, task: RemediationTask, request: MoveRequest, actor: Actor, today: date, base_url: str
) -> bool:
    """Change how a step stands and tell a new owner; gives whether anything was different.

    Raises Conflict when somebody changed it since `request.version`.
    """
    if task.version != request.version:
        raise Conflict("Somebody changed this step while you had it open.")
    before = _standing(task)
    if request.owner_id != task.owner_id:
        owner = _owner(session, request.owner_id)
        task.owner_id, task.owner_name = (owner.id, owner.name) if owner else (None, None)
    task.due_on, task.note = request.due_on, request.note
    _set_state(task, request.state, actor, today)
    after = _standing(task)
    if after == before:
        return False
    _flush(session, "Somebody changed this step while you had it open.")
    changes = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    done = "state" in changes and task.is_done
    record(
        session,
        actor,
        "remediation.done" if done else "remediation.changed",
        thing="remediation",
        thing_id=task.id,
        summary=f"{'Done' if done else 'Changed'}, a step for {task.criterion}: {task.step}",
        changes=changes,
    )
    if "owner" in changes and task.owner_id not in (None, actor.user_id):
        _tell_owner(session, session.get_one(User, task.owner_id), [task], actor, base_url)
    return True


def give_up(session: Session, task: RemediationTask, actor: Actor) -> None:
    """Take a step off the list; the trail keeps what it was."""
    was = _standing(task) | {"step": task.step}
    summary = f"Gave up a step for {task.criterion}: {task.step}"
    record(session, actor, "remediation.given_up", thing="remediation", thing_id=task.id, summary=summary, was=was)
    session.delete(task)
    _flush(session, "Somebody changed this step while you had it open.")


def _tell_owner(session: Session, owner: User, tasks: Sequence[RemediationTask], actor: Actor, base_url: str) -> None:
    """Mail a person the steps that somebody gave them, all for one criterion."""
    steps = [(task.step, f"/remediation/{task.id}") for task in tasks]
    letter = steps_letter(actor.name, tasks[0].criterion, tasks[0].due_on, steps, base_url)
    post_letter(session, letter, recipient=owner.email)


def _set_state(task: RemediationTask, state: TaskState, actor: Actor, today: date) -> None:
    if state is TaskState.DONE and not task.is_done:
        task.done_on, task.done_by = today, actor.name
    elif state is not TaskState.DONE:
        task.done_on, task.done_by = None, None
    task.state = state


def _owner(session: Session, owner_id: uuid.UUID | None) -> User | None:
    if owner_id is None:
        return None
    found = next((user for user in possible_owners(session) if user.id == owner_id), None)
    if found is None:
        raise BadInput("Select a member who may change controls")
    return found


def _standing(task: RemediationTask) -> dict[str, str | None]:
    return {
        "state": task.state.value,
        "owner": task.owner_name,
        "due_on": _iso(task.due_on),
        "note": task.note,
    }


def _flush(session: Session, lost: str) -> None:
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as error:
        raise Conflict(lost) from error


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def untaken(suggested: Sequence[str], tasks: Sequence[RemediationTask]) -> list[str]:
    """Leave out the suggested steps that were taken on."""
    taken = {task.step for task in tasks}
    return [step for step in suggested if step not in taken]
