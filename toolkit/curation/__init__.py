"""Curation: people look at a release and put it right, here or in other tools; what they change becomes corrections."""
