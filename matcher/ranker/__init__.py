"""The life of the ranking model: learnt from outcomes, tested, promoted by an admin, rolled back."""
