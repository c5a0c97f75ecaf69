"""Named entities: recognition, boundaries, and canonical names."""
