"""Which objects a configuration may name, and how they are made."""

import importlib
import inspect
from collections.abc import Iterator
from typing import Any

from hydra.errors import InstantiationException
from hydra.utils import instantiate as hydra_instantiate
from omegaconf import DictConfig, ListConfig, OmegaConf

from patronage.config.given import check_given
from patronage.errors import ConfigError, IntegrityError, PatronageError

ALLOWED = ("patronage.", "sklearn.")


def check_targets(node: DictConfig | ListConfig) -> None:
    """Refuse every `_target_` that is not a class of an allowed package.

    The name is checked first and then where the object found was defined, so that a
    module which an allowed package imports (`sklearn.x.os.system`) is no way around.

    Raises
    ------
    IntegrityError
        For the first target outside the allowed packages.
    ConfigError
        For a target that does not exist.
    """
    for target in _targets(OmegaConf.to_container(node, resolve=False)):
        _check(target)


def instantiate(node: Any) -> Any:
    """Make the object that a group's yaml describes, once its targets are checked.

    Raises
    ------
    ConfigError
        If keys are left open, or a constructor refuses its settings; the sentence
        names the wrong ones.
    """
    if isinstance(node, DictConfig | ListConfig):
        check_targets(node)
        check_given(node)
    try:
        return hydra_instantiate(node, _convert_="all")
    except InstantiationException as error:
        raise _sentence(error) from error


def _targets(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if "_partial_" in node:
            raise ConfigError(f"`_partial_` is not used here; got it in {node}.")
        if "_target_" in node:
            yield node["_target_"]
        for value in node.values():
            yield from _targets(value)
    elif isinstance(node, list):
        for value in node:
            yield from _targets(value)


def _check(target: Any) -> None:
    refusal = IntegrityError(
        f"a `_target_` should name something in {' or '.join(ALLOWED)}; got '{target}'."
    )
    if not isinstance(target, str) or not target.startswith(ALLOWED):
        raise refusal
    found = _find(target)
    home = f"{getattr(found, '__module__', '')}."
    if not home.startswith(ALLOWED) or not inspect.isclass(found):
        raise refusal


def _find(target: str) -> Any:
    module, _, name = target.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"the `_target_` '{target}' does not exist.") from error


def _sentence(error: InstantiationException) -> PatronageError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, PatronageError):
            return cause
        cause = cause.__cause__
    first, *rest = str(error).splitlines()
    detail = next((line for line in rest if "Error" in line), first)
    key = next((line for line in rest if line.startswith("full_key")), "")
    return ConfigError(f"{detail.strip()} ({key})." if key else f"{detail.strip()}.")
