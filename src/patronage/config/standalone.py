"""The configuration where there is no command: in a notebook or a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.config.layout import root
from patronage.config.overrides import check_overrides
from patronage.config.sentences import known
from patronage.config.settings import register

if TYPE_CHECKING:
    from omegaconf import DictConfig

    from patronage.config.settings import Config


def configured(overrides: Sequence[str] = ()) -> Config:
    """Compose `conf/` with overrides as on a command line.

    Raises
    ------
    IntegrityError, ConfigError
        As at the start of a command.
    """
    from patronage.config.checked import checked

    check_overrides(overrides)
    register()
    try:
        return checked(_composed(overrides))
    except Exception as error:
        own = known(error)
        if own is None:
            raise
        raise own from None


def options(group: str) -> list[str]:
    """Return what a group of `conf/` offers, in order."""
    return sorted(path.stem for path in (root() / "conf" / group).glob("*.yaml"))


def _composed(overrides: Sequence[str]) -> DictConfig:
    import hydra

    conf = str(root() / "conf")
    with hydra.initialize_config_dir(conf, version_base="1.3"):
        return hydra.compose("config", list(overrides))
