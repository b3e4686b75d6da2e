"""Every yaml of the room's groups makes a scheme that works."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from patronage.agreement import adjusted_rand_index, contingency
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
            for group, default in {**GROUPS, "rules": "tier3"}.items()
        }
    few = {"n_bootstraps": 3, "n_nulls": 2}
    root = OmegaConf.create({**node, **few, "seed": 5, "n_jobs": 1})
    root.selection.trials.update(n_references=2, n_splits=2)
    return instantiate(root.clustering)


@pytest.mark.parametrize(("group", "choice"), CHOICES)
def test_it_composes_and_segments_customers(customers, group, choice):
    made = scheme(**{"selection": "fixed", group: choice})
    assert isinstance(made, ClusterScheme)
    assert made.random_state == 5
    assert made.purpose.actions.keys() == {"high", "mid", "low"}
    assert made.fit(customers).predict(customers).min() == 0
    if group == "clustering":
        assert made.name == choice


@pytest.mark.parametrize(
    ("preprocessing", "clustering"), [("mixed", "k_prototypes"), ("gower", "k_medoids")]
)
def test_categories_are_clustered_by_where_they_can_be(
    customers, preprocessing, clustering
):
    rng = np.random.default_rng(0)
    usual = customers["kind"].map({"regular": "Two year", "occasional": "One year"})
    customers["contract"] = usual.fillna("Month-to-month").mask(rng.random(450) < 0.02)
    made = scheme(
        preprocessing=preprocessing, clustering=clustering, selection="fixed"
    ).set_params(selection__n_clusters=3)
    placed = made.fit(customers).assign(customers)
    counts = contingency(
        placed["segment"].to_numpy(), pd.factorize(customers["kind"])[0]
    )
    assert adjusted_rand_index(counts) > 0.9
    assert "contract=One year" in made.pipeline_["preprocessing"].names_
    assert made.pipeline_["clusterer"].agreement_ == 1


def test_the_axes_of_the_quadrants_are_not_clustered_by():
    columns = {c for block in scheme().preprocessing.blocks.values() for c in block}
    assert not columns & {"attitude", "repeat"}
