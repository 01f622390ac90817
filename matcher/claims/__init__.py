"""A firm takes its own profile over, by a mailed one-use link to its domain."""
