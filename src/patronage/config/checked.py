"""What every composed configuration must be before anything is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from patronage.config.resolvers import check_resolvers
from patronage.config.settings import check_settings
from patronage.config.targets import check_names, check_targets

if TYPE_CHECKING:
    from omegaconf import DictConfig

    from patronage.config.settings import Config


def checked(composed: DictConfig) -> Config:
    """Return a configuration that may be used.

    Raises
    ------
    IntegrityError, ConfigError
        If it calls what it should not, or holds settings that no stage can work with.
    """
    check_resolvers(composed)
    check_targets(composed)
    cfg = cast("Config", composed)
    check_settings(cfg)
    return cfg


def checked_lightly(composed: DictConfig) -> Config:
    """Return a configuration whose values may be used; nothing it names is imported.

    Raises
    ------
    IntegrityError, ConfigError
        As `checked`, but of its `_target_`s only those outside the allowed packages.
    """
    check_resolvers(composed)
    check_names(composed)
    cfg = cast("Config", composed)
    check_settings(cfg)
    return cfg
