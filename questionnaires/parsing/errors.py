"""Why a questionnaire file could not be read."""

from foundation.errors import Unreadable


class UnreadableQuestionnaire(Unreadable):
    """A file that cannot be read as a questionnaire; the message says what was found and what to do."""
