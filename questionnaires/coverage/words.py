"""How coverage reads on pages and in files."""

from questionnaires.controls.readiness import CoverageState
from questionnaires.controls.stage import ReadinessStage

STATES = {
    CoverageState.COVERED: "Covered",
    CoverageState.PARTIAL: "Partly covered",
    CoverageState.GAP: "Gap",
    CoverageState.NOT_APPLICABLE: "Not applicable",
}
STAGES = {
    ReadinessStage.NONE: "Not begun",
    ReadinessStage.GAP_ASSESSED: "Gaps known, not closed yet",
    ReadinessStage.REMEDIATING: "Closing gaps",
    ReadinessStage.READY: "Ready",
}
"""The intake's four answers to how ready an organisation is, in short."""
