"""Errors that a person can act on. The class's docstring is its meaning, the message is for the person."""


class AuditmatchError(Exception):
    """Something that the person in front of the product can understand and put right."""

    def __init__(self, problem: str, where: str | None = None) -> None:
        self.problem = problem
        self.where = where
        super().__init__(f"{where}: {problem}" if where else problem)


class NotFound(AuditmatchError):
    """No such thing, or none that this organisation may see."""


class Forbidden(AuditmatchError):
    """The thing is yours to see, but your role may not do this deed."""


class BadInput(AuditmatchError):
    """What was given cannot be used; the message names the place and the remedy."""


class Unreadable(BadInput):
    """A file that cannot be read as what it claims to be."""


class Conflict(AuditmatchError):
    """Somebody else changed the thing in the meantime, or its state no longer allows the deed."""


class TooManyAttempts(AuditmatchError):
    """It was tried too often within a short time; the message says how long to wait."""


class ScopeError(RuntimeError):
    """A bug, not an input: rows of an organisation were touched with no organisation bound to the session."""
