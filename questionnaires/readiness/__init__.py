"""How far a control set covers the criteria in scope: the page, and the command on files."""
