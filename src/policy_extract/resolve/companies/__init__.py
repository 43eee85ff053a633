"""Names of enterprises: taken apart, matched pair by pair, clustered."""
