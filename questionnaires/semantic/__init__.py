"""Dense vectors for retrieval, when the extra `semantic` is installed and a model is set."""
