"""How far an organisation trusts drafts: its error budget, who may approve, and what its reviews have shown."""
