"""What a yaml declares of a source."""
