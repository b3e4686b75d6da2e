"""The commands that pages show, as a user would type them."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from hydra.core.override_parser.overrides_parser import OverridesParser

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"\bpython -m pipelines\.(\w+)(.*)")
MAKE = re.compile(r'\bmake run ARGS="(.*)"')
OPTIONS = {"-m", "--help"}
ENDS = {"|", ">"}


@dataclass(frozen=True)
class Shown:
    """A stage, and the overrides that stand behind it."""

    stage: str
    overrides: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join([self.stage, *self.overrides])


def shown_commands(page: Path) -> list[Shown]:
    """Every command in the console blocks of a page."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    lines = [line for text in blocks for line in text.replace("\\\n", " ").splitlines()]
    found = [_shown(line) for line in lines]
    return [each for each in found if each is not None]


def _shown(line: str) -> Shown | None:
    if made := MAKE.search(line):
        return Shown("run", _overrides(made[1]))
    if typed := PYTHON.search(line):
        return Shown(typed[1], _overrides(typed[2]))
    return None


def _overrides(text: str) -> tuple[str, ...]:
    words = shlex.split(text, comments=True)
    end = next((i for i, word in enumerate(words) if word in ENDS), len(words))
    typed = [word for word in words[:end] if word not in OPTIONS]
    return tuple(_one_of(word) for word in typed)


def _one_of(word: str) -> str:
    """The first trial, where an override stands for several."""
    override = OverridesParser.create().parse_override(word)
    if not override.is_sweep_override():
        return word
    return f"{override.key_or_group}={next(override.sweep_string_iterator())}"
