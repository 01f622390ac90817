"""Who is doing it: passed to every service that leaves a line in the trail."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or the service itself, as the trail names them."""

    user_id: uuid.UUID | None
    name: str


SERVICE = Actor(None, "auditmatch")
VISITOR = Actor(None, "Visitor")
