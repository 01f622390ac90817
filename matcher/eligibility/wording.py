"""How values are said in the sentences of exclusions, flags and reasons."""

from collections.abc import Iterable, Sequence

_AS_WRITTEN = {
    "soc_1": "SOC 1",
    "soc_3": "SOC 3",
    "hipaa": "HIPAA",
    "hitrust": "HITRUST",
    "pci_dss": "PCI DSS",
    "cmmc": "CMMC",
    "fedramp": "FedRAMP",
    "type_1": "Type 1",
    "type_2": "Type 2",
    "type_1_then_2": "Type 1, then Type 2",
    "saas": "SaaS",
    "hr_payroll": "HR and payroll",
    "ai_ml": "AI",
    "aws": "AWS",
    "gcp": "Google Cloud",
    "azure": "Azure",
    "trustcloud": "TrustCloud",
}
_NAMED = frozenset(["vanta", "drata", "secureframe", "sprinto", "thoropass", "scrut", "fieldguide", "audora"])


def said(word: str) -> str:
    """Say a word of the formats as a person writes it: `pci_dss` is PCI DSS, `processing_integrity` has a space."""
    if word in _AS_WRITTEN:
        return _AS_WRITTEN[word]
    if word.startswith("iso_"):
        return word.replace("_", " ").upper()
    return word.capitalize() if word in _NAMED else word.replace("_", " ")


def headed(word: str) -> str:
    """Say a word of the formats as the beginning of a line."""
    return said(word)[:1].upper() + said(word)[1:]


def listed(words: Iterable[str]) -> str:
    """Join words as in a sentence: `a`, `a and b`, `a, b and c`."""
    spoken = [said(word) for word in words]
    return joined(spoken)


def joined(parts: Sequence[str]) -> str:
    """Join texts as they stand with commas and a last `and`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def dollars(amount: float) -> str:
    """Say an amount of US dollars, whole."""
    return f"${amount:,.0f}"


def counted(number: float, one: str, many: str | None = None) -> str:
    """Say a number with its noun: `1 day`, `12 days`."""
    return f"{number:,.0f} {one if round(number) == 1 else many or one + 's'}"
