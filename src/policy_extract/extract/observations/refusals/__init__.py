"""Numbers that are no statements: the refuse stage, its rules and what they need."""
