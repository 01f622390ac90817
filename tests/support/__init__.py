"""What tests stand on: a PostgreSQL of their own, a running server, a browser."""
