"""Every option of every group composes, and makes what it names."""

from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from patronage.config import instantiate, root
from patronage.config.settings import register
from patronage.segments import SegmentScheme

CONF = root() / "conf"
LISTS = {"features", "playbook"}
# What only the person who has the file can say.
GIVEN = {
    "csv": [
        "source.path=sales.csv",
        "source.time_zone=UTC",
        "source.business_time_zone=UTC",
        "source.currency=EUR",
        "source.columns.customer_id=who",
        "source.columns.ordered_at=at",
        "source.columns.amount=paid",
    ]
}
SCHEMES = ("clustering", "quadrants", "rules")


@cache
def composed(*overrides: str):
    register()
    with initialize_config_dir(str(CONF), version_base="1.3"):
        return compose("config", overrides=list(overrides))


def options() -> list[tuple[str, str]]:
    files = chain.from_iterable(
        sorted(d.glob("*.yaml")) for d in CONF.iterdir() if d.is_dir()
    )
    return [(path.parent.name, path.stem) for path in files]


@pytest.mark.parametrize(("group", "option"), options())
def test_every_option_composes_and_instantiates(group, option):
    value = f"[{option}]" if group in LISTS else option
    cfg = composed(f"{group}={value}", *GIVEN.get(option, []))
    OmegaConf.to_container(cfg, resolve=True, throw_on_missing=True)
    if group != "experiment":
        assert instantiate(cfg[group]) is not None


@pytest.mark.parametrize(
    ("group", "option"), [each for each in options() if each[0] in SCHEMES]
)
def test_every_scheme_is_named_like_its_file_and_says_why_it_exists(group, option):
    scheme = instantiate(composed(f"{group}={option}")[group])
    assert isinstance(scheme, SegmentScheme)
    assert scheme.name == option
    assert scheme.purpose is not None
    keys = {name.key for name in scheme.segment_names} or {"high", "mid", "low"}
    assert set(scheme.purpose.actions) == keys


@pytest.mark.parametrize("option", [o for g, o in options() if g == "source"])
def test_every_source_is_named_like_its_file(option):
    assert composed(f"source={option}").source.name == option


def test_an_experiment_changes_root_scalars():
    assert composed("experiment=quick_look").n_bootstraps == 5


def test_every_group_of_the_root_has_options():
    groups = {path.name for path in Path(CONF).iterdir() if path.is_dir()}
    assert groups == {group for group, _ in options()}
