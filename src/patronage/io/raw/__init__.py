"""Raw files as relations."""
