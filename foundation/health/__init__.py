"""How the installation does: probes, metrics, and the status page for its admins."""
