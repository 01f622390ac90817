"""Bytes of each file format to sheets of text in cells, or straight to questions where there is no sheet. Pure."""
