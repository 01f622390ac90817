"""The six steps of an intake, in the order in which they are asked."""

from enum import StrEnum


class Step(StrEnum):
    """One page of questions; its name stands in the address."""

    COMPANY = "company"
    SCOPE = "scope"
    READINESS = "readiness"
    BUDGET = "budget"
    CONSTRAINTS = "constraints"
    INDEPENDENCE = "independence"

    @property
    def heading(self) -> str:
        """What the step is called on pages."""
        return _HEADINGS[self]

    @property
    def lead(self) -> str:
        """One sentence on what the step is for."""
        return _LEADS[self]

    @property
    def number(self) -> int:
        """Place among the steps, from 1."""
        return list(Step).index(self) + 1

    @property
    def next(self) -> "Step | None":
        """The step after it; None after the last, when the review comes."""
        return next((step for step in Step if step.number == self.number + 1), None)


_HEADINGS = {
    Step.COMPANY: "Your company",
    Step.SCOPE: "What is examined",
    Step.READINESS: "Readiness and time",
    Step.BUDGET: "Budget and priorities",
    Step.CONSTRAINTS: "What you need of a firm",
    Step.INDEPENDENCE: "Independence",
}
_LEADS = {
    Step.COMPANY: "Your size and industry decide which firms know companies like yours, and about what they charge.",
    Step.SCOPE: "Which report you need and what it covers. Leave open what you do not know yet.",
    Step.READINESS: "From these answers we work out the earliest day on which each firm could hand over the report.",
    Step.BUDGET: "Firms whose estimated fee begins above your budget are left out. Your priorities turn the ranking.",
    Step.CONSTRAINTS: "Only what you state here rules a firm out. Leave everything else open and you see more firms.",
    Step.INDEPENDENCE: "An auditor must be independent of you. Firms with these ties may not examine you.",
}
