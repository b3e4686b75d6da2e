"""The configuration as a text that can be kept."""

import re
from typing import Any

from omegaconf import OmegaConf

CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


def to_yaml(cfg: Any) -> str:
    """Return the resolved configuration, without the credentials in addresses."""
    return CREDENTIALS.sub("", OmegaConf.to_yaml(cfg, resolve=True, sort_keys=True))
