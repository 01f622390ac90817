"""What is true of an organisation, with the day on which it was."""
