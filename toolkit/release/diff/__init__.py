"""Row-by-row comparison of two releases."""
