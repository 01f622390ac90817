"""What firms offer an introduced company, in one form; its comparison and choice; how honest our estimates were."""
