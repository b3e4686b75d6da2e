"""The configuration as a text that can be kept."""

import re
from collections.abc import Mapping
from typing import Any

from omegaconf import OmegaConf

CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
ENVIRONMENT = "${oc.env:"


def to_yaml(cfg: Any, facts: Mapping[str, Any]) -> str:
    """Return the resolved configuration, with `facts` in place of what was asked.

    Credentials in addresses are left out, and what comes from the environment stands
    as it is written in the configuration.
    """
    raw = OmegaConf.to_container(cfg, resolve=False)
    resolved = OmegaConf.to_container(cfg, resolve=True)
    public = {**_without_environment(raw, resolved), **facts}
    return CREDENTIALS.sub("", OmegaConf.to_yaml(public, sort_keys=True))


def _without_environment(raw: Any, resolved: Any) -> Any:
    if isinstance(raw, str) and ENVIRONMENT in raw:
        return raw
    if isinstance(raw, dict) and isinstance(resolved, dict):
        return {key: _without_environment(raw[key], resolved[key]) for key in raw}
    if isinstance(raw, list) and isinstance(resolved, list):
        pairs = zip(raw, resolved, strict=True)
        return [_without_environment(one, other) for one, other in pairs]
    return resolved
