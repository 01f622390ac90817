"""Readers that misbehave, to be run in the confined process in place of the real one."""
