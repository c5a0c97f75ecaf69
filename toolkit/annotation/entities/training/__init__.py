"""Training the recogniser of entities on gold texts: needs scipy."""
