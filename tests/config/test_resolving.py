import time

import pytest
from omegaconf import OmegaConf
from omegaconf.base import Container
from omegaconf.errors import InterpolationResolutionError

from patronage.config import configured
from patronage.config.resolving import MOST_SIGNS, MOST_TEXTS, little_resolved
from patronage.errors import ConfigError

LEVELS = 30


def doubling(first: str, key: str = "v{}", last: str = "${{.v{}}}") -> dict[str, str]:
    """Values of which each has the one before it twice."""
    later = {key.format(n + 1): last.format(n) * 2 for n in range(LEVELS)}
    return {key.format(0): first} | later


@pytest.fixture
def evil(tmp_path):
    folder = tmp_path / "conf" / "rules"
    folder.mkdir(parents=True)
    OmegaConf.save(OmegaConf.create(doubling("a" * 10)), folder / "evil.yaml")
    return [f"hydra.searchpath=[file://{tmp_path}/conf]", "rules=evil"]


def over(folder, value):
    """An experiment that puts something in place of the longest value."""
    (folder / "conf" / "experiment").mkdir()
    (folder / "conf" / "experiment" / "over.yaml").write_text(
        f"# @package _global_\nrules: {{v{LEVELS}: {value}}}\n"
    )
    return "experiment=over"


def refused(overrides) -> str:
    started = time.process_time()
    with pytest.raises(ConfigError) as caught:
        configured(overrides)
    assert time.process_time() - started < 2
    return str(caught.value)


@pytest.mark.parametrize(
    "override",
    [
        f"~rules.v{LEVELS}",
        f"++rules.v{LEVELS}={{a: 1}}",
        f"++rules.v{LEVELS}.x=1",
        f"++rules.name=${{.v{LEVELS}}}",
        f"++source.name=${{rules.v{LEVELS}}}",
    ],
)
def test_an_override_of_a_value_that_grows_does_not_resolve_it(evil, override):
    assert "grow" in (said := refused([*evil, override])) or "signs at most" in said


@pytest.mark.parametrize("value", ["x", "{a: 1}"])
def test_nor_does_a_yaml_that_is_laid_over_it(evil, tmp_path, value):
    assert "signs at most" in refused([*evil, over(tmp_path, value)])


def test_values_that_grow_can_be_given_by_overrides_no_more_than_by_a_yaml():
    given = [f"++rules.{key}={value}" for key, value in doubling("a").items()]
    assert "signs at most" in refused(given)


def test_nor_can_the_options_of_a_list_of_defaults(tmp_path):
    folder = tmp_path / "conf" / "rules"
    folder.mkdir(parents=True)
    lines = doubling("a" * 10, "optional /x{}", "${{x{}}}").items()
    written = "".join(f"- {key}: {value}\n" for key, value in lines)
    (folder / "evil.yaml").write_text(f"defaults:\n{written}")
    refused([f"hydra.searchpath=[file://{tmp_path}/conf]", "rules=evil"])


def test_no_more_than_so_many_texts_are_resolved_in_the_block():
    cfg = OmegaConf.create({"a": "x", "b": "${a}"})
    with little_resolved():
        assert {cfg.b for _ in range(MOST_TEXTS)} == {"x"}
        with pytest.raises(InterpolationResolutionError, match="should not grow"):
            _ = cfg.b
    assert cfg.b == "x"


def test_none_of_them_is_longer_than_so_many_signs():
    cfg = OmegaConf.create({"a": "x" * MOST_SIGNS, "b": "${a}", "c": "${a}y"})
    with little_resolved():
        assert cfg.b == cfg.a
        with pytest.raises(InterpolationResolutionError, match="should not grow"):
            _ = cfg.c
    assert len(cfg.c) == MOST_SIGNS + 1


def test_an_error_in_the_block_leaves_omegaconf_as_it_was():
    resolve = Container.resolve_parse_tree
    with pytest.raises(KeyError), little_resolved():
        raise KeyError
    assert Container.resolve_parse_tree is resolve
