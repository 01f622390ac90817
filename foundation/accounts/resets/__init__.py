"""A forgotten password: a mailed one-use link to choose a new one."""
