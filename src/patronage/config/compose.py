"""The configuration of this command line, with other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.config.space import key, parsed

if TYPE_CHECKING:
    from patronage.config.settings import Config

SEARCHPATH = "hydra.searchpath="


def compose(overrides: Sequence[str], *, other: str = "") -> Config:
    """Compose anew inside a command: what it was told, then `overrides`.

    Where these choose another option of a group, `other` is that group: what it was
    told of the one that was chosen before does not hold for it.

    Raises
    ------
    IntegrityError, ConfigError
        As at the start of a command.
    """
    import hydra
    from hydra.core.hydra_config import HydraConfig

    from patronage.config.checked import checked

    told = HydraConfig.get().overrides
    places = [each for each in told.hydra if each.startswith(SEARCHPATH)]
    kept = [each for each in told.task if not _is_of(each, other)]
    return checked(hydra.compose("config", [*places, *kept, *overrides]))


def _is_of(override: str, group: str) -> bool:
    return bool(group) and key(parsed([override])[0]).startswith(f"{group}.")


def given_keys() -> list[str]:
    """Return the keys that the command line sets, groups among them."""
    from hydra.core.hydra_config import HydraConfig

    return [key(each) for each in parsed(HydraConfig.get().overrides.task)]
