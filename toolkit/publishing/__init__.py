"""Finished releases are made public; nothing is built here."""
