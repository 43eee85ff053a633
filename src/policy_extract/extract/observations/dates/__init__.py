"""When a number is for, and whether it is promised: times of a plan, of headings, of sentences."""
