"""How right the answer engine is, beside two rivals that take likeness for support: `make bench-answers`."""
