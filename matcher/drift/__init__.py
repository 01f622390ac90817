"""The weekly look at whether the ranking still holds: chances of being asked, features, fee estimates."""
