"""What a firm is asked about itself, in the groups of its profile page: data."""

from matcher.firms.questions import Group, Question

_USUAL = "For about 50 people and Security only"
_MANY = "Separate several with a semicolon (;)"

GROUPS = (
    Group(
        "What you offer",
        (
            Question("report_types", "Report types", "Which SOC 2 reports do you issue?"),
            Question("categories", "Categories", "Which categories do you examine?"),
            Question(
                "industries",
                "Industries",
                "In which industries have you issued SOC 2 reports?",
                f"With the number of reports, as in saas:40; fintech:12. {_MANY}",
                is_long=True,
            ),
            Question("headcount_min", "Smallest company", "How many people has the smallest company you take?"),
            Question("headcount_max", "Largest company", "How many people has the largest company you take?"),
            Question("regions", "Regions", "Which regions do you serve?", f"Country codes, or EU, EEA, WORLD. {_MANY}"),
            Question("languages", "Languages", "Which languages do you work in?", f"Codes such as en; de. {_MANY}"),
            Question("offshore_staff", "Staff offshore", "Do you use staff offshore?"),
            Question("clouds", "Clouds", "Which clouds do you know?", f"Such as aws; gcp; azure. {_MANY}"),
            Question(
                "platforms",
                "Evidence platforms",
                "Which evidence platforms do you work with?",
                f"Such as vanta; drata; spreadsheet. {_MANY}",
            ),
            Question("senior_contact", "Senior contact", "Is the day-to-day contact a senior person?"),
            Question(
                "exception_process",
                "When a control fails",
                "What do you do when a control fails in fieldwork?",
                "In your own words; companies read it",
                is_long=True,
            ),
        ),
    ),
    Group(
        "Fees",
        (
            Question(
                "type_1_fee_min_usd", "Type 1 fee from", "What is your lowest fee for a Type 1, in US dollars?", _USUAL
            ),
            Question(
                "type_1_fee_max_usd", "Type 1 fee to", "What is your highest fee for a Type 1, in US dollars?", _USUAL
            ),
            Question(
                "type_2_fee_min_usd", "Type 2 fee from", "What is your lowest fee for a Type 2, in US dollars?", _USUAL
            ),
            Question(
                "type_2_fee_max_usd", "Type 2 fee to", "What is your highest fee for a Type 2, in US dollars?", _USUAL
            ),
            Question(
                "fee_per_extra_category_pct",
                "Each further category adds",
                "How many per cent does each further category add?",
                "15 means 15 %",
            ),
        ),
    ),
    Group(
        "How long it takes, and who does it",
        (
            Question("fieldwork_weeks", "Fieldwork", "How many weeks does fieldwork take?"),
            Question("report_weeks", "Report", "How many weeks after fieldwork does the report come?"),
            Question("soc2_reports_per_year", "SOC 2 reports", "How many SOC 2 reports do you issue in a year?"),
            Question("cpa_count", "CPAs", "How many CPAs work with you?"),
            Question("cisa_count", "CISAs", "How many CISAs work with you?"),
        ),
    ),
    Group(
        "Whom we write to",
        (
            Question("contact_name", "Contact", "Who is our contact?", "Companies do not see it"),
            Question(
                "contact_email",
                "Contact's e-mail",
                "What is the contact's e-mail address?",
                "At your own domain; companies do not see it",
            ),
        ),
    ),
)
QUESTIONS = tuple(question for group in GROUPS for question in group.questions)
