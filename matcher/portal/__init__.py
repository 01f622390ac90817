"""The pages of a claimed firm's own people."""
