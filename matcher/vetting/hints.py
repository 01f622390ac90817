"""What the form of each check tells the admin: where to look, and how to write it. Data."""

from collections.abc import Mapping

from matcher.firms.questions import QUESTIONS
from matcher.vetting.facts import Fact

WHERE: Mapping[Fact, str] = {
    Fact.FIRM_LICENCE: "Ask the state board. Only a licensed CPA firm may issue a SOC 2 report.",
    Fact.SIGNER_LICENCE: "Ask the state board about the person who signs the report. Companies are not told the name.",
    Fact.PEER_REVIEW: "Look into the public peer review file. SOC 2 work needs a System Review; the name there is "
    "that on the licence.",
    Fact.CLEAN_OPINION: "Read its site, its offers and its mails. No auditor may promise what the opinion will say.",
    Fact.CREDENTIAL: "Ask the register of the framework. A CPA licence covers none of the others: HITRUST needs an "
    "External Assessor, CMMC a C3PAO, PCI DSS a QSA company, ISO 27001 an accredited certification body.",
    Fact.INSURANCE: "Ask the firm for the certificate of its professional liability policy.",
    Fact.SAMPLE_REPORT: "Read a report that the firm gave you, with the names in it taken out.",
    Fact.FEES: "Ask the firm. Fees are for about 50 people and Security only; empty is not known.",
    Fact.CAPACITY: "Ask the firm. After 60 days its word is to be asked for again.",
}
"""Where an admin looks each fact up."""
_OWN: Mapping[str, str] = {
    "signer": "For admins only",
    "state": "Two letters, such as OH",
    "licence_state": "Two letters, such as OH. The gate looks at one licence; others stand in the ledger alone",
    "framework": "Such as ISO 27001, HITRUST or PCI DSS",
    "last_day": "The last day on which it holds",
    "insurer": "For admins only",
    "report": "For admins only. As in SOC 2 Type 2 of a payroll company, June 2026",
}
HINTS: Mapping[str, str] = {**{question.column: question.hint for question in QUESTIONS if question.hint}, **_OWN}
"""Field -> how to write it."""
