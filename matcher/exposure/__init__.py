"""Who was eligible, who was shown, and what a model gives each size of firm: measured, and published."""
