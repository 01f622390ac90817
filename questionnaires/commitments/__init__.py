"""What was said to whom, what it rested on, and whether that still holds."""
