"""What an organisation wants attested, and by when: six steps, in an account or behind a private link."""
