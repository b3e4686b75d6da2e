import pytest
from omegaconf import OmegaConf

from patronage.config.size import check_size
from patronage.errors import ConfigError


def check(**values):
    check_size(OmegaConf.create(values))


def test_what_stays_small_passes():
    check(a="x", b="${a}${a}", c={"d": "${b}", "e": ["${a}", "${..d}"]})


def test_a_value_that_doubles_at_each_step_is_named():
    doubling = {f"v{n + 1}": f"${{v{n}}}${{v{n}}}" for n in range(30)}
    with pytest.raises(ConfigError, match=r"signs at most .* 'v\d+' has more"):
        check(v0="aaaaaaaaaa", **doubling)


def test_so_is_a_list_that_does():
    doubling = {f"v{n + 1}": [f"${{v{n}}}", f"${{v{n}}}"] for n in range(30)}
    with pytest.raises(ConfigError, match="signs at most"):
        check(v0="a", **doubling)


def test_a_value_that_is_a_part_of_itself_is_named():
    with pytest.raises(ConfigError, match=r"no part of itself; '[ab]' refers to it"):
        check(a="x${b}", b="y${a}")


def test_a_key_that_is_not_written_out_is_refused():
    with pytest.raises(ConfigError, match="should be written out"):
        check(a="b", b="1", c="${${a}}")


def test_what_comes_from_the_environment_counts(monkeypatch):
    monkeypatch.setenv("PATRONAGE_LONG", "x" * 1_000_000)
    with pytest.raises(ConfigError, match="signs at most"):
        check(a="${oc.env:PATRONAGE_LONG}", b="${a}${a}${a}")


def test_what_is_not_there_is_left_to_be_said_by_others():
    check(a="${nothing}", b="${..above}")
