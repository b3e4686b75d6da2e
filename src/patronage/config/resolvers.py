"""Which of OmegaConf's resolvers a configuration may use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf

from patronage.errors import IntegrityError

ENVIRONMENT = "oc.env"
SELECT = "oc.select"
ALLOWED = (ENVIRONMENT, SELECT)
PLACES = ("path", "uri", "data", "runs")


def check_resolvers(node: DictConfig | ListConfig) -> None:
    """Refuse what makes values out of thin air, or shows the environment.

    Raises
    ------
    IntegrityError
        For the first resolver that is not allowed, or not where it stands.
    """
    for key, text in texts(OmegaConf.to_container(node, resolve=False)):
        for name in resolvers(text):
            _check(name, key)


def resolvers(text: str) -> Iterator[str]:
    """Yield the resolvers that a text calls, however deep."""
    if "${" in text:
        from omegaconf.grammar_parser import parse

        yield from _called(parse(text))


def _called(tree: Any) -> Iterator[str]:
    from omegaconf.grammar.gen.OmegaConfGrammarParser import OmegaConfGrammarParser

    if isinstance(tree, OmegaConfGrammarParser.InterpolationResolverContext):
        name: Any = tree.resolverName  # generated code, without types
        yield name().getText()
    for number in range(tree.getChildCount()):
        yield from _called(tree.getChild(number))


def texts(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the key and the text of each text in plain containers."""
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from texts(value, str(name))
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, key)


def _check(name: str, key: str) -> None:
    if name not in ALLOWED:
        raise IntegrityError(
            f"a configuration may use the resolvers {' and '.join(ALLOWED)}; got "
            f"'{name}' in '{key}'."
        )
    if name == ENVIRONMENT and key not in PLACES:
        raise IntegrityError(
            f"{ENVIRONMENT} may give a place ({', '.join(PLACES)}) and nothing that is "
            f"shown; got it in '{key}'."
        )
