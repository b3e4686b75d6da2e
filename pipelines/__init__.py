"""The commands: `python -m pipelines.<stage> key=value`."""
