"""Rules about ties between the firm and the organisation."""

from matcher.eligibility.case import PASS, Case, Ruling, broken
from matcher.eligibility.names import names_firm, same_name


def independence_conflict(case: Case) -> Ruling:
    """A firm with ties that the intake or the firm itself names is not independent; building the controls is one."""
    ties = case.wanted.independence
    if names_firm(ties.firms_that_built_controls, case.firm):
        return broken("You said that it built your controls, so it may not examine them.")
    if names_firm(ties.firms_with_financial_ties, case.firm):
        return broken("You said that you and it have financial ties, so it is not independent of you.")
    if names_firm(ties.firms_doing_tax_or_bookkeeping, case.firm):
        return broken("You said that it does your tax or bookkeeping, so it is not independent of you.")
    company = case.wanted.organisation
    if company and any(same_name(company, client) for client in case.firm.conflict_clients):
        return broken(f"It lists {company} among the companies it may not examine.")
    return PASS


def excluded_by_company(case: Case) -> Ruling:
    """The organisation may leave out any firm by id or name."""
    if given := names_firm(case.wanted.excluded_firms, case.firm):
        return broken(f"You asked to leave out {given}.")
    return PASS
