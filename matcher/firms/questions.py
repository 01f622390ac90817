"""What is asked of a firm and what each answer is called, in the groups that forms and pages show: data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One column of `firms.csv`: its title on pages, its question on the form, and how to write the answer."""

    column: str
    title: str
    asks: str
    hint: str | None = None
    is_long: bool = False
    is_private: bool = False
    """For admins only."""
    is_decided: bool = False
    """No edit sets it: it follows from the firm's vetting, or from its being added."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    title: str
    questions: tuple[Question, ...]


_USUAL = "For about 50 people and Security only"
_MANY = "Separate several with a semicolon (;)"

GROUPS = (
    Group(
        "Identity",
        (
            Question("firm_id", "Id", "What is the firm's id in files?", "Such as F-061; it never changes afterwards"),
            Question("name", "Name", "What is the firm's name?"),
            Question("legal_name", "Legal name", "What is its legal name?", "As on its licence"),
            Question("website", "Website", "What is its website?"),
            Question("tier", "Tier", "How far does the firm reach?"),
            Question("hq_country", "Country of its seat", "In which country is its seat?", "Two letters, such as US"),
            Question("hq_state", "State of its seat", "In which state is its seat?"),
        ),
    ),
    Group(
        "Licence",
        (
            Question("licence_state", "Licensed in", "Which state licensed the firm?"),
            Question("licence_number", "Licence number", "What is its licence number?"),
            Question("licence_status", "Licence status", "What does the state board say of the licence?"),
            Question("licence_checked_on", "Licence checked on", "On which day was the board asked?"),
            Question("licence_expires_on", "Licence valid until", "What is the last day the licence is valid?"),
            Question("licence_source", "Source of the licence check", "Where was the licence looked up?", "An address"),
        ),
    ),
    Group(
        "Peer review",
        (
            Question(
                "peer_review_type",
                "Type of peer review",
                "Which peer review did the firm have?",
                "SOC work needs a System Review",
            ),
            Question("peer_review_rating", "Peer review rating", "What did it find?"),
            Question("peer_review_period_end", "Peer review period ends", "On which day does the reviewed period end?"),
            Question("peer_review_covers_soc", "Review covers SOC work", "Did it look at SOC examinations?"),
            Question("peer_review_source", "Source of the peer review", "Where was it looked up?", "An address"),
        ),
    ),
    Group(
        "Offer",
        (
            Question("report_types", "Report types", "Which SOC 2 reports does the firm issue?"),
            Question("categories", "Categories", "Which categories does it examine?"),
            Question(
                "frameworks",
                "Other frameworks",
                "For which other frameworks does it hold a credential?",
                f"With the credential's last day, as in iso_27001:2027-03-01; hipaa. {_MANY}",
            ),
            Question(
                "industries",
                "Industries",
                "In which industries has it issued SOC 2 reports?",
                f"With the number of reports, as in saas:40; fintech:12. {_MANY}",
                is_long=True,
            ),
            Question("headcount_min", "Smallest company, people", "How many people has the smallest company it takes?"),
            Question("headcount_max", "Largest company, people", "How many people has the largest company it takes?"),
            Question(
                "regions", "Regions", "Which regions does it serve?", f"Country codes, or EU, EEA, WORLD. {_MANY}"
            ),
            Question("languages", "Languages", "Which languages does it work in?", f"Codes such as en; de. {_MANY}"),
            Question("offshore_staff", "Staff offshore", "Does it use staff offshore?"),
            Question("clouds", "Clouds", "Which clouds does it know?", f"Such as aws; gcp; azure. {_MANY}"),
            Question(
                "platforms",
                "Evidence platforms",
                "Which evidence platforms does it work with?",
                f"Such as vanta; drata; spreadsheet. {_MANY}",
            ),
            Question(
                "exception_process",
                "When a control fails",
                "What does the firm do when a control fails in fieldwork?",
                "In its own words",
                is_long=True,
            ),
            Question("senior_contact", "Senior day-to-day contact", "Is the day-to-day contact a senior person?"),
            Question("guarantees_clean_opinion", "Promises a clean opinion", "Does it promise a clean opinion?"),
        ),
    ),
    Group(
        "Fees",
        (
            Question(
                "type_1_fee_min_usd", "Type 1 fee from", "What is the lowest fee for a Type 1, in US dollars?", _USUAL
            ),
            Question("type_1_fee_max_usd", "Type 1 fee to", "What is the highest fee for a Type 1, in US dollars?"),
            Question(
                "type_2_fee_min_usd", "Type 2 fee from", "What is the lowest fee for a Type 2, in US dollars?", _USUAL
            ),
            Question("type_2_fee_max_usd", "Type 2 fee to", "What is the highest fee for a Type 2, in US dollars?"),
            Question(
                "fee_per_extra_category_pct",
                "Each further category adds",
                "How many per cent does each further category add?",
                "15 means 15 %",
            ),
            Question("fees_as_of", "Fees as of", "On which day were these fees told?"),
        ),
    ),
    Group(
        "Capacity",
        (
            Question("next_start_on", "Next start", "On which day can it start next?"),
            Question("open_slots", "Open slots", "How many more engagements can it take?"),
            Question("capacity_as_of", "Capacity as of", "On which day was this told?"),
            Question("fieldwork_weeks", "Fieldwork", "How many weeks does fieldwork take?"),
            Question("report_weeks", "Report after fieldwork", "How many weeks after fieldwork does the report come?"),
        ),
    ),
    Group(
        "People",
        (
            Question(
                "soc2_reports_per_year", "SOC 2 reports a year", "How many SOC 2 reports does it issue in a year?"
            ),
            Question("cpa_count", "CPAs", "How many CPAs work there?"),
            Question("cisa_count", "CISAs", "How many CISAs work there?"),
            Question("rating", "Rating by companies", "How do companies rate it, from 0 to 5?"),
            Question("rating_count", "Ratings", "How many companies rated it?"),
            Question("contact_name", "Contact", "Who is our contact there?", is_private=True),
            Question("contact_email", "Contact's e-mail", "What is the contact's e-mail address?", is_private=True),
        ),
    ),
    Group(
        "Vetting",
        (
            Question("vetting_status", "Vetting status", "Where does the firm stand in our vetting?", is_decided=True),
            Question("verified_on", "Verified on", "On which day was it verified?", is_decided=True),
            Question(
                "conflict_clients",
                "Conflicts",
                "Which companies may it not examine?",
                f"Seen by admins only. {_MANY}",
                is_private=True,
            ),
            Question(
                "notes", "Notes", "What else should admins know?", "Seen by admins only", is_long=True, is_private=True
            ),
        ),
    ),
)
QUESTIONS = tuple(question for group in GROUPS for question in group.questions)
TITLES = {question.column: question.title for question in QUESTIONS}
