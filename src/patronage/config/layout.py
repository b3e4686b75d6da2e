"""Where the project's own files are."""

from pathlib import Path


def root() -> Path:
    """The folder that holds `conf/`, `pipelines/` and `src/`."""
    return Path(__file__).resolve().parents[3]
