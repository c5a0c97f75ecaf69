"""HTML pages: tokenized with source offsets, main text extracted, fields read from markup."""
