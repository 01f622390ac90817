"""What the engine learns from and how: the question bank, its split, and the fitting of the shipped artefacts. Pure."""
