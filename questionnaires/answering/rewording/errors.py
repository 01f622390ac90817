"""Why an endpoint's wording is not used. None of these fails an answer: our own wording stays."""

from foundation.errors import AuditmatchError


class NoWording(AuditmatchError):
    """The endpoint gave nothing that may stand in an answer."""


class NoReply(NoWording):
    """The endpoint could not be reached, answered with an error, or took too long."""
