"""Rules that hold only when the organisation states a wish; a firm whose value is unknown stays, and is flagged."""

from matcher.eligibility.case import PASS, Case, Ruling, broken, flagged
from matcher.eligibility.wording import counted, joined, said
from matcher.firms.countries import serves


def region_not_served(case: Case) -> Ruling:
    """The organisation's country must be among the firm's, itself or by its group."""
    country, regions = case.wanted.hq_country, case.firm.regions
    if country is None:
        return PASS
    if not regions:
        return flagged("unknown_regions")
    if serves(regions, country):
        return PASS
    return broken(f"It does not serve {country}; it serves {joined(regions)}.")


def language_not_offered(case: Case) -> Ruling:
    """The firm must work in at least one of the wished languages."""
    wished, offered = case.wanted.languages, case.firm.languages
    if not wished:
        return PASS
    if not offered:
        return flagged("unknown_languages")
    if set(wished) & set(offered):
        return PASS
    return broken(f"It works in {joined(offered)}, and you asked for {' or '.join(wished)}.")


def offshore_not_allowed(case: Case) -> Ruling:
    """Without leave for offshore staff, a firm that uses them is out."""
    if case.wanted.offshore_ok is not False or case.firm.offshore_staff is False:
        return PASS
    if case.firm.offshore_staff is None:
        return flagged("unknown_offshore_staff")
    return broken("It uses offshore staff, and you asked for none.")


def tier_below_minimum(case: Case) -> Ruling:
    """The firm must be at least of the wished tier."""
    least, tier = case.wanted.minimum_tier, case.firm.tier
    if least is None:
        return PASS
    if tier is None:
        return flagged("unknown_tier")
    if tier.step >= least.step:
        return PASS
    return broken(f"It is a {said(tier)} firm, and you asked for at least a {said(least)} one.")


def senior_contact_not_offered(case: Case) -> Ruling:
    """A senior person must be the day-to-day contact where that is wished."""
    if not case.wanted.senior_contact_required or case.firm.senior_contact:
        return PASS
    if case.firm.senior_contact is None:
        return flagged("unknown_senior_contact")
    return broken("Its day-to-day contact is no senior person, and you asked for one.")


def headcount_out_of_range(case: Case) -> Ruling:
    """The organisation must be of a size that the firm takes; an end that is not stated is no limit."""
    people, fewest, most = case.wanted.headcount, case.firm.headcount_min, case.firm.headcount_max
    if people is None:
        return flagged("unknown_headcount")
    if fewest is not None and people < fewest:
        return broken(f"It takes companies from {counted(fewest, 'person', 'people')} up, and you are {people:,}.")
    if most is not None and people > most:
        return broken(f"It takes companies of up to {counted(most, 'person', 'people')}, and you are {people:,}.")
    return PASS
