"""An organisation, the people in it and their roles."""
