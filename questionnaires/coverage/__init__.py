"""What a control set is held against: the scope that an organisation settled, and what its buyers ask about."""
