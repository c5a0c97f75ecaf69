"""Names of a corpus: which names of different articles mean the same person, organisation or place."""
