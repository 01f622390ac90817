"""What an auditor is handed before fieldwork: one file with scope, controls by criterion, evidence and open gaps."""
