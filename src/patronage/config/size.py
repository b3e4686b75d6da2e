"""How large a configuration is once its interpolations are written out."""

from __future__ import annotations

import os
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf
from omegaconf._utils import split_key
from omegaconf.base import Container, Node
from omegaconf.errors import ConfigKeyError

from patronage.config.overrides import MOST_INTERPOLATIONS
from patronage.config.references import OPENS, Reference, references, referred
from patronage.config.resolvers import texts
from patronage.errors import ConfigError

MOST_SIGNS = 2_000_000
MOST_PASSED = 20  # interpolations on the way to one value
OF_A_VALUE = 100  # signs: OmegaConf takes as long for a value as for so many


def check_size(root: DictConfig) -> None:
    """Refuse a configuration that grows without measure when it is resolved.

    Nothing is resolved here: a value is measured once, and counts wherever it is
    referred to.

    Raises
    ------
    ConfigError
        Naming the first value that is too long, or is a part of itself.
    """
    written = (text for _, text in texts(OmegaConf.to_container(root, resolve=False)))
    if sum(text.count(OPENS) for text in written) > MOST_INTERPOLATIONS:
        raise ConfigError(
            f"a configuration should have {MOST_INTERPOLATIONS:,} interpolations at "
            "most; got more."
        )
    try:
        _Sizes().of(root)
    except RecursionError as error:
        raise ConfigError(
            "interpolations should be less deep; those of the configuration are not."
        ) from error


class _Sizes:
    """Sizes of nodes in signs, each measured once."""

    def __init__(self) -> None:
        self._known: dict[int, int | None] = {}

    def of(self, node: Node) -> int:
        """Return how long a node is when all that it refers to stands in its place."""
        if id(node) not in self._known:
            self._known[id(node)] = None  # under way
            self._known[id(node)] = _checked(node, self._measured(node))
        size = self._known[id(node)]
        if size is None:
            raise ConfigError(
                f"a value should be no part of itself; '{_name(node)}' refers to it."
            )
        return size

    def _measured(self, node: Node) -> int:
        text = _text(node)
        if text is None:
            return OF_A_VALUE + sum(map(self.of, _parts(node)))
        own = OF_A_VALUE + len(text)
        return own + sum(self._of_reference(each, node) for each in references(text))

    def _of_reference(self, reference: Reference, node: Node) -> int:
        if reference.is_environment:
            return len(os.environ.get(reference.key, ""))
        target = _target(reference.key, node)
        return OF_A_VALUE if target is None else self.of(target)


def _checked(node: Node, size: int) -> int:
    if size > MOST_SIGNS:
        raise ConfigError(
            f"a configuration should have {MOST_SIGNS:,} signs at most when its "
            f"interpolations are written out; '{_name(node)}' has more."
        )
    return size


def _name(node: Node) -> str:
    return str(node._get_full_key(None)) or "all of it"


def _text(node: Node) -> str | None:
    """The text of a leaf, or of what refers to something."""
    if isinstance(node, Container) and not node._is_interpolation():
        return None
    return str(node._value())


def _parts(node: Node) -> list[Node]:
    content: Any = node.__dict__["_content"]
    if isinstance(content, dict):
        return list(content.values())
    return content if isinstance(content, list) else []


def _target(key: str, node: Node, passed: int = 0) -> Node | None:
    """What a key means beside a node; None where there is nothing."""
    if passed > MOST_PASSED:
        raise ConfigError(
            f"a key should lead over {MOST_PASSED} interpolations at most; "
            f"'{_name(node)}' is behind more."
        )
    parent = node._get_parent()
    if not isinstance(parent, Container):
        return None
    try:
        start, rest = parent._resolve_key_and_root(key)
    except ConfigKeyError:  # above the root
        return None
    found: Node | None = start
    for name in split_key(rest):
        found = _child(_followed(found, passed), name)
    return found


def _followed(node: Node | None, passed: int) -> Node | None:
    """What a node stands for that is nothing but an interpolation."""
    text = None if node is None else _text(node)
    reference = None if text is None else referred(text)
    if node is None or reference is None or reference.is_environment:
        return node
    return _followed(_target(reference.key, node, passed + 1), passed + 1)


def _child(node: Node | None, name: str) -> Node | None:
    if isinstance(node, DictConfig) and not node._is_none():
        found: Any = node._get_node(name, validate_access=False)
        return found if isinstance(found, Node) else None
    if isinstance(node, ListConfig) and name.isdecimal():
        return dict(enumerate(_parts(node))).get(int(name))
    return None
