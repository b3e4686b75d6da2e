"""Where six of ten bought once, as among the customers of CDNOW.

Their one point is a cluster to any clusterer, and passes for structure:
`python -m pipelines.run source=cdnow experiment=one_time_buyers` puts them into a
segment by rule, and clusters the others.
"""

import numpy as np
import pandas as pd
import pytest
from hydra import compose, initialize_config_dir

from patronage.clustering import FixedSelection, Resampling, Trials
from patronage.config import instantiate, root
from patronage.config.settings import register

QUICK = {
    "resampling": Resampling(n_bootstraps=2, refit_inits=1),
    "trials": Trials(n_nulls=0, n_references=1, n_splits=1, refit_inits=1),
}


@pytest.fixture(scope="module")
def experiment():
    register()
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        overrides = ["source=cdnow", "experiment=one_time_buyers"]
        return compose("config", overrides=overrides)


@pytest.fixture(scope="module")
def aside(experiment):
    """The rule as the experiment sets it."""
    return instantiate(experiment.clustering.aside)


@pytest.fixture
def buyers():
    """600 who bought once, 400 who came back, none of either in groups."""
    rng = np.random.default_rng(3)
    n, once = 1000, np.arange(1000) < 600
    repeats = np.where(once, 0, 1 + rng.geometric(0.3, n))
    recency = np.where(once, rng.normal(230, 15, n), rng.uniform(1, 230, n)).round()
    money = np.exp(rng.normal(3, 0.6, n)) * (1 + repeats)
    return pd.DataFrame(
        {
            "customer_id": [f"{i:04d}" for i in range(n)],
            "as_of": pd.Timestamp("1997-09-30"),
            "status": "ok",
            "recency_days": np.maximum(recency, 0),
            "frequency": repeats.astype(float),
            "monetary_per_month": money / 9,
            "monetary_total": money,
        }
    )


def chosen_silhouette(scheme):
    table = scheme.selection_table_
    return table["silhouette"][table["chosen"]][0]


def test_without_the_rule_the_one_point_passes_for_structure(scheme, buyers, aside):
    scheme.set_params(selection=FixedSelection(n_clusters=2, **QUICK)).fit(buyers)
    shares = pd.crosstab(buyers["frequency"] == 0, scheme.predict(buyers)).loc[True]
    assert shares.max() > 0.98 * 600
    of_all = chosen_silhouette(scheme)
    of_rest = chosen_silhouette(scheme.set_params(aside=aside).fit(buyers))
    assert of_all > of_rest + 0.1


def test_they_are_a_segment_with_a_name_in_both_languages(scheme, buyers, aside):
    scheme.set_params(aside=aside, selection=FixedSelection(n_clusters=3, **QUICK))
    placed = scheme.fit(buyers).assign(buyers)
    assert (placed["segment"] == 3).tolist() == (buyers["frequency"] == 0).tolist()
    assert scheme.given_names[3].en == "Bought once"
    assert scheme.given_names[3].zh == "仅购一次"


def test_next_month_the_same_rule_holds_however_few_they_are(scheme, buyers, aside):
    scheme.set_params(aside=aside, selection=FixedSelection(n_clusters=3, **QUICK))
    scheme.fit(buyers)
    later = buyers[595:]
    assert (scheme.predict(later) == 3).tolist() == [True] * 5 + [False] * 400


def test_something_is_done_for_those_who_bought_once(experiment):
    name = experiment.clustering.aside.segment_name.key
    assert experiment.clustering.purpose.actions[name]
    assert {"high", "mid", "low"} < set(experiment.clustering.purpose.actions)


def test_the_column_of_the_rule_is_among_those_that_are_used(scheme, buyers, aside):
    blocks = {"value": ["recency_days", "monetary_per_month"]}
    scheme.set_params(aside=aside, preprocessing__blocks=blocks)
    scheme.set_params(selection=FixedSelection(n_clusters=3, **QUICK)).fit(buyers)
    used = ["recency_days", "monetary_per_month", "frequency"]
    assert scheme.used_columns == used
