"""The directory's file format: the columns of `firms.csv`, reading and writing."""
