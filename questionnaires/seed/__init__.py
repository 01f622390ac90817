"""What the demo organisation knows about itself."""
