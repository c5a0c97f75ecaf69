"""The dataset card: README.md with its front matter, tables and charts."""
