"""What is left when processes are killed in the middle of everything."""
