"""An organisation's own policies and evidence: documents cut into sections by their headings. Pure over bytes."""
