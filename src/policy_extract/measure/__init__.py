"""Words → values, without context: quantities, periods, numerals."""
