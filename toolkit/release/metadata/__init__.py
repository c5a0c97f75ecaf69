"""Machine-readable descriptions of a release: Croissant, Data Package, ODCS, CITATION.cff."""
