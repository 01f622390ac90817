"""Who is to answer what of a questionnaire, and by when."""
