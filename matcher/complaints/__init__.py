"""What a company or a firm complains of, and what the platform answered."""
