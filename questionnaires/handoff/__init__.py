"""What an auditor gets to begin with: scope, controls by criterion, evidence and open gaps, in one package."""
