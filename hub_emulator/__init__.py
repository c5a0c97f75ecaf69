"""A rehearsal Hub: what publishing and reading back ask of the Hugging Face Hub, served on loopback from a folder."""
