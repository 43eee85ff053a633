"""Names of places: divisions by code, platforms and towns by what they lie in."""
