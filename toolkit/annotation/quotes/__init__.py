"""Quotations: spans between marks, their speakers, and reported speech."""
