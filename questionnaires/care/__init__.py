"""Care for what answers rest on: who owns it, when it is reviewed next, who is reminded, changing many at once."""
