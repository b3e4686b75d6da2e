"""The configuration as a text that can be kept."""

from collections.abc import Mapping
from typing import Any

from omegaconf import OmegaConf

from patronage.config.resolvers import ENVIRONMENT, resolvers, texts
from patronage.plain import without_secrets


def to_yaml(cfg: Any, facts: Mapping[str, Any]) -> str:
    """Return the resolved configuration, with `facts` in place of what was asked.

    Credentials and passwords in addresses are left out, and what comes from the
    environment stands as it is written in the configuration, also where another key
    refers to it.
    """
    raw = OmegaConf.to_container(cfg, resolve=False)
    resolved = OmegaConf.to_container(cfg, resolve=True)
    given = frozenset(_from_environment(raw, resolved)) - {""}
    public = {**_without_environment(raw, resolved, given), **facts}
    return OmegaConf.to_yaml(_without_secrets(public), sort_keys=True)


def _from_environment(raw: Any, resolved: Any) -> list[str]:
    if isinstance(raw, str) and ENVIRONMENT in resolvers(raw):
        return [str(resolved)]
    if isinstance(raw, dict) and isinstance(resolved, dict):
        pairs = [(raw[key], resolved[key]) for key in raw]
    elif isinstance(raw, list) and isinstance(resolved, list):
        pairs = list(zip(raw, resolved, strict=True))
    else:
        pairs = []
    return [value for pair in pairs for value in _from_environment(*pair)]


def _without_environment(raw: Any, resolved: Any, given: frozenset[str]) -> Any:
    if isinstance(raw, dict) and isinstance(resolved, dict):
        return {k: _without_environment(raw[k], resolved[k], given) for k in raw}
    if isinstance(raw, list) and isinstance(resolved, list):
        pairs = zip(raw, resolved, strict=True)
        return [_without_environment(one, other, given) for one, other in pairs]
    refers = isinstance(raw, str) and "${" in raw
    shown = " ".join(text for _, text in texts(resolved)) if refers else ""
    return raw if any(each in shown for each in given) else resolved


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_secrets(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    return without_secrets(value) if isinstance(value, str) else value
