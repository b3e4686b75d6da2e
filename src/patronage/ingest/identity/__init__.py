"""Several ids of one customer."""
