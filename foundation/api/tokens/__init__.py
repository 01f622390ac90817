"""Personal tokens, with which a program acts for one member of one organisation."""
