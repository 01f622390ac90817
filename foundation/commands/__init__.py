"""The command line's own part: the group, and the commands that run the service."""
