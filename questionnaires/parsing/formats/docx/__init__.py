"""Word documents: the cells of their tables and the paragraphs between them, as grids. Pure."""
