"""Evidence: the links and files that show that a control is done or that a fact is true."""
