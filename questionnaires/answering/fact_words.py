"""Words of facts that a recorded report writes. They stand here and not in the lexicon, whose text is learnt from."""

from collections.abc import Mapping

FACT_WORDS: Mapping[str, Mapping[str, str]] = {
    "soc2_report_on": {
        "evidence": "soc 2 report issued issuance dated date published delivered signed month year day when",
        "says": "Our SOC 2 report was issued on {value}.",
        "wants": "date",
    },
    "soc2_exceptions": {"says": "Exceptions in our SOC 2 report: {value}."},
}
"""Key -> words that it is evidence of, its wording for a buyer, and the kind of its value, as in the lexicon."""

ENDS: Mapping[str, str] = {"soc2_period_start": "soc2_period_end", "soc2_period_end": "soc2_period_start"}
"""Facts that are the two ends of one period: who asks for it wants both."""
