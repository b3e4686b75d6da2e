"""No yaml changes Hydra itself: its callbacks, launchers and loggers call anything."""

from __future__ import annotations

from typing import Any

import hydra._internal.hydra as internal
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.sources_registry import SourcesRegistry
from hydra.core.plugins import Plugins
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf

from patronage.config.files import BoundedFiles
from patronage.config.layout import root
from patronage.config.resolving import little_resolved
from patronage.config.sentences import known
from patronage.config.size import check_size
from patronage.errors import ConfigError, IntegrityError

LOGGING = ["hydra/job_logging=stdout"]
VARIED = ("mode", "overrides", "runtime", "searchpath")
OF_A_JOB = ("config_name", "id", "name", "num", "override_dirname")


class GuardedLoader(ConfigLoaderImpl):
    """Hydra's loader, which hands over only what leaves Hydra as it is."""

    def load_configuration(self, *args: Any, **kwargs: Any) -> DictConfig:
        """Compose, as Hydra asks.

        Raises
        ------
        IntegrityError
            If any of Hydra's own settings is not that of `conf/config.yaml`.
        ConfigError
            If Hydra stumbles, or it grows when it is resolved.
        """
        try:
            with little_resolved():
                composed = super().load_configuration(*args, **kwargs)
        except Exception as error:
            raise known(error) or ConfigError(
                f"the configuration cannot be composed: {error!r}."
            ) from error
        check_size(composed)
        found, ours = _fixed(composed.hydra), _fixed(_with_ours(self._plain(LOGGING)))
        if any(
            each.startswith("hydra.sweep") for each in composed.hydra.overrides.hydra
        ):
            ours["sweep"] = found["sweep"]
        # Of a group by itself Hydra's settings stay as they are made.
        if found != ours and found != _fixed(self._plain([])):
            changed = (key for key in found if found[key] != ours.get(key))
            raise IntegrityError(
                "a yaml should leave Hydra's own settings alone; got another "
                f"hydra.{next(changed)}."
            )
        return composed

    def _plain(self, overrides: list[str]) -> DictConfig:
        return super().load_configuration(None, overrides, RunMode.RUN).hydra


class PromptHydra(internal.Hydra):
    """Hydra, which does not compose all once more to see in which mode it should."""

    def get_mode(self, config_name: str | None, overrides: list[str]) -> None:
        """Leave it to `-m`, the only way to another mode that we allow."""


def install() -> None:
    """Let Hydra load files and configurations by these rules alone."""
    Plugins.instance()  # registers Hydra's own files, which ours replace
    SourcesRegistry.instance().types[BoundedFiles.scheme()] = BoundedFiles
    vars(internal).update(ConfigLoaderImpl=GuardedLoader, Hydra=PromptHydra)


def _with_ours(plain: DictConfig) -> DictConfig:
    """Hydra's settings as `conf/config.yaml` changes them."""
    own: Any = OmegaConf.load(root() / "conf" / "config.yaml")
    return DictConfig(OmegaConf.merge(plain, own.hydra))


def _fixed(own: DictConfig) -> dict[str, Any]:
    """What no command line changes."""
    plain: Any = OmegaConf.to_container(own, resolve=False)
    kept = {key: value for key, value in plain.items() if key not in VARIED}
    job = {key: value for key, value in plain["job"].items() if key not in OF_A_JOB}
    return kept | {"job": job}
