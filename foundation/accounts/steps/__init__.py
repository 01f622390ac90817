"""What is begun at sign-in and must be finished in the same browser soon: a code to come, a challenge to answer."""
