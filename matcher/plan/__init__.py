"""Pure: milestones from today to the report, and what was promised beside what came; chart and calendar file."""
