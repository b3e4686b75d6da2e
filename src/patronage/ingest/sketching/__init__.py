"""A source, proposed from a look at its file."""
