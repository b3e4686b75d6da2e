"""Which objects a configuration may name, and how they are made."""

import difflib
import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hydra.errors import InstantiationException
from hydra.utils import instantiate as hydra_instantiate
from omegaconf import DictConfig, ListConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from patronage.config.given import check_given
from patronage.errors import ConfigError, IntegrityError, PatronageError

ALLOWED = ("patronage.", "sklearn.")
UNUSED = ("_call_", "_convert_", "_partial_", "_recursive_")


def check_targets(node: DictConfig | ListConfig) -> None:
    """Refuse every `_target_` that is not a class of an allowed package.

    Settings that its class does not have are refused too, and those it lacks.

    The name is checked first and then where the object found was defined, so that a
    module which an allowed package imports (`sklearn.x.os.system`) is no way around.

    Raises
    ------
    IntegrityError
        For the first target outside the allowed packages.
    ConfigError
        For a target that does not exist, and for settings that are not those of
        the class.
    """
    _check(OmegaConf.to_container(node, resolve=False))


def check_names(node: DictConfig | ListConfig) -> None:
    """Refuse what `check_targets` can refuse by its name; nothing is imported.

    Raises
    ------
    IntegrityError
        For the first target outside the allowed packages.
    """
    for each in _targets(OmegaConf.to_container(node, resolve=False)):
        _check_name(each["_target_"])


def _check(plain: Any) -> None:
    described = list(_targets(plain))
    kinds = [_allowed(each["_target_"]) for each in described]
    for each, kind in zip(described, kinds, strict=True):
        _check_settings(each, kind)


def instantiate(node: Any) -> Any:
    """Make the object that a group's yaml describes, once its targets are checked.

    Raises
    ------
    ConfigError
        If keys are left open, or a constructor refuses its settings; the sentence
        names the wrong ones.
    """
    try:
        if isinstance(node, DictConfig | ListConfig):
            check_targets(node)
            check_given(node)
            _check(OmegaConf.to_container(node, resolve=True))
        return hydra_instantiate(node, _convert_="all")
    except (InstantiationException, OmegaConfBaseException) as error:
        raise _sentence(error) from error


def _targets(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        for key in UNUSED:
            if key in node:
                raise ConfigError(f"`{key}` is not used here; got it in {node}.")
        if "_target_" in node:
            yield node
        for value in node.values():
            yield from _targets(value)
    elif isinstance(node, list):
        for value in node:
            yield from _targets(value)


def _check_name(target: Any) -> None:
    if not isinstance(target, str) or not target.startswith(ALLOWED):
        raise _refusal(target)


def _allowed(target: Any) -> type:
    _check_name(target)
    found = _find(target)
    home = f"{getattr(found, '__module__', '')}."
    if not home.startswith(ALLOWED) or not inspect.isclass(found):
        raise _refusal(target)
    return found


def _refusal(target: Any) -> IntegrityError:
    return IntegrityError(
        f"a `_target_` should name something in {' or '.join(ALLOWED)}; got '{target}'."
    )


def _check_settings(described: Mapping[str, Any], kind: type) -> None:
    parameters = inspect.signature(kind).parameters
    if "_args_" in described or _takes_any(parameters.values()):
        return
    target = described["_target_"]
    for name in described:
        if not str(name).startswith("_") and name not in parameters:
            close = difflib.get_close_matches(str(name), parameters, n=1)
            hint = f" (did you mean '{close[0]}'?)" if close else ""
            raise ConfigError(f"'{name}' is not a setting of {target}{hint}.")
    missing = [
        f"'{name}'"
        for name, parameter in parameters.items()
        if parameter.default is parameter.empty and name not in described
    ]
    if missing:
        raise ConfigError(f"{target} needs {', '.join(missing)}.")


def _takes_any(parameters: Iterable[inspect.Parameter]) -> bool:
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return any(parameter.kind in variable for parameter in parameters)


def _find(target: str) -> Any:
    module, _, name = target.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"the `_target_` '{target}' does not exist.") from error


def _sentence(error: Exception) -> PatronageError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, PatronageError):
            return cause
        cause = cause.__cause__
    first, *rest = str(error).splitlines()
    detail = next((line for line in rest if "Error" in line), first)
    key = next((line for line in rest if line.startswith("full_key")), "")
    return ConfigError(f"{detail.strip()} ({key})." if key else f"{detail.strip()}.")
