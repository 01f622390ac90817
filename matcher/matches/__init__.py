"""Three firms for an intake: the run that is kept, its pages, its report, and what would change it."""
