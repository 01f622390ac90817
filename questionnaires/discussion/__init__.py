"""What people say to each other about an answer."""
