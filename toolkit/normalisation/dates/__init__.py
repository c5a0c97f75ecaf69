"""Dates: recognised where they are printed, weighed, and one chosen as the date of publication."""
