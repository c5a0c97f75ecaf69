"""Outlets: profiles of publishers and agencies, and which of them published an article."""
