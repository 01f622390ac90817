"""The control set of an organisation, and how far it covers the criteria."""
