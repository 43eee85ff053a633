"""Names of bodies: a function of state, Party or institution in a division."""
