"""What is known of made customers is found: their groups, or that there are none."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from patronage.agreement import adjusted_rand_index, contingency
from patronage.clustering import Gate, Resampling, StabilitySelection
from patronage.clustering.copula_null import copula_null
from patronage.clustering.trials import Trials
from patronage.config import root

N = 200
SIGMAS = 4.0
CONTINUUM = {"none", "constructive"}


def selection(seed, *, k_max, n_nulls, n_init=3) -> StabilitySelection:
    """The default rule, with few refits of few customers."""
    return StabilitySelection(
        KMeans(n_init=n_init),
        k_max=k_max,
        gate=Gate(min_n=15),
        resampling=Resampling(n_bootstraps=10, refit_inits=2),
        trials=Trials(n_nulls=n_nulls, n_references=1, n_splits=1, refit_inits=1),
        random_state=seed,
    )


def drawn(centres, rng):
    """Customers of each kind, about equally many, with deviations of 1."""
    kind = rng.integers(len(centres), size=N)
    return centres[kind] + rng.normal(size=(N, centres.shape[1])), kind


def equidistant(seed):
    """3 to 5 kinds, every two of them 4 standard deviations apart."""
    centres = np.eye(3 + seed % 3) * SIGMAS / np.sqrt(2)
    return centres, *drawn(centres, np.random.default_rng(seed))


def apart_in_two_features(seed):
    """3 to 5 kinds, every two 4 standard deviations apart in two features or more."""
    rng = np.random.default_rng(seed)
    axes = np.meshgrid(*[np.arange(3) * SIGMAS] * 4)
    corners = rng.permutation(np.stack(axes, axis=-1).reshape(-1, 4))
    chosen = [corners[0]]
    for corner in corners[1:]:
        if ((corner != np.array(chosen)).sum(axis=1) >= 2).all():
            chosen.append(corner)
    centres = np.array(chosen[: 3 + seed % 3])
    return centres, *drawn(centres, rng)


def found(made):
    """Of 50 populations: whether k is right, ARI, and ARI of who knows the centres."""
    rows = []
    for seed in range(50):
        centres, rows_, kind = made(seed)
        fitted = selection(seed, k_max=6, n_nulls=19).fit(rows_)
        nearest = ((rows_[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        ari, best = (
            adjusted_rand_index(contingency(labels, kind))
            for labels in (fitted.labels_, nearest)
        )
        rows.append((fitted.n_clusters_ == len(centres), ari, best, fitted.structure_))
    return pd.DataFrame(rows, columns=["right", "ari", "best", "structure"])


@pytest.mark.slow
def test_groups_that_stand_apart_are_counted_and_found():
    table = found(apart_in_two_features)
    assert table["right"].sum() >= 45
    assert (table["ari"] >= 0.95).sum() >= 45
    assert table["ari"].mean() >= 0.95
    assert (table["structure"] == "natural").sum() >= 45


@pytest.mark.slow
def test_groups_that_overlap_are_found_as_well_as_if_their_centres_were_known():
    # At 4 standard deviations every fortieth customer is nearer to each other centre.
    table = found(equidistant)
    assert table["right"].sum() >= 45
    assert (table["ari"] - table["best"]).mean() >= -0.02
    assert (table["structure"] == "natural").sum() >= 45


def isotropic(rng):
    return rng.normal(size=(N, 4))


def anisotropic(rng):
    return rng.normal(size=(N, 4)) * [3.0, 2.0, 1.0, 0.5]


def without_groups(rng):
    """The marginals and rank correlations of groups, without the groups."""
    seed = int(rng.integers(1000))
    return copula_null(equidistant(seed)[1], rng)


@pytest.mark.slow
@pytest.mark.parametrize("made", [isotropic, anisotropic, without_groups])
def test_a_continuum_is_not_called_groups(made):
    words = Counter(
        selection(seed, k_max=4, n_nulls=99)
        .fit(made(np.random.default_rng([seed, 1])))
        .structure_
        for seed in range(100)
    )
    assert sum(words[each] for each in CONTINUUM) >= 95, words


def cdnow():
    """Log recency, frequency and money at the end of 39 weeks, as METHODS F.1."""
    lines = pd.read_csv(
        root() / "data/sample/cdnow_sample.txt",
        sep=r"\s+",
        header=None,
        names=["id", "sampled_id", "day", "units", "amount"],
        dtype="str",
    )
    last = pd.Timestamp("1997-09-30")
    lines["day"] = pd.to_datetime(lines["day"], format="%Y%m%d")
    lines["amount"] = lines["amount"].astype(float)
    customers = lines[lines["day"] <= last].groupby("id")
    raw = np.column_stack(
        [
            (last - customers["day"].max()).dt.days,
            customers["day"].nunique(),
            customers["amount"].sum(),
        ]
    )
    logs = np.log1p(raw)
    return (logs - logs.mean(axis=0)) / logs.std(axis=0)


def test_cdnow_is_a_continuum():
    fitted = StabilitySelection(
        KMeans(n_init=10), k_max=8, trials=Trials(sample_size=1000)
    ).fit(cdnow())
    table = fitted.selection_table_
    assert table["k"][0] == 2
    assert table["silhouette"][0] == pytest.approx(0.57304, abs=5e-5)
    assert fitted.structure_ in CONTINUUM
    assert "continuum" in fitted.verdict_
    assert fitted.null_excess_ < 0.05
