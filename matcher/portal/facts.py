"""What a firm may say of itself: the one list; every other column is the platform's."""

FEES = (
    "type_1_fee_min_usd",
    "type_1_fee_max_usd",
    "type_2_fee_min_usd",
    "type_2_fee_max_usd",
    "fee_per_extra_category_pct",
)
CAPACITY = ("open_slots", "next_start_on")
COMMERCIAL = frozenset(
    (
        *FEES,
        "report_types",
        "categories",
        "industries",
        "headcount_min",
        "headcount_max",
        "clouds",
        "platforms",
        "regions",
        "languages",
        "offshore_staff",
        "fieldwork_weeks",
        "report_weeks",
        "senior_contact",
        "exception_process",
        "soc2_reports_per_year",
        "cpa_count",
        "cisa_count",
        "contact_name",
        "contact_email",
    )
)
"""Columns of the profile page. The website is not among them: its domain decides who may claim the firm."""
MAY_TELL = COMMERCIAL | frozenset(CAPACITY)
"""Columns whose values are the firm's own; the days they are told on follow by themselves."""
SOURCE = "Told by the firm itself"
