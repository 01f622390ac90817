"""A buyer's file to questions and the cells their answers belong in, each format by itself. Pure."""
