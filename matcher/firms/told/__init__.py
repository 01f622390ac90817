"""What firms told of themselves, as admins look through it."""
