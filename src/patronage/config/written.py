"""The configuration as a text that can be kept."""

import re
from collections.abc import Mapping
from typing import Any

from omegaconf import OmegaConf

CREDENTIALS = re.compile(r"(?<=://)[^/?\s]+@")
PASSWORD = re.compile(r"([?&\s](?:ssl)?password=)[^&\s]*", re.IGNORECASE)
ENVIRONMENT = "${oc.env:"


def to_yaml(cfg: Any, facts: Mapping[str, Any]) -> str:
    """Return the resolved configuration, with `facts` in place of what was asked.

    Credentials and passwords in addresses are left out, and what comes from the
    environment stands as it is written in the configuration.
    """
    raw = OmegaConf.to_container(cfg, resolve=False)
    resolved = OmegaConf.to_container(cfg, resolve=True)
    public = {**_without_environment(raw, resolved), **facts}
    return OmegaConf.to_yaml(_without_secrets(public), sort_keys=True)


def _without_environment(raw: Any, resolved: Any) -> Any:
    if isinstance(raw, str) and ENVIRONMENT in raw:
        return raw
    if isinstance(raw, dict) and isinstance(resolved, dict):
        return {key: _without_environment(raw[key], resolved[key]) for key in raw}
    if isinstance(raw, list) and isinstance(resolved, list):
        pairs = zip(raw, resolved, strict=True)
        return [_without_environment(one, other) for one, other in pairs]
    return resolved


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_secrets(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    if not isinstance(value, str):
        return value
    return PASSWORD.sub(r"\1", CREDENTIALS.sub("", value))
