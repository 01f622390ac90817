"""Which categories to add to Security: a few plain questions, a proposal, and why. The person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.criteria import Category


@dataclass(frozen=True, slots=True)
class ScopeQuestion:
    """One question whose yes speaks for adding a category."""

    name: str
    category: Category
    text: str
    hint: str
    when_yes: str
    when_no: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether a category should be added, and why; `add` is None where the question was left open."""

    category: Category
    add: bool | None
    why: str


QUESTIONS: tuple[ScopeQuestion, ...] = (
    ScopeQuestion(
        "promises_uptime",
        Category.AVAILABILITY,
        "Do you promise customers uptime or recovery times?",
        "For example in a service level agreement, or on a status page that customers rely on.",
        "you promise uptime or recovery, and buyers will want to see that it is examined",
        "you promise no uptime and no recovery times",
    ),
    ScopeQuestion(
        "computes_results",
        Category.PROCESSING_INTEGRITY,
        "Does your service compute or move things that customers rely on being right?",
        "For example payments, payroll, invoices or trades.",
        "customers rely on what your service computes or moves",
        "customers do not rely on amounts or records that your service computes or moves",
    ),
    ScopeQuestion(
        "holds_confidential",
        Category.CONFIDENTIALITY,
        "Do your contracts oblige you to keep customers' information confidential?",
        "For example source code, business plans, designs or unpublished figures.",
        "your contracts oblige you to keep information confidential",
        "your contracts name no information that you must keep confidential",
    ),
    ScopeQuestion(
        "handles_personal",
        Category.PRIVACY,
        "Do you collect or handle people's personal information under a privacy notice?",
        "For example patients, employees or consumers who use your service. Business contacts alone are no reason.",
        "you handle people's personal information under a privacy notice",
        "you handle no personal information under a privacy notice",
    ),
)


def propose(answers: Mapping[str, bool | None]) -> tuple[Proposal, ...]:
    """Propose categories from answers by question name; a question without an answer gives no advice either way."""
    security = Proposal(Category.SECURITY, True, "it is part of every SOC 2 report")
    return (security, *(_proposal(question, answers.get(question.name)) for question in QUESTIONS))


def proposed(proposals: Sequence[Proposal]) -> tuple[Category, ...]:
    """Name the categories that a proposal adds up to."""
    return tuple(proposal.category for proposal in proposals if proposal.add)


def _proposal(question: ScopeQuestion, answer: bool | None) -> Proposal:
    if answer is None:
        return Proposal(question.category, None, "you left the question open")
    return Proposal(question.category, answer, question.when_yes if answer else question.when_no)
