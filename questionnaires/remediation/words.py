"""How steps read on pages and in files."""

from questionnaires.remediation.models import TaskState

STATES = {TaskState.OPEN: "Not begun", TaskState.DOING: "Being done", TaskState.DONE: "Done"}
TONES = {TaskState.OPEN: "open", TaskState.DOING: "part", TaskState.DONE: "good"}
SHOWN: dict[str, str] = {
    "to_do": "Still to do",
    "overdue": "Overdue",
    **{state.value: label for state, label in STATES.items()},
    "all": "All",
}
ORDERED = {"due": "Due date", "owner": "Owner", "criterion": "Criterion"}

DONE_IS_NOT_COVERED = (
    "A step that is done does not cover its criterion by itself: a control that is in place and names it does."
)
