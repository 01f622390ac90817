"""The edge to Flask: session, errors, filters, headers."""
