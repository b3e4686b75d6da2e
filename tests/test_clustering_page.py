"""What docs/clustering.md says and shows is so."""

import re

import numpy as np
import pandas as pd
import pytest
from commands import ROOT
from joblib import Parallel
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering import RepeatableClusterer
from patronage.clustering.null_test import null_test
from patronage.clustering.steady import steady_arithmetic

PAGE = (ROOT / "docs" / "clustering.md").read_text(encoding="utf-8")


def options(group: str) -> set[str]:
    return {path.stem for path in (ROOT / "conf" / group).glob("*.yaml")}


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Algorithms", "clustering"),
        ("Preprocessing", "preprocessing"),
    ],
)
def test_every_option_is_explained(title, group):
    assert set(re.findall(r"`(\w+)`", section(title))) >= options(group)


def test_every_selection_is_explained():
    assert set(re.findall(r"`selection=(\w+)`", PAGE)) == options("selection")


def test_every_experiment_that_it_names_is_there():
    named = set(re.findall(r"`experiment=(\w+)`", PAGE))
    assert named
    assert named <= options("experiment")


def test_the_instability_of_ones_own_matrix_is_as_shown(capsys):
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    with steady_arithmetic():
        exec(shown, {"matrix": load_iris().data})
    told = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert [*told] == ["2", "3", "4", "5", "6"]
    assert min(told, key=lambda k: float(told[k])) == "2"


@pytest.fixture
def cdnow_logs():
    """Standard scores of log recency, frequency and money, as METHODS F.1."""
    lines = pd.read_csv(
        ROOT / "data/sample/cdnow_sample.txt", sep=r"\s+", header=None, dtype=str
    )
    lines = lines[lines[2] <= "19970930"].assign(spent=lines[4].astype(float))
    customers = lines.groupby(0)
    last = pd.to_datetime(customers[2].max(), format="%Y%m%d")
    recency = (pd.Timestamp("1997-09-30") - last).dt.days
    raw = np.column_stack([recency, customers[2].nunique(), customers["spent"].sum()])
    logs = np.log1p(raw)
    scores = (logs - logs.mean(axis=0)) / logs.std(axis=0)
    return scores[np.lexsort(scores.T)]


def test_cdnow_has_the_silhouettes_that_it_tells(cdnow_logs):
    told = r"silhouette of (0\.\d{3}).*?have\s(0\.\d{3}) on average, and one in four"
    (shown,) = re.findall(told, section("What the segments are worth"), re.DOTALL)
    found, by_chance = map(float, shown)
    model = RepeatableClusterer(KMeans(n_init=10), n_clusters=2)
    seeds = np.random.SeedSequence(0).spawn(40)
    with steady_arithmetic():
        measured = null_test(cdnow_logs, model, seeds, Parallel(n_jobs=1))
    assert measured.silhouette == pytest.approx(found, abs=5e-4)
    # Nulls deviate by .005, their mean over 40 by .0008; three of these, and rounding
    assert measured.mean == pytest.approx(by_chance, abs=0.003)
    assert 0.1 < measured.p < 0.45
