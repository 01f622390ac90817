"""Background work whose truth is a row in the database."""
