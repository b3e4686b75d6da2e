"""Every yaml of the room's groups makes a scheme that works."""

from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from patronage.clustering import ClusterScheme
from patronage.config import instantiate

CONF = Path(__file__).resolve().parents[2] / "conf"
GROUPS = {
    "preprocessing": "robust_log",
    "selection": "stability",
    "clustering": "kmeans",
}
CHOICES = [
    (group, path.stem)
    for group in GROUPS
    for path in sorted((CONF / group).glob("*.yaml"))
]


def scheme(**choices):
    with initialize_config_dir(str(CONF), version_base="1.3"):
        node = {
            group: compose(config_name=f"{group}/{choices.get(group, default)}")[group]
            for group, default in GROUPS.items()
        }
    root = OmegaConf.create({**node, "seed": 5, "n_jobs": 1, "n_bootstraps": 3})
    return instantiate(root.clustering)


@pytest.mark.parametrize(("group", "choice"), CHOICES)
def test_it_composes_and_segments_customers(customers, group, choice):
    made = scheme(**{group: choice})
    assert isinstance(made, ClusterScheme)
    assert made.random_state == 5
    assert made.purpose.actions.keys() == {"high", "mid", "low"}
    assert made.fit(customers).predict(customers).min() == 0
    if group == "clustering":
        assert made.name == choice


def test_the_axes_of_the_quadrants_are_not_clustered_by():
    columns = {c for block in scheme().preprocessing.blocks.values() for c in block}
    assert not columns & {"attitude", "repeat"}
