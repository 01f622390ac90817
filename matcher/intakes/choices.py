"""What the intake's lists offer: each word of `intake.json` with its label."""

from collections.abc import Iterable, Sequence

from foundation.criteria import Category
from matcher.eligibility.wording import headed
from matcher.firms.words import Industry, Tier
from matcher.intakes.wanted import Opinion

Choices = Sequence[tuple[str, str]]

CATEGORIES: Choices = (
    (Category.AVAILABILITY, "Availability: you promise uptime or recovery"),
    (Category.PROCESSING_INTEGRITY, "Processing Integrity: customers rely on what you compute or move"),
    (Category.CONFIDENTIALITY, "Confidentiality: you hold information that is confidential by contract"),
    (Category.PRIVACY, "Privacy: you handle personal information under a privacy notice"),
)
REPORT_TYPES: Choices = (
    ("type_1", "Type 1: the design of your controls, as of one day"),
    ("type_2", "Type 2: how your controls worked over several months"),
    ("type_1_then_2", "Type 1 first, then Type 2: something to show soon, and the full report later"),
)
READINESS: Choices = (
    ("none", "We have not begun"),
    ("gap_assessed", "We know our gaps and have not closed them yet"),
    ("remediating", "We are closing our gaps"),
    ("ready", "Our controls stand and leave evidence"),
    ("", "I do not know (we count as for “not begun”)"),
)
WINDOWS: Choices = (
    ("", "Not sure: count with 6 months"),
    ("3", "3 months: the shortest that buyers usually accept"),
    ("6", "6 months: what most buyers ask for"),
    ("9", "9 months"),
    ("12", "12 months: usual from the second report on"),
)
PRIORITIES: Choices = (
    ("", "As usual"),
    ("0", "Not at all"),
    ("1", "Very little"),
    ("2", "A little less than usual"),
    ("4", "More than usual"),
    ("5", "Above all"),
)


def labelled(words: Iterable[str]) -> list[tuple[str, str]]:
    """Label words as a person writes them."""
    return [(word, headed(word)) for word in words]


FRAMEWORKS: Choices = labelled(
    ("iso_27001", "hipaa", "pci_dss", "hitrust", "soc_1", "soc_3", "cmmc", "fedramp", "iso_27701", "iso_42001")
)
CLOUDS: Choices = labelled(("aws", "azure", "gcp", "on_premises"))
DATA_TYPES: Choices = (
    ("pii", "Personal information (names, addresses, accounts)"),
    ("phi", "Health information"),
    ("card", "Payment card data"),
)
PLATFORMS: Choices = (
    ("", "None, or not decided"),
    *labelled(("vanta", "drata", "secureframe", "sprinto", "thoropass", "scrut", "trustcloud")),
    ("spreadsheet", "Spreadsheets and folders"),
)
INDUSTRIES: Choices = (("", "Not sure, or rather not say"), *labelled(Industry))
TIERS: Choices = (("", "Any size"), *labelled(Tier))
OPINIONS: Choices = (("", "I do not know"), *labelled(Opinion))
LANGUAGES: Choices = (
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("de", "German"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("zh", "Chinese"),
    ("hi", "Hindi"),
)
