"""Rows are held against the contract; what breaks it is named by row, field and rule."""
