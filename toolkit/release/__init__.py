"""Accepted rows and rejections become a release folder."""
