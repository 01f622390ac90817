"""A questionnaire's life: received, columns corrected, answered, reviewed, approved, taken out."""
