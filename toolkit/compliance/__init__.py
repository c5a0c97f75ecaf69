"""Clearing: what of an article may be published, by its rights, by the personal data in it, by what was taken down."""
