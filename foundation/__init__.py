"""What both packages stand on; it knows neither of them."""
