"""Lines of plain text: each is described by features and labelled by a small classifier."""
