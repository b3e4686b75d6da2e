"""What the texts of a configuration refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from omegaconf.grammar.gen.OmegaConfGrammarParser import OmegaConfGrammarParser
from omegaconf.grammar_parser import parse

from patronage.config.resolvers import ENVIRONMENT, SELECT
from patronage.errors import ConfigError

OPENS = "${"
WRITTEN_OUT = re.compile(r"[^${}\\,:'\"\s]+")


class Reference(NamedTuple):
    """A key of the configuration, or a variable of the environment."""

    key: str
    is_environment: bool = False


@lru_cache(maxsize=4096)
def references(text: str) -> tuple[Reference, ...]:
    """Return all that a text refers to, however deep, each time that it does.

    Raises
    ------
    ConfigError
        If a key is itself made by an interpolation: what it means is not known.
    """
    return tuple(_references(parse(text))) if OPENS in text else ()


@lru_cache(maxsize=4096)
def referred(text: str) -> Reference | None:
    """Return what a text refers to that is one interpolation and nothing else."""
    found = references(text)
    is_one = text.count(OPENS) == 1 and text.startswith(OPENS) and text.endswith("}")
    return found[0] if is_one and len(found) == 1 else None


def _references(tree: Any) -> Iterator[Reference]:
    if isinstance(tree, OmegaConfGrammarParser.InterpolationNodeContext):
        yield Reference(_written_out(tree.getText()[len(OPENS) : -1]))
        return
    if isinstance(tree, OmegaConfGrammarParser.InterpolationResolverContext):
        yield from _of_resolver(tree)
    for number in range(tree.getChildCount()):
        yield from _references(tree.getChild(number))


def _of_resolver(tree: Any) -> Iterator[Reference]:
    name = tree.resolverName().getText()
    if name in (ENVIRONMENT, SELECT) and tree.sequence() is not None:
        first = tree.sequence().getChild(0).getText()
        key = _written_out(first.strip().strip("'\""))
        yield Reference(key, is_environment=name == ENVIRONMENT)


def _written_out(key: str) -> str:
    if not WRITTEN_OUT.fullmatch(key.strip()):
        raise ConfigError(
            f"the key of an interpolation should be written out; got '{key}'."
        )
    return key.strip()
