"""Schemes by name: of which group each is, and how it is configured."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage import config
from patronage.errors import ConfigError
from pipelines import schemes, terminal

if TYPE_CHECKING:
    from patronage.config import Config

GROUPS = ("clustering", "quadrants", "rules")


@dataclass(frozen=True)
class AskedScheme:
    """A scheme, and the configuration in which its group is this scheme."""

    name: str
    group: str
    cfg: Config

    def fit(self) -> AskedScheme:
        """Fit it, unless it stands as it is asked for."""
        if schemes.is_as_asked(self.cfg, self.group):
            terminal.say(f"{self.name}: fitted already")
        else:
            schemes.fit(self.cfg, self.group)
        return self


def asked_schemes(cfg: Config) -> list[AskedScheme]:
    """Return the schemes of `schemes`, each once.

    A name is that of a file of conf/clustering, conf/quadrants or conf/rules, or of
    the scheme that a group is set to.

    Raises
    ------
    ConfigError
        If there is no such scheme; names the closest.
    """
    return [_asked(cfg, name) for name in dict.fromkeys(cfg.schemes)]


def _asked(cfg: Config, name: str) -> AskedScheme:
    for group in GROUPS:
        if getattr(cfg, group).name == name:
            return AskedScheme(name, group, cfg)
    offered = {option: group for group in GROUPS for option in config.options(group)}
    if name not in offered:
        close = difflib.get_close_matches(name, offered, n=1)
        hint = f" (did you mean '{close[0]}'?)" if close else ""
        raise ConfigError(
            f"schemes should be of {', '.join(offered)}; got '{name}'{hint}."
        )
    group = offered[name]
    composed = config.compose([f"{group}={name}"], other=group)
    return AskedScheme(str(getattr(composed, group).name), group, composed)
