"""Which indicator a number is of: lists and clauses, the words in front and behind."""
