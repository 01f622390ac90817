"""The second step of signing in: after the password, the code."""
