"""The gate: may a firm be shown for an intake, what would it cost, when could it report? Pure."""
