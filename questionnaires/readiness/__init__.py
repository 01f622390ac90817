"""How far the control set covers the criteria in scope, as a page."""
