"""How often something may be tried: wrong passwords and codes are counted in the database."""
