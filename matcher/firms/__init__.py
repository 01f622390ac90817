"""The directory: firms, what was vetted and when, each with its history; import and export."""
