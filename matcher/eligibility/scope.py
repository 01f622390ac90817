"""Rules about what the firm examines and issues."""

from datetime import date

from matcher.eligibility.case import PASS, Case, Ruling, broken, flagged
from matcher.eligibility.wording import joined, listed, said

NEEDS_NO_CREDENTIAL_DATE = frozenset(["soc_1", "soc_3", "hipaa"])


def report_type_not_offered(case: Case) -> Ruling:
    """The firm must issue the wanted type; a Type 1 with a Type 2 after it needs both."""
    if case.wanted.report_type is None:
        return PASS
    if not case.firm.report_types:
        return flagged("unknown_report_types")
    missing = [kind for kind in case.wanted.report_type.offered_types if kind not in case.firm.report_types]
    if missing:
        return broken(f"It does not issue {listed(missing)} reports; it offers {listed(case.firm.report_types)}.")
    return PASS


def category_not_covered(case: Case) -> Ruling:
    """The firm must examine every wanted category."""
    if not case.firm.categories:
        return flagged("unknown_categories")
    missing = [category for category in case.wanted.categories if category not in case.firm.categories]
    if missing:
        return broken(f"It does not examine {listed(missing)}; it offers {listed(case.firm.categories)}.")
    return PASS


def framework_credential_missing(case: Case) -> Ruling:
    """Each further framework needs the firm's own credential, valid today."""
    if not case.wanted.frameworks:
        return PASS
    if not case.firm.frameworks:
        return flagged("unknown_frameworks")
    lacks = [problem for name in case.wanted.frameworks if (problem := _lacking(case, name))]
    if lacks:
        return broken(f"{joined(lacks)}.")
    if any(_undated(case, framework) for framework in case.wanted.frameworks):
        return flagged("credential_date_unknown")
    return PASS


def _lacking(case: Case, framework: str) -> str | None:
    if framework not in case.firm.frameworks:
        return f"It has no credential for {said(framework)}"
    expires_on = case.firm.frameworks[framework]
    if not _before(expires_on, case.today):
        return None
    return f"Its credential for {said(framework)} expired on {expires_on}"


def _before(expires_on: date | None, today: date) -> bool:
    return expires_on is not None and expires_on < today


def _undated(case: Case, framework: str) -> bool:
    return framework not in NEEDS_NO_CREDENTIAL_DATE and case.firm.frameworks[framework] is None
