import numpy as np
import pytest
from sklearn.cluster import HDBSCAN, KMeans

from patronage.clustering import RepeatableClusterer, Trials
from patronage.clustering.trials import evenly
from patronage.errors import ConfigError


def test_few_rows_are_all_taken():
    rows = np.arange(5.0)[:, None]
    assert (evenly(rows, 9, np.random.default_rng(0)) == rows).all()


def test_of_many_every_so_manieth_is_taken():
    rows = np.arange(100.0)[:, None]
    taken = evenly(rows, 10, np.random.default_rng(0)).ravel()
    assert np.diff(taken).tolist() == [10.0] * 9


def test_a_refit_has_fewer_starts_and_is_not_fitted():
    model = RepeatableClusterer(KMeans(n_init=20), n_clusters=3)
    refit = Trials(refit_inits=2).refit(model)
    assert (refit.clusterer.n_init, refit.n_clusters) == (2, 3)
    assert model.clusterer.n_init == 20


def test_a_clusterer_without_starts_is_refitted_as_it_is():
    refit = Trials().refit(RepeatableClusterer(HDBSCAN(copy=True)))
    assert refit.clusterer.get_params() == HDBSCAN(copy=True).get_params()


@pytest.mark.parametrize("name", ["n_references", "n_splits", "refit_inits"])
def test_trials_that_measure_nothing_are_refused(name):
    with pytest.raises(ConfigError, match=f"1 or more .* got {name} = 0"):
        Trials(**{name: 0})
    assert Trials(n_nulls=0).n_nulls == 0
