"""The build: read, normalise, annotate, group, validate, write; start reading at `toolkit.pipeline.build`."""
