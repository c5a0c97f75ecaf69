"""Emulates the routes of the Hugging Face Hub that publishing and reading back use, on loopback, from a folder."""
