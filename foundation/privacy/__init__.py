"""What is kept of an organisation: taking it out, deleting it, and forgetting what is older than the settings say."""
