"""Collections that an organisation keeps by file as well as by hand: what an import would change, then the change."""
