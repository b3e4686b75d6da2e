"""Files of configuration: of a folder that was named, small, and not growing."""

from __future__ import annotations

import os
from pathlib import Path

import yaml
from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra.plugins.config_source import ConfigResult

from patronage.config.overrides import MOST_INTERPOLATIONS
from patronage.errors import ConfigError

MOST_BYTES = 100_000
MOST_VALUES = 10_000  # OmegaConf takes about 0.1 ms for each


class BoundedFiles(FileConfigSource):
    """Hydra's files, each checked before it is read."""

    def load_config(self, config_path: str) -> ConfigResult:
        """Return what a file says.

        Raises
        ------
        ConfigError
            If it stands outside the folder, is long, or grows when it is read.
        """
        name = self._normalize_file_name(config_path)
        path = Path(os.path.normpath(Path(self.path, name)))
        if path.is_file():
            self._check_place(path)
        try:
            if path.is_file():
                _check_size(path)
            return super().load_config(config_path)
        except (RecursionError, UnicodeDecodeError) as error:
            raise ConfigError(f"'{path}' should be plain YAML in UTF-8.") from error

    def _check_place(self, path: Path) -> None:
        if not path.is_relative_to(os.path.normpath(self.path)):
            raise ConfigError(
                f"an option should be a file in '{self.path}'; got '{path}'."
            )


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ConfigError(
            f"a file of configuration should have {MOST_BYTES / 1e3:.0f} kB at most; "
            f"'{path}' has {size / 1e3:,.0f}."
        )
    content = path.read_bytes()
    if content.count(b"${") > MOST_INTERPOLATIONS:
        raise ConfigError(
            f"a file of configuration should have {MOST_INTERPOLATIONS:,} "
            f"interpolations at most; '{path}' has more."
        )
    # A value takes a byte at least, but where it is an alias.
    may_be_many = b"*" in content or len(content) > MOST_VALUES
    if may_be_many and _values(yaml.compose(content, yaml.SafeLoader)) > MOST_VALUES:
        raise ConfigError(
            f"a file of configuration should have {MOST_VALUES:,} values at most, with "
            f"its aliases written out; '{path}' has more."
        )


def _values(root: yaml.Node | None) -> float:
    """Count the values below a node as if each alias were written out."""
    counts: dict[int, float] = {}

    def count(node: yaml.Node) -> float:
        if id(node) not in counts:
            counts[id(node)] = float("inf")  # what holds itself has no end
            counts[id(node)] = 1 + sum(map(count, _parts(node)))
        return counts[id(node)]

    return 0 if root is None else count(root)


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
