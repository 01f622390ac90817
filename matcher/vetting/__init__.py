"""The vetting ledger: what was checked of each firm, by whom, when, until when it holds; where a firm stands."""
