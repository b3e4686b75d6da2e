"""What the main job tells of the loyalty quadrants of Complete Journey."""

import pandas as pd
import pytest

from patronage import tracking

QUADRANTS = {"none", "inertia", "latent", "true"}


@pytest.fixture(scope="module")
def runs(journey_job):
    found = tracking.runs(journey_job.store, job=journey_job.job)
    return found.set_index(found["name"].str.split("-").str[0])


@pytest.fixture(scope="module")
def told(journey_job, runs):
    return {
        scheme: journey_job.runs / "artifacts" / run / "artifacts"
        for scheme, run in runs["run_id"].items()
    }


def read(job, name):
    return pd.read_parquet(job.data / f"processed/complete_journey/{name}.parquet")


def test_every_placed_customer_has_four_probabilities(journey_job):
    segments = read(journey_job, "segments/loyalty").set_index("customer_id")
    memberships = read(journey_job, "memberships/loyalty")
    placed = segments[segments["segment"] >= 0]
    assert len(memberships) == 4 * len(placed)
    best = memberships.groupby("customer_id")["probability"].max()
    assert best.loc[placed.index].to_numpy() == pytest.approx(placed["probability"])
    assert set(placed["status"]) == {"ok", "borderline"}


def test_median_cuts_leave_about_half_of_the_customers_on_either_side(journey_job):
    segments = read(journey_job, "segments/loyalty")["segment"]
    share = segments[segments >= 0].value_counts(normalize=True)
    assert share[2] + share[3] == pytest.approx(0.5, abs=0.03)
    assert share[1] + share[3] == pytest.approx(0.5, abs=0.03)


def test_cuts_have_errors_and_the_support_is_tested(told, runs):
    cuts = pd.read_csv(told["loyalty"] / "cuts.csv").set_index("axis")
    assert cuts.loc["attitude", "low"] < cuts.loc["attitude", "cut"]
    assert cuts.loc["attitude", "cut"] < cuts.loc["attitude", "high"]
    loyalty = runs.loc["loyalty"]
    assert 0.05 < loyalty["metrics.quadrants/borderline_share"] < 0.4
    support = pd.read_csv(told["loyalty"] / "support.csv")
    assert {f"quadrant_{key}" for key in QUADRANTS} <= set(support["test"])
    assert not support.isna().any(axis=None)


def test_it_shows_whether_confidence_is_honest(told):
    table = pd.read_csv(told["loyalty"] / "calibration.csv")
    usual = table[table["customers"] >= 500]
    assert table["customers"].sum() == 20_000
    assert (usual["kept"] - usual["confidence"]).abs().max() <= 0.08
    assert (told["loyalty"] / "calibration.png").exists()


def test_the_axes_are_judged_alone_and_together(told):
    models = pd.read_csv(told["loyalty"] / "interaction.csv")["model"]
    assert set(models) == {"attitude", "repeat", "both", "product"}


def test_clusters_are_put_on_the_map_and_circularity_is_said(told):
    mix = pd.read_csv(told["kmeans"] / "quadrant_mix.csv")
    shares = mix.filter(like="share_").sum(axis=1)
    assert shares.to_numpy() == pytest.approx(1, abs=1e-6)
    assert {"purity", "reversed", "majority_zh"} <= set(mix)
    page = (told["kmeans"] / "report.html").read_text()
    assert "in part by construction" in page
    assert (
        "in part by construction" not in (told["loyalty"] / "report.html").read_text()
    )
