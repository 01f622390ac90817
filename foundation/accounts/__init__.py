"""Organisations, people, memberships, invitations and sign-in."""
