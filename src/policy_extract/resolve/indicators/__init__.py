"""Names of indicators: spellings of one definition."""
