import pytest
from omegaconf import OmegaConf

from patronage.config.given import check_given
from patronage.errors import ConfigError


def test_all_open_keys_are_named_in_one_sentence():
    cfg = OmegaConf.create({"source": {"a": "???", "b": {"c": ["x", "???"]}, "d": 1}})
    with pytest.raises(ConfigError, match=r"given: source\.a, source\.b\.c\[1\]\.$"):
        check_given(cfg.source)


def test_what_refers_to_an_open_key_is_not_named_as_well():
    cfg = OmegaConf.create({"source": {"a": "???", "b": "${.a}"}})
    with pytest.raises(ConfigError, match=r"given: source\.a\.$"):
        check_given(cfg.source)


def test_null_is_given():
    check_given(OmegaConf.create({"a": None, "b": ""}))
