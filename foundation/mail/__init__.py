"""Mail: written to an outbox table in the transaction that causes it, sent from there."""
