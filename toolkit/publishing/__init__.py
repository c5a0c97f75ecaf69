"""Publishes finished releases; nothing is built here."""
