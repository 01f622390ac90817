"""Coverage as it was measured from day to day, never changed afterwards."""
