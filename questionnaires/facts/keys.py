"""The facts that FORMATS knows by name; an organisation may keep others beside them."""

KNOWN_KEYS = {
    "legal_name": "Legal name",
    "trading_name": "Trading name",
    "website": "Website",
    "headquarters": "Headquarters",
    "founded": "Founded",
    "employees": "Employees",
    "hosting_provider": "Hosting provider",
    "hosting_regions": "Hosting regions",
    "products": "Products",
    "security_contact": "Security contact",
    "privacy_contact": "Privacy contact",
    "dpo": "Data protection officer",
    "soc2_report_type": "SOC 2 report type",
    "soc2_categories": "SOC 2 categories",
    "soc2_period_start": "First day of the SOC 2 window",
    "soc2_period_end": "Last day of the SOC 2 window",
    "soc2_auditor": "SOC 2 auditor",
    "soc2_opinion": "SOC 2 opinion",
    "iso27001_certificate": "ISO 27001 certificate",
    "hipaa": "HIPAA",
    "pci_dss": "PCI DSS",
    "penetration_test_last_on": "Last penetration test",
    "penetration_test_by": "Penetration test by",
    "insurance": "Insurance",
    "subprocessors": "Subprocessors",
    "data_locations": "Data locations",
    "rto_hours": "Recovery time objective, hours",
    "rpo_hours": "Recovery point objective, hours",
    "uptime_sla_percent": "Promised uptime, percent",
    "tls_minimum_version": "Lowest TLS version",
    "encryption_at_rest": "Encryption at rest",
    "password_minimum_length": "Shortest password, characters",
    "backup_frequency": "Backup frequency",
    "log_retention_days": "Log retention, days",
    "breach_notice_hours": "Breach notice, hours",
}
"""Key -> the label that a page shows, in the order of FORMATS."""

REPORT_KEYS = {"soc2_exceptions": "SOC 2 exceptions", "soc2_report_on": "Date of the SOC 2 report"}
"""Keys that a recorded report writes beside the known ones, with their labels."""

DAY_KEYS = frozenset({"soc2_period_start", "soc2_period_end", "penetration_test_last_on"})
"""Keys whose value is an ISO day."""
