"""Authors: bylines and credits, split into persons, roles and agencies."""
